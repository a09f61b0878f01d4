"""How much of each row may be shown: as much as leaves every small count unknown.

Each row (a place, or a group of people in a place) is shown by month, by quarter, by year or not
at all, one reporting year at a time: the finest at which none of its counts is small. Then it is
proved, count by count, that no small one can be worked out; where there is no proof, more is
withheld: a neighbour first, then the row itself, in the end everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from almoner.engine.disclosure_less import show_again
from almoner.engine.disclosure_more import withhold_more
from almoner.engine.disclosure_moves import KINDS, Moved, moved
from almoner.engine.disclosure_table import BoolArray, Levels, Table
from almoner.engine.places import IntArray

Small = Callable[[IntArray], BoolArray]
_TURNS = 12
_WINDOW = 12


def found_levels(tables: Sequence[Table], small: Small, floors: Sequence[Levels]) -> Levels:
    """The levels of every row: never below the `floors`.

    `tables` hold the same counts and differ in what could have been otherwise. Afterwards every
    small count is withheld, and some move changes it, or all of its year is withheld.
    """
    levels = _first(_Secrets(tables[:1], small))
    for floor in floors:
        for rows, least in zip(levels.rows(), floor.rows(), strict=True):
            np.maximum(rows, least, out=rows)
    years = tables[0].calendar.year
    for year in np.unique(years):  # nothing that is shown ties one reporting year to another
        here = np.flatnonzero(years == year)
        own = levels.at(here)
        _settle([table.at(here) for table in tables], own, small)
        for rows, settled in zip(levels.rows(), own.rows(), strict=True):
            rows[..., here] = settled
    return levels


def _settle(tables: Sequence[Table], levels: Levels, small: Small) -> None:
    """Withhold more of a year until every small count has a proof; then show again what can be."""
    secret = _Secrets(tables, small)
    least = Levels(*(rows.copy() for rows in levels.rows()))
    for turn in range(_TURNS):
        bad = secret.without_proof(levels)
        if bad is None:
            if turn:
                show_again(tables[0], levels, least, lambda one: secret.without_proof(one) is None)
            return
        withhold_more(tables[0], levels, bad, turn / _TURNS)
    if secret.without_proof(levels) is not None:
        for rows in levels.rows():
            rows[...] = 3


class _Secrets:
    """Which counts are small, of months, quarters and years, in each part of a table."""

    def __init__(self, tables: Sequence[Table], small: Small) -> None:
        self.tables = tables
        table = self.table = tables[0]
        self.counts: tuple[IntArray, ...] = (
            table.teams,
            table.by_service,
            table.council,
            table.homes,
        )
        calendar = table.calendar
        self.small: list[list[BoolArray | None]] = [
            [small(counts) for counts in self.counts],
            [
                small(calendar.sums(counts, 1)) & _whole(table, 1) if calendar.adds_up else None
                for counts in self.counts
            ],
            [
                small(calendar.sums(counts, 2)) & _whole(table, 2) if calendar.adds_up else None
                for counts in self.counts
            ],
        ]
        self.rolling: list[BoolArray | None] = [
            _rolling(counts, small, calendar.year) if calendar.adds_up else None
            for counts in self.counts
        ]

    def without_proof(self, levels: Levels) -> Moved | None:
        """The small counts that no move changes; None when there are none.

        Kinds of moves and of units are tried in turn, only as long as something has no proof, and
        only from where it has none.
        """
        if _all_withheld(levels):
            return None
        shapes = [np.zeros(counts.shape, bool) for counts in self.counts]
        proven = [[part.copy() for part in shapes] for _kind in KINDS]
        bad = Moved(*(self._bad(number, proven) for number in range(4)))
        for place, kind in enumerate(reversed(KINDS)):
            for table in self.tables:
                if not _any(bad):
                    return None
                found = moved(table, levels, kind, bad)
                parts = (found.teams, found.services, found.council, found.homes)
                for held, part in zip(proven[place], parts, strict=True):
                    held |= part
                bad = Moved(*(self._bad(number, proven) for number in range(4)))
        return bad if _any(bad) else None

    def _bad(self, number: int, proven: list[list[BoolArray]]) -> BoolArray:
        years = proven[0][number]
        quarters = years | proven[1][number]
        months = quarters | proven[2][number]
        bad = np.zeros(months.shape, bool)
        for kind, known in ((0, months), (1, quarters), (2, years)):
            small = self.small[kind][number]
            if small is not None:
                wide = self.table.calendar.any_in(known, kind) if kind else known
                bad = bad | (small & ~wide)
        return bad


def _any(bad: Moved) -> bool:
    return any(part.any() for part in (bad.teams, bad.services, bad.council, bad.homes))


def _whole(table: Table, kind: int) -> BoolArray:
    """The moments of quarters and years that are wholly here, and so are shown."""
    ones = np.ones(len(table.calendar.year), np.int64)
    return table.calendar.sums(ones, kind) == (3, 12)[kind - 1]


def _rolling(counts: IntArray, small: Small, year: IntArray) -> BoolArray:
    """Rows and years that have a small count in twelve months across two years."""
    out = np.zeros(counts.shape, bool)
    running = np.cumsum(counts, axis=-1)
    for end in range(_WINDOW - 1, counts.shape[-1]):
        first = end - _WINDOW + 1
        total = running[..., end] - (running[..., first - 1] if first else 0)
        touched = np.isin(year, year[first : end + 1])
        out |= small(total)[..., None] & touched
    return out


def _first(secret: _Secrets) -> Levels:
    """The finest level of each row, year by year, at which none of its counts is small."""
    calendar = secret.table.calendar
    by_part = []
    for number in range(4):
        level = np.zeros(secret.counts[number].shape, np.int64)
        for height in range(3):
            small = secret.small[height][number]
            if small is not None:
                here = calendar.any_in(small, 1 if height == 0 else 2)
                level = np.where(here, height + 1 if calendar.adds_up else 3, level)
        rolling = secret.rolling[number]
        if rolling is not None:
            level = np.where(rolling, 3, level)
        by_part.append(level)
    return Levels(*by_part)


def _all_withheld(levels: Levels) -> bool:
    """Whether nothing at all is shown: there is nothing to work anything out from."""
    return all(bool((rows >= 3).all()) for rows in levels.rows())
