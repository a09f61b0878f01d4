"""The counts of one term of an indicator as arrays, with what is known of how they add up.

A leaf is a team; teams lie in a service month by month, and in the council. Homes are another
way of splitting the council. Members are those of the breakdowns, one after another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from almoner.engine.places import IntArray

BoolArray = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Calendar:
    """The moments (columns) of a table, and the larger periods that they add up to.

    `quarter[k]` and `year[k]` number the quarter and reporting year of moment k. Where moments do
    not add up (stocks, and units counted once in a period) each stands alone.
    """

    quarter: IntArray
    year: IntArray

    @classmethod
    def of_months(cls, months: IntArray) -> Calendar:
        """Of month indexes: calendar quarters and reporting years, April to March."""
        return cls(months // 3, (months + 9) // 12)

    @classmethod
    def of_moments(cls, number: int) -> Calendar:
        """Of moments that do not add up."""
        return cls(np.arange(number), np.arange(number))

    @property
    def adds_up(self) -> bool:
        """Whether moments add up to larger periods."""
        return len(np.unique(self.year)) < len(self.year)

    def within(self, kind: int) -> IntArray:
        """The number of each moment's quarter (1) or year (2)."""
        return self.quarter if kind == 1 else self.year

    def any_in(self, found: BoolArray, kind: int) -> BoolArray:
        """Along the last axis: whether it is so in any moment of the same quarter or year."""
        numbers, place = np.unique(self.within(kind), return_inverse=True)
        order = np.argsort(place, kind="stable")
        first = np.searchsorted(place[order], np.arange(len(numbers)))
        return np.logical_or.reduceat(found[..., order], first, axis=-1)[..., place]

    def sums(self, counts: IntArray, kind: int) -> IntArray:
        """Along the last axis: the sum of the quarter or year, at each of its moments."""
        numbers, place = np.unique(self.within(kind), return_inverse=True)
        order = np.argsort(place, kind="stable")
        first = np.searchsorted(place[order], np.arange(len(numbers)))
        return np.add.reduceat(counts[..., order], first, axis=-1)[..., place]


@dataclass(frozen=True)
class Table:
    """Counts of one term below one council.

    `teams[team, column, moment]` where column 0 is everybody and the others are members; `homes`
    is [home, moment]. `service[team, moment]` numbers the team's service, -1 for none. `groups`
    are the columns of each breakdown. `can_add` and `can_take` (of teams, of homes) say where a
    count could have been one more or one less; `also` are levels of counts that would change too;
    `kinds` are the kinds of moves (see `disclosure_moves`) that are possible here.
    """

    calendar: Calendar
    teams: IntArray
    homes: IntArray
    service: IntArray
    services: int
    groups: tuple[slice, ...]
    can_add: tuple[BoolArray, BoolArray]
    can_take: tuple[BoolArray, BoolArray]
    also: tuple[Levels, ...] = ()
    kinds: tuple[int, ...] = (1, 2, 3)

    def at(self, moments: IntArray) -> Table:
        """The same of these moments alone."""
        return replace(
            self,
            calendar=Calendar(self.calendar.quarter[moments], self.calendar.year[moments]),
            teams=self.teams[..., moments],
            homes=self.homes[..., moments],
            service=self.service[:, moments],
            can_add=(self.can_add[0][..., moments], self.can_add[1][..., moments]),
            can_take=(self.can_take[0][..., moments], self.can_take[1][..., moments]),
            also=tuple(one.at(moments) for one in self.also),
        )

    @cached_property
    def by_service(self) -> IntArray:
        """Counts of services: [service, column, moment]."""
        out = np.zeros((self.services, *self.teams.shape[1:]), np.int64)
        for number in range(self.services):
            inside = (self.service == number)[:, None, :]
            out[number] = (self.teams * inside).sum(axis=0)
        return out

    @cached_property
    def council(self) -> IntArray:
        """Counts of the council: [column, moment]."""
        found = self.teams.sum(axis=0)
        return found if self.teams.size else self.homes.sum(axis=0)[None]


@dataclass
class Levels:
    """How much of each row is shown, moment by moment.

    0: months and all longer periods; 1: quarters and years; 2: years; 3: nothing. A row is the
    total of a place or one group of people in it: `teams` and `services` are [place, column,
    moment] and `council` is [column, moment], column 0 being the total; `homes` is [home, moment].
    """

    teams: IntArray
    services: IntArray
    council: IntArray
    homes: IntArray

    def rows(self) -> tuple[IntArray, IntArray, IntArray, IntArray]:
        """The arrays, to be looked at one after another."""
        return self.teams, self.services, self.council, self.homes

    def at(self, moments: IntArray) -> Levels:
        """The same of these moments alone; changes are not written back."""
        return Levels(*(rows[..., moments] for rows in self.rows()))
