"""Kept cells: adding a difference to them, and telling two sets of them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from almoner.engine.counting import CellsByKey
from almoner.engine.cube import Cells
from almoner.engine.places import IntArray

_MONTH, _PLACE, _MEMBER, _SPREAD = 1, 2, 3, 4


def added(
    kept: Mapping[tuple[str, str], Cells], more: Mapping[tuple[str, str], Cells]
) -> CellsByKey:
    """Both, added up; places, members and values that only one of them has are kept."""
    found = dict(kept)
    for key, cells in more.items():
        found[key] = _sum(found[key], cells) if key in found else cells
    return found


def _sum(one: Cells, other: Cells) -> Cells:
    places = _joined(one.places, other.places)
    members = _joined(one.members, other.members)
    spread = _joined(one.spread, other.spread)
    totals = {}
    for window, mine in one.totals.items():
        wide = _widened(mine, one, places, members, spread)
        where = np.ix_(
            range(wide.shape[0]),
            range(wide.shape[1]),
            _numbers(other.places, places),
            _numbers(other.members, members),
            _numbers(other.spread, spread) if spread else [0],
        )
        wide[where] += other.totals[window]
        totals[window] = wide
    return Cells(places, members, spread, totals)


def _widened(
    totals: IntArray,
    cells: Cells,
    places: Sequence[str],
    members: Sequence[str],
    spread: Sequence[int],
) -> IntArray:
    """A copy with room for more places, members and values, or the same array when none is new."""
    shape = (*totals.shape[:2], len(places), len(members), max(len(spread), 1))
    if shape == totals.shape:
        return totals if totals.flags.writeable else totals.copy()
    wide = np.zeros(shape, np.int64)
    columns = _numbers(cells.spread, spread) if spread else [0]
    where = np.ix_(
        range(shape[0]),
        range(shape[1]),
        _numbers(cells.places, places),
        _numbers(cells.members, members),
        columns,
    )
    wide[where] = totals
    return wide


def _joined(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    known = set(one)
    return (*one, *(item for item in other if item not in known))


def _numbers(items: Sequence[Any], among: Sequence[Any]) -> list[int]:
    order = {item: number for number, item in enumerate(among)}
    return [order[item] for item in items]


def touched(kept: CellsByKey, difference: Mapping[tuple[str, str], Cells]) -> CellsByKey:
    """The kept cells of the places and members in which a difference is not nought."""
    found: CellsByKey = {}
    for key, cells in difference.items():
        other = (0, _MONTH, _SPREAD)
        met = np.any([total.any(axis=other) for total in cells.totals.values()], axis=0)
        if met.any():
            places = [cells.places[i] for i in np.flatnonzero(met.any(axis=1))]
            members = [cells.members[i] for i in np.flatnonzero(met.any(axis=0))]
            found[key] = _part(kept[key], places, members)
    return found


def _part(cells: Cells, places: Sequence[str], members: Sequence[str]) -> Cells:
    rows, columns = _numbers(places, cells.places), _numbers(members, cells.members)
    return Cells(
        tuple(places),
        tuple(members),
        cells.spread,
        {window: total[:, :, rows][:, :, :, columns] for window, total in cells.totals.items()},
    )


def differing(one: CellsByKey, other: CellsByKey) -> list[str]:
    """Indicator, place and breakdown of every cell in which two sets differ, in words."""
    negative = {
        key: Cells(c.places, c.members, c.spread, {w: -total for w, total in c.totals.items()})
        for key, c in other.items()
    }
    copies = {
        key: Cells(c.places, c.members, c.spread, {w: t.copy() for w, t in c.totals.items()})
        for key, c in one.items()
    }
    return sorted(set(_named(added(copies, negative))))


def _named(cells: CellsByKey) -> Iterator[str]:
    for (code, grouping), one in cells.items():
        for window, total in one.totals.items():
            for _of, _month, place, member, _spread in np.argwhere(total):
                part = f" {grouping}={one.members[member]}" if one.members[member] else ""
                yield f"{code} {one.places[place]}{part} over {window} months"
