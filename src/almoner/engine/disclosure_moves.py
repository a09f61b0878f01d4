"""Another record that would look the same: the proof that a withheld count cannot be had.

A move changes the record a little (one event less here and one more there) in such a way that
nothing that is shown changes. If a move changes a withheld count, then nobody can tell what it is,
whatever they add, subtract or know of non-negative numbers. Moves are of three kinds:

1. within a quarter: what changes in one month is put right in another of the same quarter, so
   that only rows that show no months are touched;
2. within a year: the same, in another quarter; for rows that show neither months nor quarters;
3. in one month: for rows that show nothing of that year.

A move of people between groups changes two teams in opposite ways, so that their service stays as
it is; or two services; or one team alone, where service and council show neither group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almoner.engine.disclosure_table import BoolArray, Levels, Table
from almoner.engine.places import IntArray

KINDS = (1, 2, 3)


@dataclass
class Moved:
    """Which counts some move of a kind changes; the axes of each are those of Levels."""

    teams: BoolArray
    services: BoolArray
    council: BoolArray
    homes: BoolArray


def moved(table: Table, levels: Levels, kind: int, bad: Moved) -> Moved:
    """The counts that moves of a kind can change, as far as they help what is `bad`."""
    teams, columns, moments = table.teams.shape
    found = Moved(
        np.zeros((teams, columns, moments), bool),
        np.zeros((table.services, columns, moments), bool),
        np.zeros((columns, moments), bool),
        np.zeros(table.homes.shape, bool),
    )
    if kind not in table.kinds or (kind < 3 and not table.calendar.adds_up):
        return found
    free = Free(table, levels, kind)
    wanted = _teams_of(table, bad)
    for group in table.groups:
        if any(part[..., group, :].any() for part in (bad.teams, bad.services, bad.council)):
            _swap_members(table, free, kind, group, wanted, found)
    if bad.teams[:, 0].any() or bad.services[:, 0].any():
        _swap_places(table, free, kind, found)
    if bad.homes.any():
        _swap_homes(table, free, kind, found)
    if any(part.any() for part in (bad.teams[:, 0], bad.services[:, 0], bad.council[0], bad.homes)):
        _move_alone(table, free, kind, found)
    return found


def _teams_of(table: Table, bad: Moved) -> BoolArray:
    """The teams whose moves could prove something that has no proof."""
    found: BoolArray = np.asarray(bad.teams.any(axis=(1, 2)))
    for number in range(table.services):
        if bad.services[number].any():
            found |= (table.service == number).any(axis=1)
    return found


class Free:
    """The rows that a move of a kind may touch.

    `across` are those of teams whose service's row may be touched as well, `alone` those whose
    council's row may be touched besides.
    """

    def __init__(self, table: Table, levels: Levels, kind: int) -> None:
        every = (levels, *table.also)
        rows = [
            np.minimum.reduce(part) for part in zip(*(one.rows() for one in every), strict=True)
        ]
        teams, services, council, homes = (one >= kind for one in rows)
        self.teams, self.homes = teams, homes
        self.across = teams & _above(table, services)
        self.alone = self.across & council[None]


def _above(table: Table, free: BoolArray) -> BoolArray:
    """For each team's rows, whether its service's row is free; true where it has no service."""
    found = np.repeat((table.service < 0)[:, None], table.teams.shape[1], axis=1)
    for number in range(table.services):
        found |= (table.service == number)[:, None] & free[number][None]
    return found


def _same_service(table: Table) -> BoolArray:
    return table.service[:, None] == table.service[None]


def _changes(table: Table, group: slice, free: BoolArray) -> BoolArray:
    """[team, a, b, moment]: whether a person of group a could have been of group b there."""
    take, add = table.can_take[0] & free, table.can_add[0] & free
    found = take[:, group, None] & add[:, None, group]
    size = found.shape[1]
    found[:, np.arange(size), np.arange(size)] = False
    return found


def _swap_members(
    table: Table, free: Free, kind: int, group: slice, wanted: BoolArray, found: Moved
) -> None:
    """People of two groups change places between two teams; or one changes group alone."""
    same = _same_service(table)
    found.teams[:, group] |= _pairs(table, _changes(table, group, free.teams), same, kind, wanted)
    certain = _pairs(table, _changes(table, group, free.across), ~same, kind, wanted)
    alone = _changes(table, group, free.alone)
    if kind < 3:
        alone = alone & _elsewhere(table, alone.swapaxes(1, 2), kind)
    lonely = alone.any(axis=2)
    found.council[group] |= lonely.any(axis=0)
    found.teams[:, group] |= certain | lonely
    _tell_services(table, found, certain | lonely, group)


def _tell_services(table: Table, found: Moved, certain: BoolArray, columns: slice) -> None:
    """What changes a team and nothing else in its service, changes the service."""
    for number in range(table.services):
        inside = (table.service == number)[:, None]
        found.services[number, columns] |= (certain & inside).any(axis=0)


def _pairs(
    table: Table, change: BoolArray, pairs: BoolArray, kind: int, wanted: BoolArray
) -> BoolArray:
    """[team, member, moment]: whether a person of that group could change places with another's.

    `pairs[p, q, moment]` are the teams that may change people with each other.
    """
    teams, size, _b, moments = change.shape
    out = np.zeros((teams, size, moments), bool)
    if not (change.any() and wanted.any()):
        return out
    busy = change.any(axis=(1, 2, 3))
    pairs = pairs & ~np.eye(teams, dtype=bool)[..., None]
    if kind == 3:
        back = change.swapaxes(1, 2).astype(np.float32)
        for k in np.flatnonzero(pairs.any(axis=(0, 1))):
            partner = pairs[:, :, k].astype(np.float32) @ back[..., k].reshape(teams, -1)
            both = change[..., k] & (partner.reshape(teams, size, size) > 0)
            out[..., k] = both.any(axis=2)
        return out
    for p in np.flatnonzero(busy & wanted):
        q = np.flatnonzero(pairs[p].any(axis=1) & busy & (np.arange(teams) != p))
        if not q.size:
            continue
        both = change[p][None] & change[q].swapaxes(1, 2) & pairs[p, q][:, None, None]
        both &= _elsewhere(table, both.swapaxes(1, 2), kind)
        out[p] = both.any(axis=(0, 2))
    return out


def _elsewhere(table: Table, found: BoolArray, kind: int) -> BoolArray:
    """Whether it is so in another moment of the same quarter or year."""
    numbers = table.calendar.sums(found.astype(np.int16), kind)
    return numbers - found > 0


def _swap_places(table: Table, free: Free, kind: int, found: Moved) -> None:
    """An event less in one team and one more in another, whose service is the same or not shown."""
    if not table.teams.size:
        return
    same = _same_service(table)
    found.teams[:, 0] |= _exchanged(table, same, free.teams, kind)
    certain = _exchanged(table, ~same, free.across, kind)
    found.teams[:, 0] |= certain
    _tell_services(table, found, certain[:, None], slice(0, 1))


def _exchanged(table: Table, pairs: BoolArray, free: BoolArray, kind: int) -> BoolArray:
    take, add = table.can_take[0] & free, table.can_add[0] & free
    teams, _columns, moments = take.shape
    out = np.zeros((teams, moments), bool)
    everyone = np.arange(moments)
    for k in np.flatnonzero(free[:, 0].any(axis=0)):
        if kind == 3:
            out[:, k] = _agree(table, take[..., k], add[..., k], pairs[:, :, k]).any(axis=1)
            continue
        number = table.calendar.within(kind)
        for other in everyone[(number == number[k]) & (everyone != k)]:
            gone = take[..., k] & add[..., other]
            came = take[..., other] & add[..., k]
            both = _agree(table, gone, came, pairs[:, :, k] & pairs[:, :, other])
            out[:, k] |= both.any(axis=1)
    return out


def _agree(table: Table, gone: BoolArray, came: BoolArray, pairs: BoolArray) -> BoolArray:
    """[p, q]: whether p can lose and q gain somebody of the same group, in every breakdown."""
    found = pairs & (gone[:, None, 0] & came[None, :, 0])
    for group in table.groups:
        one, other = gone[:, group].astype(np.float32), came[:, group].astype(np.float32)
        found &= one @ other.T > 0
    return found & ~np.eye(len(found), dtype=bool)


def _swap_homes(table: Table, free: Free, kind: int, found: Moved) -> None:
    """An event of one home that could have been another's."""
    take, add = table.can_take[1] & free.homes, table.can_add[1] & free.homes
    if kind == 3:
        found.homes |= take & (add.sum(axis=0)[None] - add > 0)
        return
    for k in np.flatnonzero(free.homes.any(axis=0)):
        for other in _others(table, kind, int(k)):
            gives, gets = take[:, k] & add[:, other], take[:, other] & add[:, k]
            found.homes[:, k] |= gives & (gets.sum() - gets > 0)


