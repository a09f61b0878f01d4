"""A figure by sex, age band and ethnic group: counted from the mirror when somebody asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from contextlib import ExitStack
from threading import Lock
from typing import Any

import polars as pl

from almoner.casework.keeper import Keeper
from almoner.catalogue.definitions import Indicator
from almoner.engine.measure import measure

_HELD = 12
_Key = tuple[str, str]
"""An authority and an indicator."""


class Breakdowns:
    """Indicators broken down: every team and period of one is counted at once, and held a while.

    Who has asked of one team asks of the next. What was counted before a change is counted again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[_Key, tuple[int, pl.DataFrame]] = OrderedDict()

    def of(
        self, keeper: Keeper, indicator: Indicator, period: str, units: Collection[str]
    ) -> list[dict[str, Any]]:
        """The measurements of an indicator, period and some units by each member of each breakdown.

        Each with `unit`, `breakdown` (such as "age=0-4"), numerator, denominator, value and marker.
        A locality has none. Changes are taken in meanwhile.
        """
        with self._lock:
            found = self._all(keeper, indicator)
        columns = ("unit", "breakdown", "numerator", "denominator", "value", "marker")
        wanted = found.filter(pl.col("unit").is_in(list(units)), period=period)
        return wanted.select(columns).to_dicts()

    def _all(self, keeper: Keeper, indicator: Indicator) -> pl.DataFrame:
        key = keeper.code, indicator.code
        with ExitStack() as asking:
            with keeper.lock:
                live, state = keeper.live, keeper.state
                if (held := self._held.get(key)) and held[0] == state:
                    self._held.move_to_end(key)
                    return held[1]
                mirror = asking.enter_context(live.mirror.aside())
            made = measure(mirror, [indicator], live.months)
        found = made.filter(pl.col("breakdown") != "").rename({"area": "unit"})
        self._held[key] = state, found.with_columns(pl.col("marker").fill_null(""))
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return self._held[key][1]
