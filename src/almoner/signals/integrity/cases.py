"""The cases that a team dealt with, as arrays of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Cases:
    """One set of cases. Days are counted from 1 January 1970; NaN where there is no date.

    `ids` are as given, `team` is a position in `teams`. `limit` is the last duration, in whole
    days, that counts as in time.
    """

    limit: int
    ids: Sequence[str | int]
    teams: Sequence[str | int]
    team: IntArray
    start: FloatArray
    end: FloatArray
    recorded: FloatArray

    def __len__(self) -> int:
        """How many cases."""
        return len(self.ids)

    @property
    def duration(self) -> FloatArray:
        """Days from start to end; NaN without both, or where the end is before the start."""
        days = self.end - self.start
        with np.errstate(invalid="ignore"):
            return np.where(days >= 0, days, np.nan)

    @property
    def event(self) -> FloatArray:
        """The day that an entry records: the end, or the start where entries precede most ends."""
        with np.errstate(invalid="ignore"):
            before = self.recorded < self.end
        both = ~np.isnan(self.recorded) & ~np.isnan(self.end)
        at_start = both.any() and before[both].mean() > 0.5
        return self.start if at_start else self.end

    @property
    def lag(self) -> FloatArray:
        """Days from the event to its entry; NaN where either is missing or the order is odd."""
        days = self.recorded - self.event
        with np.errstate(invalid="ignore"):
            return np.where(days >= 0, days, np.nan)

    @property
    def last_day(self) -> float:
        """The latest day that any date mentions."""
        dates = np.concatenate([self.start, self.end, self.recorded])
        return float(np.nanmax(dates)) if not np.isnan(dates).all() else np.nan

    def of(self, team: int) -> BoolArray:
        """Which cases are this team's."""
        found: BoolArray = self.team == team
        return found

    def named(self, which: BoolArray | IntArray) -> list[str | int]:
        """Ids of cases, by mask or positions."""
        rows = np.flatnonzero(which) if which.dtype == np.bool_ else which
        return [self.ids[int(row)] for row in rows]

    def per_team(self, which: BoolArray) -> IntArray:
        """How many of these cases each team has."""
        return np.bincount(self.team[which], minlength=len(self.teams))
