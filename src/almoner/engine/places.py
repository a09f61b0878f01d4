"""Teams, the services they belong to month by month, and the council."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Places:
    """Teams in order, and the larger places that they add up to.

    `weights[k, team, place]` is 1 in the months in which the team belonged to the place.
    """

    teams: tuple[str, ...]
    wholes: tuple[str, ...]
    weights: IntArray

    @property
    def codes(self) -> tuple[str, ...]:
        """Teams, then services, then councils."""
        return (*self.teams, *self.wholes)


def make_places(
    team: pl.DataFrame, membership: pl.DataFrame, seen: set[str], months: Months
) -> Places:
    """The places of the teams that are declared or `seen` in the records.

    Work of no team, or of a team that is not declared, counts for the council when there is only
    one.
    """
    teams = tuple(sorted(seen | set(team["team_id"].to_list())))
    services = sorted(set(membership["service"].to_list()))
    councils = sorted(set(team["council"].to_list()))
    wholes = (*services, *councils)
    weights = np.zeros((len(months), len(teams), len(wholes)), np.int64)
    row, column = ({name: i for i, name in enumerate(names)} for names in (teams, wholes))
    own = dict(zip(team["team_id"], team["council"], strict=True))
    for name in teams:
        council = own.get(name, councils[0] if len(councils) == 1 else None)
        if council is not None:
            weights[:, row[name], column[council]] = 1
    for member in membership.iter_rows(named=True):
        started, ended = member["started_on"], member["ended_on"]
        first = index_of_month(started.year, started.month) - months.first
        after = (
            len(months) if ended is None else index_of_month(ended.year, ended.month) - months.first
        )
        if member["team_id"] in row:
            inside = slice(max(first, 0), max(after, 0))
            weights[inside, row[member["team_id"]], column[member["service"]]] = 1
    return Places(teams, wholes, weights)
