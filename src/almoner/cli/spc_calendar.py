"""Season and memory in requests of `almoner spc`: the calendar of their dates, and a word to those
who asked for no chart and got limits that know of neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from almoner.reference.language import _
from almoner.signals import seasonality
from almoner.signals.batch import IntArray
from almoner.signals.seasonality import CYCLES, ordinary

if TYPE_CHECKING:
    from almoner.cli.spc_reading import Plan

Calendar = tuple[IntArray | None, int]
"""The season of every point from 0, and how many a year has; None where there is no calendar."""

NO_CALENDAR: Calendar = (None, 12)
LEAST_FOR_MEMORY = 20


def calendar_of(dates: Sequence[str]) -> Calendar:
    """Months or quarters, where the points are one of them each without a gap."""
    return _calendar(tuple(dates))


@lru_cache(maxsize=4096)
def _calendar(dates: tuple[str, ...]) -> Calendar:
    months = np.array([int(day[:4]) * 12 + int(day[5:7]) - 1 for day in dates], np.int64)
    return seasonality.calendar_of(months) or NO_CALENDAR


def tell_what_fits(plans: Iterable[Plan]) -> None:
    """Say of each series read on the chart that nobody asked for why, and where another fits.

    Series of one length and calendar are looked at together.
    """
    alike: dict[object, list[Plan]] = defaultdict(list)
    for made in plans:
        if made.request.chart_asked:
            continue
        made.reasons = [_("no chart was asked for: an individuals chart, with plain limits")]
        season, a_year = calendar_of(made.request.dates)
        if len(made.values) >= LEAST_FOR_MEMORY:
            first = None if season is None else int(season[0])
            alike[len(made.values), first, a_year].append(made)
    for together in alike.values():
        _look(together)


def _look(plans: list[Plan]) -> None:
    """Plans of one length and one calendar."""
    season, a_year = calendar_of(plans[0].request.dates)
    matrix = np.stack([made.values for made in plans])
    if matrix.shape[1] < CYCLES * a_year:
        season = None
    found = ordinary(matrix, season, a_year)
    effect = np.zeros((len(plans), a_year))
    if found.season is not None:
        effect = found.season.effect(np.arange(a_year))
    seasonal = (effect != 0).any(axis=1)
    for made, has_season, carried in zip(plans, seasonal, found.memory, strict=True):
        if has_season or carried > 0:
            made.request.warnings.append(_advice(has_season=bool(has_season), carried=carried))


def _advice(*, has_season: bool, carried: float) -> str:
    reasons = []
    if has_season:
        reasons.append(_("the time of year explains part of it"))
    if carried > 0:
        words = _("each point follows the one before (correlation {r:.2f})")
        reasons.append(words.format(r=carried))
    words = _("plain limits do not fit: {reasons}; chart auto takes that out")
    return words.format(reasons=_(" and ").join(reasons))
