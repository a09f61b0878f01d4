"""Which series have a calendar, so that season and memory can settle what plain limits mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from almoner.reference.period import PeriodKind
from almoner.reference.periods import Period
from almoner.signals.batch import FloatArray, IntArray
from almoner.signals.seasonality import calendar_of
from almoner.signals.settling import settled

STEPS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}
FULL = 0.9
"""Share of the calendar that must have a value."""


def season_of(periods: Sequence[str]) -> tuple[IntArray, int] | None:
    """The month or quarter of each period from 0, and how many a year has; None where the periods
    are not months or quarters without a gap."""
    if not periods or periods[0][:1] not in ("M", "Q"):
        return None
    spans = [Period.from_code(code) for code in periods]
    step = STEPS.get(spans[0].kind)
    if step is None or any(one.kind is not spans[0].kind for one in spans):
        return None
    months = np.array([one.start.year * 12 + one.start.month - 1 for one in spans])
    found = calendar_of(months)
    return found if found and found[1] * step == 12 else None


def settled_series(
    series: Mapping[int, tuple[tuple[str, ...], FloatArray]],
) -> set[int]:
    """The keys of those series (periods and values) whose latest signal season or memory explain.

    Series of the same periods are looked at together.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, (periods, values) in series.items():
        if not np.isnan(values[-1]) and (~np.isnan(values)).mean() >= FULL:
            alike[periods].append(key)
    found: set[int] = set()
    for periods, keys in alike.items():
        calendar = season_of(periods)
        if calendar is not None:
            matrix = np.stack([series[key][1] for key in keys])
            told = settled(matrix, *calendar)
            found |= {key for key, one in zip(keys, told.tolist(), strict=True) if one}
    return found
