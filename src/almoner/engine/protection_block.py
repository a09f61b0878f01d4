"""The rows of an indicator as an array of places, members and periods, and what of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from almoner.catalogue.terms import Shape
from almoner.engine.disclosure_levels import found_levels
from almoner.engine.disclosure_table import BoolArray, Calendar, Levels
from almoner.engine.places import IntArray, Places
from almoner.engine.protection_laying import Frame, Kin, tables_of
from almoner.engine.protection_tree import Tree, tree_of

_SPAN = {"M": 1, "Q": 3, "Y": 12, "R": 12}


@dataclass(frozen=True)
class Block:
    """Measurements of one indicator by place, member and period.

    `at` has, for every row, its place, member and period as numbers; `counts[column]` is
    [place, member, period], nought where there is no row, as `there` says.
    """

    areas: tuple[str, ...]
    members: tuple[str, ...]
    periods: tuple[str, ...]
    at: tuple[IntArray, IntArray, IntArray]
    counts: dict[str, IntArray]
    places: Places = field(repr=False)

    @classmethod
    def of(cls, rows: pl.DataFrame, places: Places) -> Block:
        """The block of an indicator's rows."""
        names = [sorted(rows[n].unique().to_list()) for n in ("area", "breakdown", "period")]
        if names[1][:1] != [""]:
            names[1] = ["", *names[1]]
        areas, members, periods = (tuple(one) for one in names)
        at = _at(rows["area"], areas), _at(rows["breakdown"], members), _at(rows["period"], periods)
        counts: dict[str, IntArray] = {}
        for column in ("numerator", "denominator"):
            counts[column] = np.zeros((len(areas), len(members), len(periods)), np.int64)
            counts[column][at] = rows[column].fill_null(0).cast(pl.Int64).to_numpy()
        return cls(areas, members, periods, at, counts, places)

    @property
    def rows(self) -> int:
        """How many measurements there are."""
        return len(self.at[0])

    @property
    def size(self) -> int:
        """How many cells there could be."""
        return int(np.prod([len(self.areas), len(self.members), len(self.periods)]))

    @cached_property
    def there(self) -> BoolArray:
        """[place, member]: whether there are such measurements."""
        found = np.zeros((len(self.areas), len(self.members)), bool)
        found[self.at[0], self.at[1]] = True
        return found

    @cached_property
    def tree(self) -> Tree:
        """How its places lie in each other."""
        return tree_of(self.areas, self.places)

    def months(self) -> tuple[IntArray, IntArray]:
        """The columns of months, and their indexes."""
        columns = [i for i, code in enumerate(self.periods) if code[0] == "M"]
        return np.array(columns, int), np.array([_last(self.periods[i]) for i in columns], int)

    def moments(self, shape: Shape) -> tuple[IntArray, Calendar]:
        """The periods in which a term of a shape is counted by itself, and how they add up."""
        columns, indexes = self.months()
        if shape in (Shape.EVENTS, Shape.MONTHS):
            return columns, Calendar.of_months(indexes)
        if shape is Shape.WITHIN:
            columns = np.arange(len(self.periods))
        return columns, Calendar.of_moments(len(columns))

    def month_numbers(self, columns: IntArray) -> IntArray:
        """For each of these columns, the number of its last month among all months."""
        _columns, months = self.months()
        held = self.places.weights.shape[0]
        if len(months) != held:
            raise ValueError(f"{len(months)} months of {held} are here: places cannot be told")
        return np.array([_last(self.periods[i]) - months[0] for i in columns], int)


def _at(values: pl.Series, codes: Sequence[str]) -> IntArray:
    order = {code: i for i, code in enumerate(codes)}
    return values.replace_strict(order, return_dtype=pl.Int64).to_numpy()


def same_shape(one: Block, other: Block) -> bool:
    """Whether two blocks have the same axes."""
    return (one.areas, one.members, one.periods) == (other.areas, other.members, other.periods)


