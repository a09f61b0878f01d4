"""New levels that a series seems to have settled at, and that nobody has decided on yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from almoner.dashboards.presenters.shown import Shown, opened
from almoner.dashboards.regular import regular
from almoner.measurements.rebases import testable

if TYPE_CHECKING:
    from almoner.signals.batch import FloatArray
    from almoner.signals.new_level import NewLevel


@dataclass(frozen=True)
class Proposed:
    """A period from which the level seems to be another, and whether a season was taken out."""

    period: str
    level: NewLevel
    has_season: bool


def proposed(subject: Shown) -> list[Proposed]:
    """What the Stable Shift method proposes and nobody has accepted or declined, the latest first.

    A season that is more than chance is taken out first: it would look like a level that returns.
    """
    from almoner.signals.new_level import new_levels

    periods, values, has_season = _values(subject)
    accepted = opened(subject.rebases)
    decided = {one.period for one in subject.rebases}
    opens = [place for place, code in enumerate(periods) if code in accepted]
    found = [
        Proposed(periods[one.position], one, has_season)
        for one in new_levels(values, opens)
        if periods[one.position] not in decided
    ]
    return found[::-1]


def _values(subject: Shown) -> tuple[list[str], FloatArray, bool]:
    series = regular(subject.entry, subject.held)
    if series is None or not series.is_full:
        return subject.held.periods, testable(subject.held), False
    from almoner.signals.seasonality import seasons

    found = seasons(series.values[np.newaxis], series.season, series.a_year)
    effect = found.effect(series.season)[0]
    return series.periods, series.values - effect, bool(effect.any())