def _others(table: Table, kind: int, k: int) -> IntArray:
    """The moments to which an event of moment k may go; itself, for one that is taken away."""
    if kind == 3:
        return np.array([k])
    number = table.calendar.within(kind)
    found = np.flatnonzero(number == number[k])
    return found[found != k]


def _move_alone(table: Table, free: Free, kind: int, found: Moved) -> None:
    """An event of one team moved to another month, or taken away, where all above is withheld."""
    if not table.teams.size:
        return
    take, add = table.can_take[0] & free.alone, table.can_add[0] & free.alone
    homes_take, homes_add = table.can_take[1] & free.homes, table.can_add[1] & free.homes
    certain = np.zeros((len(take), take.shape[-1]), bool)
    for k in np.flatnonzero(free.alone[:, 0].any(axis=0)):
        for other in _others(table, kind, int(k)):
            stays = kind == 3
            gone = take[..., k] if stays else take[..., k] & add[..., other]
            home = homes_take[:, k] if stays else homes_take[:, k] & homes_add[:, other]
            able = gone[:, 0].copy()
            for group in table.groups:
                able &= gone[:, group].any(axis=1)
            if able.any() and (home.any() or not len(home)):
                certain[:, k] |= able
                found.homes[:, k] |= home
    found.teams[:, 0] |= certain
    found.council[0] |= certain.any(axis=0)
    _tell_services(table, found, certain[:, None], slice(0, 1))
