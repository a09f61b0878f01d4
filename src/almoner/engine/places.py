"""Teams, the services they belong to month by month, and the council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from almoner.reference.period import PeriodKind

IntArray = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def index_of_month(year: int, month: int) -> int:
    """Months since the year nought."""
    return year * 12 + month - 1


@dataclass(frozen=True)
class Months:
    """The months from `first` to `last`, as indexes, both included."""

    first: int
    last: int

    def __len__(self) -> int:
        """How many."""
        return self.last - self.first + 1

    def code(self, k: int, kind: PeriodKind) -> str:
        """The code of the period of a kind that ends with month `k`."""
        year, month = divmod(k, 12)
        match kind:
            case PeriodKind.MONTH:
                return f"M{year:04}-{month + 1:02}"
            case PeriodKind.QUARTER:
                return f"Q{(k - 2) // 12:04}-{(k - 2) % 12 + 1:02}"
            case PeriodKind.YEAR:
                return f"Y{year:04}"
            case _:
                return f"R{year:04}-{month + 1:02}"

    def ends(self, kind: PeriodKind) -> list[int]:
        """The months with which a whole period of a kind ends."""
        length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}.get(kind, 12)
        ends = range(self.first + length - 1, self.last + 1)
        if kind is PeriodKind.QUARTER:
            return [k for k in ends if k % 3 == 2]
        return [k for k in ends if k % 12 == 2] if kind is PeriodKind.YEAR else list(ends)


Spell = tuple[str, int, int]
"""A larger place, and the first month and the one after the last (counted from the first asked
for) in which a team belonged to it."""


@dataclass(frozen=True)
class Places:
    """Teams in order, the larger places that they add up to, and each team's spells in these."""

    teams: tuple[str, ...]
    wholes: tuple[str, ...]
    spells: Mapping[str, tuple[Spell, ...]]
    months: int

    @property
    def codes(self) -> tuple[str, ...]:
        """Teams, then services, then councils."""
        return (*self.teams, *self.wholes)

    def of(self, teams: Sequence[str]) -> Places:
        """Only these teams, and the places that one of them belonged to."""
        met = {place for team in teams for place, _first, _after in self.spells.get(team, ())}
        wholes = tuple(place for place in self.wholes if place in met)
        return Places(tuple(teams), wholes, self.spells, self.months)

    @cached_property
    def parts(self) -> tuple[tuple[int, int, int, int], ...]:
        """Numbers of a team and of a larger place that it belonged to, first month, month after."""
        column = {name: i for i, name in enumerate(self.wholes)}
        return tuple(
            (row, column[place], first, after)
            for row, team in enumerate(self.teams)
            for place, first, after in self.spells.get(team, ())
        )

    @cached_property
    def weights(self) -> IntArray:
        """Months x teams x larger places: 1 in the months in which the team belonged there."""
        found = np.zeros((self.months, len(self.teams), len(self.wholes)), np.int64)
        for team, whole, first, after in self.parts:
            found[first:after, team, whole] = 1
        return found


def make_places(
    team: pl.DataFrame, membership: pl.DataFrame, seen: set[str], months: Months
) -> Places:
    """The places of the teams that are declared or `seen` in the records.

    Work of no team, or of a team that is not declared, counts for the council when there is only
    one.
    """
    own = dict(zip(team["team_id"], team["council"], strict=True))
    teams = tuple(sorted(seen | set(own)))
    services, councils = sorted(set(membership["service"])), sorted(set(own.values()))
    only = councils[0] if len(councils) == 1 else None
    spells: dict[str, list[Spell]] = {name: [] for name in teams}
    for name in teams:
        council = own.get(name, only)
        if council is not None:
            spells[name].append((council, 0, len(months)))
    for member in membership.iter_rows(named=True):
        if member["team_id"] in spells:
            first, after = (_months_on(member[day], months) for day in ("started_on", "ended_on"))
            spells[member["team_id"]].append((member["service"], first, after))
    return Places(
        teams,
        (*services, *councils),
        {name: tuple(each) for name, each in spells.items()},
        len(months),
    )


def _months_on(day: date | None, months: Months) -> int:
    """Whole months from the first to that of a day; past all of them when there is no day."""
    if day is None:
        return len(months)
    return max(index_of_month(day.year, day.month) - months.first, 0)
