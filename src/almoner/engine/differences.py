"""The difference that a change makes: rows before and after, as cells of the few places they meet.

Rows that a change leaves as they were cancel out; what remains goes through the same steps as the
rows of everybody, for all of those are addition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.engine.counting import CellsByKey, count_sums
from almoner.engine.cube import Axes, Grouping, Sums
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
    _weights: dict[str, IntArray] = field(default_factory=dict)
    _wholes: tuple[str, ...] = ()
    _widths: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which indicators use which statement, and how many sums each statement has."""
        for indicator in self.layout.indicators:
            for number in sorted(_batches(self.layout, indicator, self._widths)):
                self._using[number].append(indicator)
        self._know(make_places(self.team, self.membership, set(), self.months))

    def _know(self, places: Places) -> None:
        self._wholes = places.wholes
        self._weights |= {name: places.weights[:, i] for i, name in enumerate(places.teams)}

    def cells(self, moved: Mapping[int, Moved], groupings: Sequence[Grouping]) -> CellsByKey:
        """The cells that change, by how much, for these groupings."""
        codes = {one.code for number in moved for one in self._using[number]}
        concerned = [one for one in self.layout.indicators if one.code in codes]
        axes = self._axes(moved)
        found: CellsByKey = {}
        for grouping in groupings:
            sums = self._sums(moved, grouping, axes)
            found |= count_sums(self.layout, concerned, grouping, sums, axes)
        return found

    def _axes(self, moved: Mapping[int, Moved]) -> Axes:
        def met(name: str) -> tuple[Any, ...]:
            lists = (one.keys[name] for one in moved.values() if name in one.keys)
            return tuple(sorted({value for values in lists for value in values}))

        teams = met("team_id")
        for name in set(teams) - set(self._weights):
            self._know(make_places(self.team, self.membership, {name}, self.months))
        weights = np.stack([self._weights[name] for name in teams], axis=1)
        places = Places(teams, self._wholes, weights)
        return Axes(self.months, places, met("area"), {name: met(name) for name in DIMENSIONS})

    def _sums(
        self, moved: Mapping[int, Moved], grouping: Grouping, axes: Axes
    ) -> list[Sums | None]:
        rows, columns = axes.rows(grouping), axes.columns(grouping)
        shape = (len(axes.months) + 1, len(rows), len(columns), 1)
        empty = {
            width: Sums(np.zeros((width, *shape), np.int64), ())
            for width in set(self._widths.values())
        }
        sums: list[Sums | None] = [
            empty[self._widths[number]] if number in self._widths else None
            for number in range(max(self._widths, default=-1) + 1)
        ]
        for number, one in moved.items():
            if number in self._widths:
                sums[number] = _laid_out(one, grouping, axes)
        return sums


def _batches(layout: Layout, indicator: Indicator, widths: dict[int, int]) -> set[int]:
    found = set()
    for pairs in layout.terms[indicator.code]:
        for pair in pairs.values():
            for tally in (pair.starts, pair.ends):
                if tally is not None:
                    found.add(tally.batch)
                    widths[tally.batch] = max(widths.get(tally.batch, 0), tally.column + 1)
    return found


def _laid_out(one: Moved, grouping: Grouping, axes: Axes) -> Sums | None:
    """The rows of one statement as an array, as `lay_out` does for the rows of everybody."""
    if grouping and not one.has_person:
        return None
    places, members = axes.rows(grouping), axes.columns(grouping)
    spread = tuple(sorted(set(one.keys["spread"]))) if "spread" in one.keys else ()
    width = one.counted.shape[1]
    shape = (len(axes.months) + 1, len(places), len(members), len(spread) or 1, width)
    values = np.zeros(shape, np.int64)
    at: Any = (
        np.array(one.keys["k"]) - (axes.months.first - 1),
        _numbered(one.keys["area" if grouping == "area" else "team_id"], places),
        _numbered(one.keys[grouping], members) if grouping in DIMENSIONS else 0,
        _numbered(one.keys["spread"], spread) if spread else 0,
    )
    np.add.at(values, at, one.counted)
    return Sums(np.moveaxis(values, -1, 0), spread)


def _numbered(values: Sequence[Any], codes: Sequence[Any]) -> IntArray:
    order = {code: number for number, code in enumerate(codes)}
    return np.array([order[value] for value in values], np.int64)