def _last(period: str) -> int:
    """The index of the last month of a period."""
    if period[0] == "Y":
        return int(period[1:5]) * 12 + 2
    first = int(period[1:5]) * 12 + int(period[6:8]) - 1
    return first + 2 if period[0] == "Q" else first


@dataclass(frozen=True)
class Shown:
    """Which cells of a term are shown: `cells[place, member, period]` of a block's axes."""

    block: Block
    cells: BoolArray
    levels: list[Levels]

    def hidden(self, other: Block) -> BoolArray:
        """For each row of another block, whether it is not shown; a row that is not here is."""
        axes = [
            _positions(a, b)
            for a, b in (
                (other.areas, self.block.areas),
                (other.members, self.block.members),
                (other.periods, self.block.periods),
            )
        ]
        place, member, period = (axis[at] for axis, at in zip(axes, other.at, strict=True))
        known = (place >= 0) & (member >= 0) & (period >= 0)
        return ~(known & self.cells[place, member, period])


def _positions(wanted: Sequence[str], held: Sequence[str]) -> IntArray:
    at = {code: i for i, code in enumerate(held)}
    return np.array([at.get(code, -1) for code in wanted], int)


@dataclass(frozen=True)
class Kindred:
    """Counts in the same cells as a term's: what it is part of (and what is shown of that, and all
    other parts of that), and its own parts."""

    whole: IntArray | None = None
    shown: Shown | None = None
    beside: tuple[IntArray, ...] = ()
    parts: tuple[IntArray, ...] = ()


def shown_of(
    block: Block,
    counts: IntArray,
    shape: Shape,
    small: Callable[[IntArray], BoolArray],
    kin: Kindred,
) -> Shown:
    """What may be shown of a term: nothing where its whole is not shown."""
    columns, calendar = block.moments(shape)
    cells = np.zeros(counts.shape, bool)
    kept = []
    for number, council in enumerate(block.tree.councils):
        frame = Frame.of(council, block.members, block.month_numbers(columns), block.there)
        floor = kin.shown.levels[number] if kin.shown else None
        near = Kin(
            None if kin.whole is None else kin.whole[..., columns],
            floor,
            [one[..., columns] for one in kin.beside],
            [one[..., columns] for one in kin.parts],
        )
        tables = tables_of(frame, calendar, counts[..., columns], near)
        floors = [frame.never_shown(len(columns)), *([floor] if floor else [])]
        levels = found_levels(tables, small, floors)
        kept.append(levels)
        frame.tell(cells, levels, shown_periods(block, columns, shape))
    return Shown(block, cells, kept)


def shown_periods(block: Block, columns: IntArray, shape: Shape) -> Callable[[IntArray], BoolArray]:
    """A function from the levels of rows (last axis: moments) to which periods are shown."""
    ends = {_last(block.periods[column]): i for i, column in enumerate(columns)}

    def shown(rows: IntArray) -> BoolArray:
        out = np.zeros((*rows.shape[:-1], len(block.periods)), bool)
        for number, code in enumerate(block.periods):
            if shape is Shape.WITHIN:
                out[..., number] = rows[..., number] == 0
                continue
            last = ends.get(_last(code))
            if last is None:
                continue
            if shape is Shape.OPEN:
                out[..., number] = rows[..., last] == 0
                continue
            out[..., number] = _added_up(rows, code, last)
        return out

    return shown


def _added_up(rows: IntArray, code: str, last: int) -> BoolArray:
    """A period is shown when its row is shown at that length, or at lengths that add up to it."""
    inside = rows[..., max(last - _SPAN[code[0]] + 1, 0) : last + 1].max(axis=-1)
    if code[0] == "M":
        return inside == 0
    if code[0] == "Q":
        return inside <= 1
    if code[0] == "Y" or _last(code) % 12 == 2:  # a rolling year to March is the year
        return inside <= 2
    return inside <= (1 if _last(code) % 3 == 2 else 0)
