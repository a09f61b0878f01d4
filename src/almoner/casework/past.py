"""Figures as they were known on a past day: the same definitions on the versions held that day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from threading import Lock
from typing import Any

import polars as pl

from almoner.casework.held import rows_known
from almoner.casework.keeper import Keeper, months_of
from almoner.catalogue.definitions import Indicator
from almoner.catalogue.register import chosen
from almoner.engine.explain import Explanation, explain
from almoner.engine.measure import measure
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months, index_of_month

_DAYS_HELD = 3


class Past:
    """Mirrors of past days, the last few of which are held, with what was counted from them.

    A past day cannot change once it is over: changes are always recorded as known from now.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._mirrors: OrderedDict[tuple[str, date], Mirror] = OrderedDict()
        self._counted: dict[tuple[str, date, tuple[str, ...]], list[dict[str, Any]]] = {}

    def explain(
        self, keeper: Keeper, indicator: Indicator, period: str, unit: str, on: date
    ) -> Explanation:
        """The units behind a figure as known on a day."""
        with self._lock:
            return explain(self._mirror(keeper, on), indicator, period, unit)

    def values(self, keeper: Keeper, codes: Sequence[str], on: date) -> list[dict[str, Any]]:
        """Monthly measurements of these indicators as known on a day, for every team and place."""
        key = keeper.code, on, tuple(codes)
        with self._lock:
            mirror = self._mirror(keeper, on)
            if key not in self._counted:
                whole = months_of(keeper.authority)
                months = Months(whole.first, min(whole.last, index_of_month(on.year, on.month)))
                found = measure(mirror, chosen(list(codes)), months, broken_down=False)
                self._counted[key] = _monthly(found)
            return self._counted[key]

    def _mirror(self, keeper: Keeper, on: date) -> Mirror:
        key = keeper.code, on
        if key not in self._mirrors:
            self._mirrors[key] = Mirror.of_frames(rows_known(keeper.code, on))
            while len(self._mirrors) > _DAYS_HELD:
                old, mirror = self._mirrors.popitem(last=False)
                mirror.connection.close()
                self._counted = {k: v for k, v in self._counted.items() if k[:2] != old}
        self._mirrors.move_to_end(key)
        return self._mirrors[key]


def _monthly(found: pl.DataFrame) -> list[dict[str, Any]]:
    rows = found.filter(pl.col("period").str.starts_with("M") & (pl.col("breakdown") == ""))
    return rows.select(
        pl.col("area").alias("unit"),
        "indicator",
        "period",
        "numerator",
        "denominator",
        "value",
        pl.col("marker").fill_null(""),
    ).to_dicts()
