"""Kept cells: whole numbers that differences are added to in place.

Of a percentile only the months are kept, since a quarter and a year are their sums and each has a
column for every value that was ever met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from almoner.engine.counting import CellsByKey
from almoner.engine.cube import Cells, over_windows
from almoner.engine.places import IntArray
from almoner.engine.plan import WINDOWS

_PLACE = 2  # the axes are terms, months, then places, members and values

Item = TypeVar("Item", str, int)


@dataclass
class Kept:
    """The cells of one indicator and grouping, with room for places and values not yet met.

    `totals[window]` has the axes of `Cells`; `places`, `members` and `spread` say which row or
    column is whose, in no order.
    """

    places: dict[str, int]
    members: dict[str, int]
    spread: dict[int, int]
    totals: dict[int, IntArray]

    @classmethod
    def of(cls, cells: Cells) -> Kept:
        """These cells."""
        windows = WINDOWS[:1] if cells.spread else WINDOWS
        return cls(
            _numbered(cells.places),
            _numbered(cells.members),
            _numbered(cells.spread),
            {window: np.array(cells.totals[window]) for window in windows},
        )

    def add(self, more: Cells) -> None:
        """Add a difference to these cells; places, members and values that are new find room."""
        at: Any = np.ix_(
            _found(self.places, more.places),
            _found(self.members, more.members),
            _found(self.spread, more.spread) if more.spread else [0],
        )
        for window, mine in self.totals.items():
            wide = self.totals[window] = _with_room(mine, self)
            wide[:, :, *at] += more.totals[window]

    def part(self, place: str, member: str) -> Cells:
        """The cells of one place and member."""
        return self._taken([place], [member])

    def whole(self) -> Cells:
        """All of them."""
        return self._taken(list(self.places), list(self.members))

    def _taken(self, places: list[str], members: list[str]) -> Cells:
        spread = sorted(self.spread)
        at: Any = np.ix_(
            [self.places[place] for place in places],
            [self.members[member] for member in members],
            [self.spread[value] for value in spread] or [0],
        )
        totals = {window: total[:, :, *at] for window, total in self.totals.items()}
        if spread:
            totals = over_windows(totals[WINDOWS[0]], axis=1)
        return Cells(tuple(places), tuple(members), tuple(spread), totals)


KeptByKey = dict[tuple[str, str], Kept]
"""Indicator code and grouping to its kept cells."""


def kept_of(cells: CellsByKey) -> KeptByKey:
    """Cells as they are to be kept."""
    return {key: Kept.of(one) for key, one in cells.items()}


def add(kept: KeptByKey, more: Mapping[tuple[str, str], Cells]) -> None:
    """Add differences to what is kept."""
    for key, cells in more.items():
        if key in kept:
            kept[key].add(cells)
        else:
            kept[key] = Kept.of(cells)


def differing(one: CellsByKey, other: CellsByKey) -> list[str]:
    """Indicator, place and breakdown of every cell in which two sets differ, in words."""
    apart = kept_of(one)
    add(apart, {key: _negative(cells) for key, cells in other.items()})
    return sorted({words for key, kept in apart.items() for words in _named(key, kept.whole())})


def _negative(cells: Cells) -> Cells:
    totals = {window: -total for window, total in cells.totals.items()}
    return Cells(cells.places, cells.members, cells.spread, totals)


def _named(key: tuple[str, str], cells: Cells) -> Iterator[str]:
    code, grouping = key
    for window, total in cells.totals.items():
        for place, member in np.argwhere(total.any(axis=(0, 1, 4))):
            part = f" {grouping}={cells.members[member]}" if cells.members[member] else ""
            yield f"{code} {cells.places[place]}{part} over {window} months"


def _numbered(items: Iterable[Item]) -> dict[Item, int]:
    return {item: number for number, item in enumerate(items)}


def _found(numbers: dict[Item, int], items: Iterable[Item]) -> list[int]:
    """The numbers of items; those that are new get the next."""
    return [numbers.setdefault(item, len(numbers)) for item in items]


def _with_room(totals: IntArray, kept: Kept) -> IntArray:
    """An array with room for every place, member and value: the same one where there is.

    More is made than is asked for, so that not every new value copies all of them.
    """
    wanted = (len(kept.places), len(kept.members), len(kept.spread) or 1)
    if all(need <= have for need, have in zip(wanted, totals.shape[_PLACE:], strict=True)):
        return totals
    room = [
        have if need <= have else need + need // 8 + 1
        for need, have in zip(wanted, totals.shape[_PLACE:], strict=True)
    ]
    wide = np.zeros((*totals.shape[:_PLACE], *room), np.int64)
    wide[tuple(slice(length) for length in totals.shape)] = totals
    return wide
