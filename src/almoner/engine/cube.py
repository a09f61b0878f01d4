"""From sums by team and month to whole numbers by place and period.

All of this is addition of whole numbers, so that the difference one person's record makes goes
through the same steps as the whole, and adds to it exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from almoner.catalogue.terms import Shape, Term
from almoner.engine.dimensions import DIMENSIONS
from almoner.engine.places import IntArray, Months, Places
from almoner.engine.plan import WINDOWS, Tally, TallyPair

Grouping = str
"""A set of cells: "" for teams and larger places, "area" for homes, or a breakdown's name."""

ALL_GROUPINGS: tuple[Grouping, ...] = ("", *DIMENSIONS, "area")


@dataclass(frozen=True)
class Cells:
    """The whole numbers of one indicator and grouping, at the places and members that it met.

    `totals[window]` has the axes: numerator and denominator, month, place, member, and (for a
    percentile) the value counted; `spread` holds those values, and is empty for other measures.
    """

    places: tuple[str, ...]
    members: tuple[str, ...]
    spread: tuple[int, ...]
    totals: Mapping[int, IntArray]


@dataclass(frozen=True)
class Axes:
    """The months asked for, and the places that what was counted belongs to."""

    months: Months
    places: Places


@dataclass(frozen=True)
class Entries:
    """What was counted by one day: `numbers[entry, column]`, and where each entry belongs.

    `month` 0 is all that was before the first month; the others are places in the lists of `Sums`.
    """

    month: IntArray
    place: IntArray
    member: IntArray
    spread: IntArray
    numbers: IntArray

    def by_day(self, days: IntArray) -> Iterator[tuple[int, Entries]]:
        """The same apart for each day; `days` says which each entry is of, and is in order."""
        found, starts = np.unique(days, return_index=True)
        for day, first, after in zip(found, starts, [*starts[1:], len(days)], strict=True):
            at = slice(first, after)
            parts = (self.month, self.place, self.member, self.spread, self.numbers)
            yield int(day), Entries(*(part[at] for part in parts))


@dataclass(frozen=True)
class Sums:
    """The result of one batch for one grouping: only what is not nought.

    `places` (teams, or homes), `members` and `spread` are those that the batch met.
    """

    places: tuple[str, ...]
    members: tuple[str, ...]
    spread: tuple[int, ...]
    days: Mapping[int, Entries]


@dataclass(frozen=True)
class Frame:
    """The places, members and values that the terms of an indicator have between them."""

    places: tuple[str, ...]
    members: tuple[str, ...]
    spread: tuple[int, ...]
    wholes: Places | None
    months: int

    @classmethod
    def of(cls, sums: Sequence[Sums], axes: Axes, *, by_team: bool) -> Frame:
        """The frame into which these sums fit."""
        places = tuple(sorted({place for one in sums for place in one.places}))
        return cls(
            places,
            tuple(sorted({member for one in sums for member in one.members})),
            tuple(sorted({value for one in sums for value in one.spread})),
            axes.places.of(places) if by_team else None,
            len(axes.months),
        )

    def filled(self, sums: Sums | None, tally: Tally) -> IntArray:
        """A tally as an array: month (0 is all before the first), place, member, spread."""
        shape = (len(self.places), len(self.members), max(len(self.spread), 1))
        found = np.zeros((self.months + 1, *shape), np.int64)
        entries = sums.days.get(tally.day) if sums is not None else None
        if sums is not None and entries is not None:
            at = (
                entries.month,
                _moved(entries.place, sums.places, self.places),
                _moved(entries.member, sums.members, self.members),
                _moved(entries.spread, sums.spread, self.spread),
            )
            flat = np.ravel_multi_index(at, found.shape)
            np.add.at(found.reshape(-1), flat, entries.numbers[:, tally.column])
        return found


def _moved(numbers: IntArray, known: tuple[Any, ...], among: tuple[Any, ...]) -> IntArray:
    if known == among:
        return numbers
    order = {item: number for number, item in enumerate(among)}
    return np.array([order[item] for item in known], np.int64)[numbers]


def cells(
    pairs: Mapping[int, TallyPair], term: Term, sums: Sequence[Sums | None], frame: Frame
) -> dict[int, IntArray]:
    """One term of an indicator over the windows of 1, 3 and 12 months, by place or home.

    Teams are rolled up month by month before months are added up: what a team did counts for the
    service that it belonged to then.
    """
    found = {}
    for window, pair in pairs.items():
        level = _level(pair, sums, frame)
        found[window] = level if frame.wholes is None else rolled_up(level, frame.wholes)
    return _windows(term, found)


def _level(pair: TallyPair, sums: Sequence[Sums | None], frame: Frame) -> IntArray:
    """What a term amounts to in each month: events that fell in it, or units open at its end."""
    begun = frame.filled(sums[pair.starts.batch], pair.starts)
    if pair.ends is None:
        return begun[1:]
    return np.cumsum(begun - frame.filled(sums[pair.ends.batch], pair.ends), axis=0)[1:]


def _windows(term: Term, by_window: dict[int, IntArray]) -> dict[int, IntArray]:
    if term.shape is Shape.WITHIN:
        return by_window
    monthly = by_window[0]
    if term.shape is Shape.OPEN:
        return dict.fromkeys(WINDOWS, monthly)
    return over_windows(monthly)  # events, and stocks added up month by month


def over_windows(monthly: IntArray, axis: int = 0) -> dict[int, IntArray]:
    """The sums over 1, 3 and 12 months that end with each month."""
    running = np.cumsum(monthly, axis=axis)
    return {1: monthly} | {window: _last(running, window, axis) for window in WINDOWS[1:]}


def _last(running: IntArray, window: int, axis: int) -> IntArray:
    moved = running.copy()
    ahead, behind = (slice(None),) * axis, running.shape[axis] - window
    moved[(*ahead, slice(window, None))] -= running[(*ahead, slice(max(behind, 0)))]
    return moved


def rolled_up(by_team: IntArray, places: Places) -> IntArray:
    """Months x teams x members x spread to the same with services and councils after the teams."""
    months, teams, *rest = by_team.shape
    found = np.zeros((months, teams + len(places.wholes), *rest), np.int64)
    found[:, :teams] = by_team
    for team, whole, first, after in places.parts:
        found[first:after, teams + whole] += by_team[first:after, team]
    return found
