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
from almoner.engine.protection_flows import Laid, Small, levels_together
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

    def on_axes(self, areas: tuple[str, ...], members: tuple[str, ...]) -> Block:
        """The same measurements among more places and members."""
        place, member = _positions(self.areas, areas), _positions(self.members, members)
        counts = {name: self._spread(one, place, member, areas, members)
                  for name, one in self.counts.items()}  # fmt: skip
        at = place[self.at[0]], member[self.at[1]], self.at[2]
        return Block(areas, members, self.periods, at, counts, self.places)

    @staticmethod
    def _spread(
        counts: IntArray, place: IntArray, member: IntArray, areas: Sequence[str],
        members: Sequence[str],
    ) -> IntArray:  # fmt: skip
        found = np.zeros((len(areas), len(members), counts.shape[2]), np.int64)
        found[np.ix_(place, member)] = counts
        return found

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


@dataclass(frozen=True)
class Told:
    """What is to be decided: a term's counts in a block, their shape, and what hangs on them."""

    block: Block
    counts: IntArray
    shape: Shape
    kin: Kindred

    def on_axes(self, areas: tuple[str, ...], members: tuple[str, ...]) -> Told:
        """The same among more places and members; refuses a part, whose whole is not there."""
        if (self.block.areas, self.block.members) == (areas, members):
            return self
        if self.kin.whole is not None:
            raise ValueError("a part stays on the axes of its whole")
        place = _positions(self.block.areas, areas)
        member = _positions(self.block.members, members)

        def spread(counts: IntArray) -> IntArray:
            return Block._spread(counts, place, member, areas, members)

        kin = Kindred(parts=tuple(spread(one) for one in self.kin.parts))
        return Told(self.block.on_axes(areas, members), spread(self.counts), self.shape, kin)

    def laid(self, number: int) -> tuple[Frame, Laid]:
        """The counts of one of the block's councils as tables."""
        columns, calendar = self.block.moments(self.shape)
        frame = Frame.of(
            self.block.tree.councils[number],
            self.block.members,
            self.block.month_numbers(columns),
            self.block.there,
        )
        kin = self.kin
        floor = kin.shown.levels[number] if kin.shown else None
        near = Kin(
            None if kin.whole is None else kin.whole[..., columns],
            floor,
            [one[..., columns] for one in kin.beside],
            [one[..., columns] for one in kin.parts],
        )
        tables = tables_of(frame, calendar, self.counts[..., columns], near)
        return frame, Laid(tables, [frame.never_shown(len(columns)), *([floor] if floor else [])])

    def shown(self, frames: Sequence[Frame], levels: list[Levels]) -> Shown:
        """The cells that are shown at these levels, of every council."""
        cells = np.zeros(self.counts.shape, bool)
        columns, _calendar = self.block.moments(self.shape)
        for frame, own in zip(frames, levels, strict=True):
            frame.tell(cells, own, shown_periods(self.block, columns, self.shape))
        return Shown(self.block, cells, levels)

    def nothing(self) -> Shown:
        """Nothing shown at all."""
        frames, kept = [], []
        for number in range(len(self.block.tree.councils)):
            frame, laid = self.laid(number)
            frames.append(frame)
            moments = laid.tables[0].teams.shape[-1]
            kept.append(Levels(*(np.full_like(r, 3) for r in frame.never_shown(moments).rows())))
        return self.shown(frames, kept)


def shown_of(told: Told, small: Small) -> Shown:
    """What may be shown of a term: nothing where its whole is not shown."""
    frames, kept = [], []
    for number in range(len(told.block.tree.councils)):
        frame, laid = told.laid(number)
        frames.append(frame)
        kept.append(found_levels(laid.tables, small, laid.floors))
    return told.shown(frames, kept)


def shown_together(stock: Told, begun: Told, ended: Told, small: Small) -> tuple[Shown, ...]:
    """What may be shown of a stock, of those who came into it and of those who left it."""
    three = stock, begun, ended
    areas, members = (
        tuple(sorted({code for one in three for code in getattr(one.block, axis)}))
        for axis in ("areas", "members")
    )
    apart = any((one.block.areas, one.block.members) != (areas, members) for one in three)
    if apart and any(one.kin.whole is not None for one in three):
        return tuple(one.nothing() for one in three)
    stock, begun, ended = three = tuple(one.on_axes(areas, members) for one in three)  # type: ignore[assignment]
    frames, kept = [], []
    for number in range(len(stock.block.tree.councils)):
        laid = [one.laid(number) for one in three]
        frames.append(laid[0][0])
        kept.append(levels_together(laid[0][1], laid[1][1], laid[2][1], small))
    return tuple(
        one.shown(frames, list(levels))
        for one, levels in zip(three, zip(*kept, strict=True), strict=True)
    )


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
