"""The difference that a change makes: rows before and after, as cells of the few places they meet.

Rows that a change leaves as they were cancel out; what remains goes through the same steps as the
rows of everybody, for all of those are addition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.engine.counting import CellsByKey, batches_of, count_sums
from almoner.engine.cube import Axes, Entries, Grouping, Sums
from almoner.engine.dimensions import DIMENSIONS
from almoner.engine.places import IntArray, Months, Places, make_places
from almoner.engine.plan import Layout
from almoner.engine.slices import RowsOf


@dataclass(frozen=True)
class Moved:
    """What one statement counts otherwise: `times` each row is there more (or less) than before.

    `keys` are columns by name, each with a value for every row, and `counted` rows x sums.
    """

    keys: Mapping[str, Sequence[Any]]
    counted: IntArray

    @property
    def has_person(self) -> bool:
        """Whether the rows are about people, with their homes."""
        return "area" in self.keys


def moved(before: Mapping[int, RowsOf], after: Mapping[int, RowsOf]) -> dict[int, Moved]:
    """Statement to what it counts otherwise than before; those that count the same left out."""
    found = {}
    for number in sorted({*before, *after}):
        one, other = before.get(number), after.get(number)
        times: Counter[tuple[Any, ...]] = Counter(other.rows if other else ())
        times.subtract(one.rows if one else ())
        rows = [(row, n) for row, n in times.items() if n]
        if rows:
            columns = (other or one).columns  # type: ignore[union-attr]
            found[number] = _moved(columns, rows)
    return found


def _moved(columns: Sequence[str], rows: Sequence[tuple[tuple[Any, ...], int]]) -> Moved:
    first = columns.index("x0")
    by_column = list(zip(*(row for row, _n in rows), strict=True))
    numbers = [[int(value or 0) for value in column] for column in by_column[first:]]
    times = np.array([n for _row, n in rows], np.int64)
    keys = dict(zip(columns[:first], by_column[:first], strict=True))
    return Moved(keys, np.array(numbers, np.int64).T * times[:, None])


@dataclass
class Differences:
    """Turns what statements count otherwise into cells."""

    layout: Layout
    months: Months
    team: pl.DataFrame
    membership: pl.DataFrame
    _using: dict[int, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    _places: Places = field(init=False)

    def __post_init__(self) -> None:
        """Note which indicators use which statement."""
        for indicator in self.layout.indicators:
            for number in sorted(batches_of(self.layout.terms[indicator.code])):
                self._using[number].append(indicator)
        self._places = make_places(self.team, self.membership, set(), self.months)

    def cells(self, moved: Mapping[int, Moved], groupings: Sequence[Grouping]) -> CellsByKey:
        """The cells that change, by how much, for these groupings."""
        self._know({team for one in moved.values() for team in one.keys["team_id"]})
        axes = Axes(self.months, self._places)
        found: CellsByKey = {}
        for grouping in groupings:
            sums: list[Sums | None] = [None] * (max(self._using, default=-1) + 1)
            for number, one in moved.items():
                sums[number] = _laid_out(one, grouping, self.months)
            concerned = self._concerned(n for n in moved if sums[n] is not None)
            found |= count_sums(self.layout, concerned, grouping, sums, axes)
        return found

    def _concerned(self, numbers: Iterable[int]) -> list[Indicator]:
        codes = {one.code for number in numbers for one in self._using[number]}
        return [one for one in self.layout.indicators if one.code in codes]

    def _know(self, teams: set[str]) -> None:
        unknown = teams - set(self._places.teams)
        if unknown:
            known = unknown | set(self._places.teams)
            self._places = make_places(self.team, self.membership, known, self.months)


def _laid_out(one: Moved, grouping: Grouping, months: Months) -> Sums | None:
    """The rows of one statement, as `laid_out` does for those of everybody."""
    if grouping and not one.has_person:
        return None
    place_of = "area" if grouping == "area" else "team_id"
    names = ("d", "k", place_of, grouping if grouping in DIMENSIONS else "", "spread")
    none = ("",) * len(one.counted)
    columns = [one.keys.get(name, none) for name in names]
    keys, counted = _added_up(list(zip(*columns, strict=True)), one.counted)
    if not keys:
        return None
    day, k, where, who, value = zip(*keys, strict=True)
    place, places = _numbered(where)
    member, members = _numbered(who)
    spread, spreads = _numbered(value)
    entries = Entries(np.array(k) - (months.first - 1), place, member, spread, counted)
    days = dict(entries.by_day(np.array(day)))
    return Sums(places, members, spreads if "spread" in one.keys else (), days)


def _added_up(keys: list[tuple[Any, ...]], counted: IntArray) -> tuple[list[Any], IntArray]:
    """Rows of the same keys added up, in order of the keys; those that cancel out left out.

    A birthday corrected moves nobody between teams, though every row is another.
    """
    numbers = {key: number for number, key in enumerate(sorted(set(keys)))}
    found = np.zeros((len(numbers), counted.shape[1]), np.int64)
    np.add.at(found, [numbers[key] for key in keys], counted)
    left = np.flatnonzero(found.any(axis=1))
    known = list(numbers)
    return [known[number] for number in left], found[left]


def _numbered(values: Sequence[Any]) -> tuple[IntArray, tuple[Any, ...]]:
    codes = tuple(sorted(set(values)))
    order = {code: number for number, code in enumerate(codes)}
    return np.array([order[value] for value in values], np.int64), codes
