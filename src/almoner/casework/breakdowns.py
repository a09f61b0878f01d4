"""A figure by sex, age band and ethnic group: counted from the mirror when somebody asks."""

from __future__ import annotations

from typing import Any

import polars as pl

from almoner.casework.keeper import Keeper
from almoner.catalogue.definitions import Indicator
from almoner.engine.measure import measure


def broken_down(
    keeper: Keeper, indicator: Indicator, period: str, unit: str
) -> list[dict[str, Any]]:
    """The measurements of one indicator, period and unit by each member of each breakdown.

    Each with `breakdown` (such as "age=0-4"), numerator, denominator, value and marker. A locality
    has none. The caller holds the keeper's lock.
    """
    found = measure(keeper.live.mirror, [indicator], keeper.live.months)
    return (
        found.filter(period=period, area=unit)
        .filter(pl.col("breakdown") != "")
        .sort("breakdown")
        .select(
            "breakdown", "numerator", "denominator", "value", marker=pl.col("marker").fill_null("")
        )
        .to_dicts()
    )
