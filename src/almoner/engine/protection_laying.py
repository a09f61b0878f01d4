"""One council's counts laid out as a table, with rows and columns for what has no row of its own.

Where teams do not come to their service, or groups to everybody, the rest is a row or column that
is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from almoner.engine.disclosure_table import BoolArray, Calendar, Levels, Table
from almoner.engine.places import IntArray
from almoner.engine.protection_tree import Council


@dataclass(frozen=True)
class Frame:
    """How the cells of a council lie in a table.

    `columns[group]` are the numbers of a breakdown's members; `at` the service of each team at
    each moment; `there[place, member]` whether a block has such a row.
    """

    council: Council
    columns: tuple[tuple[int, ...], ...]
    at: IntArray
    there: BoolArray

    @classmethod
    def of(
        cls, council: Council, members: Sequence[str], months: IntArray, there: BoolArray
    ) -> Frame:
        """The frame of a council; `months` are the columns of its services by moment."""
        kinds = sorted({code.partition("=")[0] for code in members if code})
        columns = tuple(
            tuple(i for i, code in enumerate(members) if code.startswith(f"{kind}="))
            for kind in kinds
        )
        return cls(council, columns, council.service[:, months], there)

    @property
    def groups(self) -> tuple[slice, ...]:
        """The columns of each breakdown in the table: its members, then the rest."""
        found, first = [], 1
        for numbers in self.columns:
            found.append(slice(first, first + len(numbers) + 1))
            first += len(numbers) + 1
        return tuple(found)

    @property
    def service(self) -> IntArray:
        """The service of each row of teams; the last rows are the rest of services and council."""
        number = np.arange(len(self.council.services))[:, None]
        rest = np.broadcast_to(number, (len(number), self.at.shape[1]))
        loose = np.full((1, self.at.shape[1]), -1)
        return np.concatenate([self.at, rest, loose])

    def teams(self, counts: IntArray) -> IntArray:
        """[team, column, moment] of a block's counts, with the rest."""
        own = self._padded(counts[list(self.council.teams)])
        rest = []
        for number, service in enumerate(self.council.services):
            inside = (own * (self.at == number)[:, None]).sum(axis=0)
            rest.append(np.maximum(self._padded(counts[[service]])[0] - inside, 0))
        known = np.concatenate([own, np.array(rest, np.int64).reshape(-1, *own.shape[1:])])
        left = np.zeros(own.shape[1:], np.int64)
        if self.council.own >= 0:
            left = np.maximum(self._padded(counts[[self.council.own]])[0] - known.sum(axis=0), 0)
        return np.concatenate([known, left[None]])

    def _padded(self, counts: IntArray) -> IntArray:
        parts = [counts[:, :1]]
        for numbers in self.columns:
            named = counts[:, list(numbers)]
            parts += [named, np.maximum(counts[:, :1] - named.sum(axis=1, keepdims=True), 0)]
        return np.concatenate(parts, axis=1)

    def homes(self, counts: IntArray) -> IntArray:
        """[home, moment] of a block's counts, with the rest of the council."""
        own = counts[list(self.council.homes), 0]
        if not len(own):
            return own
        whole = self.teams(counts)[:, 0].sum(axis=0)
        return np.concatenate([own, np.maximum(whole - own.sum(axis=0), 0)[None]])

    def teams_there(self, teams: IntArray) -> BoolArray:
        """[team, column]: whether a count may be anything but nought."""
        found: BoolArray = np.asarray(teams.any(axis=2))
        named = [number for numbers in self.columns for number in (*numbers, 0)]
        columns = [i for i, g in zip(range(1, found.shape[1]), named, strict=True) if g]
        inside = self.there[list(self.council.teams)]
        found[: len(inside), 0] |= inside[:, 0]
        found[: len(inside), columns] |= inside[:, [number for number in named if number]]
        return found

    def never_shown(self, moments: int) -> Levels:
        """Level 3 for rows that a block does not have, and 0 for others."""
        columns = 1 + sum(len(numbers) + 1 for numbers in self.columns)
        homes = len(self.council.homes)
        rows = (len(self.service), columns), (len(self.council.services), columns), (columns,)
        shapes = (*rows, (homes + 1 if homes else 0,))
        found = Levels(*(np.zeros((*one, moments), np.int64) for one in shapes))
        found.teams[len(self.council.teams) :] = 3
        found.homes[homes:] = 3
        if self.council.own < 0:
            found.council[:] = 3
        for group in self.groups:
            rest = group.stop - 1
            found.teams[:, rest] = found.services[:, rest] = found.council[rest] = 3
        return found

    def tell(
        self, cells: BoolArray, levels: Levels, shown: Callable[[IntArray], BoolArray]
    ) -> None:
        """Write into `cells` (place, member, period) which of a block's cells are shown."""
        named = [number for numbers in self.columns for number in numbers]
        at = [c for group in self.groups for c in range(group.start, group.stop - 1)]
        members, columns = [0, *named], [0, *at]
        for places, rows in (
            (self.council.teams, levels.teams[: len(self.council.teams)]),
            (self.council.services, levels.services),
            ((self.council.own,) if self.council.own >= 0 else (), levels.council[None]),
        ):
            if places:
                cells[np.ix_(places, members)] = shown(rows[:, columns])
        if self.council.homes:
            cells[list(self.council.homes), 0] = shown(levels.homes[: len(self.council.homes)])


