"""The cases that a team dealt with, as arrays of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from almoner.reference.area import Nation
from almoner.reference.working_days import working_days_between_many
from almoner.signals.batch import BoolArray, FloatArray, IntArray

USUAL_HEAP = 0.02
"""Ours: no source gives how large an honest heap before a limit is. One case in fifty."""

USUAL_ALIKE = 0.05
"""Ours as well: cases with the same dates as another, because families are seen together."""


@dataclass(frozen=True, slots=True)
class Cases:
    """One set of cases. Days are counted from 1 January 1970; NaN where there is no date.

    `ids` are as given, `team` is a position in `teams`. `limit` is the last duration, in whole
    days, that counts as in time. `usual_heap` is the share of all cases that may stand in the last
    days in time beyond a smooth curve, because staff chase what is nearly due;
    `usual_alike` the share that may have the same dates as another case of their team, because
    families are seen together. `counted` are durations that the limit is of, where those are not
    days from start to end but, say, working days. `opened` is the day on which a case was asked
    for, where that is known: a clock may be said to start later than it did.
    """

    limit: int
    ids: Sequence[str | int]
    teams: Sequence[str | int]
    team: IntArray
    start: FloatArray
    end: FloatArray
    recorded: FloatArray
    usual_heap: float = USUAL_HEAP
    usual_alike: float = USUAL_ALIKE
    counted: FloatArray | None = None
    opened: FloatArray | None = None

    def __len__(self) -> int:
        """How many cases."""
        return len(self.ids)

    @property
    def duration(self) -> FloatArray:
        """Days from start to end, or as counted; NaN without both, or with the end before."""
        days = self.end - self.start if self.counted is None else self.counted
        with np.errstate(invalid="ignore"):
            return np.where(days >= 0, days, np.nan)

    @property
    def calendar_limit(self) -> float:
        """The limit in days of the calendar: where it is of working days there are more of them."""
        if self.counted is None:
            return self.limit
        with np.errstate(invalid="ignore"):
            some = self.counted > 0
            pace = np.median(((self.end - self.start) / np.where(some, self.counted, 1.0))[some])
        return self.limit * float(pace) if some.any() else self.limit * 1.4

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
        """About the day on which the cases were drawn: few begin later.

        Not the last date of all: people who come back, or a slip of the pen, would set it.
        """
        starts = self.start[~np.isnan(self.start)]
        return float(np.quantile(starts, 0.95)) if len(starts) else np.nan

    def only(self, which: BoolArray) -> Cases:
        """These cases alone; teams keep their places."""
        rows = np.flatnonzero(which)
        return replace(
            self,
            ids=self.named(rows),
            **{name: getattr(self, name)[rows] for name in ("team", "start", "end", "recorded")},
            counted=None if self.counted is None else self.counted[rows],
            opened=None if self.opened is None else self.opened[rows],
        )

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


def working_days(start: FloatArray, end: FloatArray, nation: Nation) -> FloatArray:
    """Working days from start to end, NaN where either is missing; refuses days that the packaged
    calendar of bank holidays does not cover."""
    first, last = (
        np.where(np.isnan(one), np.datetime64("NaT"), np.nan_to_num(one).astype("datetime64[D]"))
        for one in (start, end)
    )
    found: FloatArray = working_days_between_many(first, last, nation)
    return found