@dataclass(frozen=True)
class Kin:
    """Counts in the same cells as a term's: what it is part of, and its parts.

    `whole` is a count that this is part of, `levels` what is shown of it, `beside` all parts of
    it (this one too); `parts` are the parts of this one.
    """

    whole: IntArray | None
    levels: Levels | None
    beside: Sequence[IntArray]
    parts: Sequence[IntArray]


def tables_of(frame: Frame, calendar: Calendar, counts: IntArray, kin: Kin) -> list[Table]:
    """Tables of the same counts; each says in another way what could have been otherwise.

    Either units move whose parts are counted as well: of these, all that move are alike. Or, for a
    part, units are taken to be in it or not, while the whole stays; or they move with the whole.
    """
    cells = _Cells(frame, counts)
    if kin.whole is None:
        takes = cells.alike(kin.parts) if kin.parts else [cells.taken]
        return [_table(frame, calendar, cells, take, cells.there, ()) for take in takes]
    whole = _Cells(frame, kin.whole)
    room = tuple(
        a & (b < c) for a, b, c in zip(cells.there, cells.counts, whole.counts, strict=True)
    )
    slack = cells.taken
    for part in kin.parts:
        within = _Cells(frame, part).counts
        slack = slack[0] & (cells.counts[0] > within[0]), slack[1] & (cells.counts[1] > within[1])
    found = [_table(frame, calendar, cells, slack, room, ())]  # type: ignore[arg-type]
    if kin.levels is not None and not kin.parts:
        for take in whole.alike(kin.beside):
            along = take[0] & cells.taken[0], take[1] & cells.taken[1]
            if along[0].any() or along[1].any():
                found.append(_table(frame, calendar, cells, along, cells.there, (kin.levels,)))
    return found


_KINDS_OF_UNIT = 12  # how many kinds of units are tried, the commonest among small counts first
_FEW = 9


Masks = tuple[BoolArray, BoolArray]


class _Cells:
    """Counts of teams and of homes, and where there is any."""

    def __init__(self, frame: Frame, counts: IntArray) -> None:
        self.frame = frame
        self.counts = frame.teams(counts), frame.homes(counts)

    @property
    def taken(self) -> Masks:
        """Where there is a unit that could have been elsewhere."""
        return self.counts[0] > 0, self.counts[1] > 0

    @property
    def there(self) -> Masks:
        """Where a unit more could have been: a count never met has no row, so all know it is 0."""
        teams, homes = self.counts
        met = self.frame.teams_there(teams)[..., None]
        at_home = homes.any(axis=1, keepdims=True)
        return met & np.ones(teams.shape, bool), at_home & np.ones(homes.shape, bool)

    def alike(self, parts: Sequence[IntArray]) -> list[Masks]:
        """Where there is a unit of a kind: in this part, not in that one; a mask for each kind."""
        inside = [_Cells(self.frame, part).counts for part in parts]
        kinds = self._kinds(inside)
        return [
            (self._has(0, [p[0] for p in inside], kind), self._has(1, [p[1] for p in inside], kind))
            for kind in kinds
        ]

    def _has(self, number: int, parts: Sequence[IntArray], kind: Sequence[bool]) -> BoolArray:
        whole = self.counts[number]
        found = whole > 0
        for part, is_in in zip(parts, kind, strict=True):
            found = found & ((part > 0) if is_in else (part < whole))
        return found

    def _kinds(self, inside: Sequence[tuple[IntArray, IntArray]]) -> list[tuple[bool, ...]]:
        mostly = [
            np.stack([2 * part[number] > self.counts[number] for part in inside], axis=-1)[
                (self.counts[number] > 0) & (self.counts[number] <= _FEW)
            ]
            for number in (0, 1)
        ]
        kinds, often = np.unique(np.concatenate(mostly), axis=0, return_counts=True)
        order = np.argsort(-often, kind="stable")[:_KINDS_OF_UNIT]
        return [tuple(bool(one) for one in kinds[i]) for i in order] or [(False,) * len(inside)]


def _table(
    frame: Frame, calendar: Calendar, cells: _Cells, take: Masks, add: Masks,
    also: tuple[Levels, ...],
) -> Table:  # fmt: skip
    services = len(frame.council.services)
    teams, homes = cells.counts
    return Table(calendar, teams, homes, frame.service, services, frame.groups, add, take, also)
