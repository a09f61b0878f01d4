"""What to withhold besides, so that a small count cannot be worked out: the cheapest that helps.

For a group in a team: another group of the team, and both in another team, so that people could
have changed places. For a place: another place and a group in both. Where no neighbour helps, the
rows above.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from almoner.engine.disclosure_moves import Moved
from almoner.engine.disclosure_table import BoolArray, Levels, Table
from almoner.engine.places import IntArray

_GENTLE = 0.3  # of all turns, until neighbours are withheld all the way
_PATIENCE = 0.5  # until neighbours are given up for the rows above


def withhold_more(table: Table, levels: Levels, bad: Moved, turn: float) -> None:
    """Raise rows next to those that have no proof; `turn` is how far on we are, from 0 to 1."""
    for year in np.unique(table.calendar.year[_any(bad)]):
        _More(table, levels, bad, table.calendar.year == year, turn).withhold()


def _any(bad: Moved) -> BoolArray:
    parts = (bad.teams, bad.services, bad.council, bad.homes)
    return np.logical_or.reduce([p.reshape(-1, p.shape[-1]).any(axis=0) for p in parts])


class _More:
    """One year of a table."""

    def __init__(
        self, table: Table, levels: Levels, bad: Moved, here: BoolArray, turn: float
    ) -> None:
        self.table, self.levels, self.here, self.turn = table, levels, here, turn
        self.service = table.service[:, here][:, 0]
        self.counts = table.teams[..., here]
        self.volume = self.counts.sum(axis=2)
        self.teams, self.services = bad.teams[..., here], bad.services[..., here]
        self.council, self.homes = bad.council[:, here], bad.homes[:, here]
        self.top = 3 if turn > _GENTLE or not table.calendar.adds_up else 0

    def withhold(self) -> None:
        """Raise what helps each row without proof."""
        for group in self.table.groups:
            self._groups(group)
        for team in np.flatnonzero(self.teams[:, 0].any(axis=1)):
            self._team(int(team))
        for place in np.flatnonzero(self.services[:, 0].any(axis=1)):
            self._service(int(place))
        if self.council[0].any():
            self._whole()
        for home in np.flatnonzero(self.homes.any(axis=1)):
            self._home(int(home))

    def _level(self, rows: IntArray) -> int:
        """The level to which rows are raised: that of the row at first, then all the way."""
        return max(int(rows[self.here].max()), self.top, 1)

    def _raise(self, rows: IntArray, level: int) -> None:
        rows[..., self.here] = np.maximum(rows[..., self.here], level)

    def _groups(self, group: slice) -> None:
        columns = range(group.start, group.stop)
        for team, a in self._bad(self.teams[:, group], columns):
            self._pair(team, a, columns, self.teams[team, a])
        for service, a in self._bad(self.services[:, group], columns):
            holds = (self.service == service) & self.counts[:, a].any(axis=1)
            level = self._level(self.levels.services[service, a])
            for team in np.flatnonzero(holds)[:3]:
                self._raise(self.levels.teams[team, a], level)
                self._pair(team, a, columns, self.services[service, a], across=True, level=level)
        for a in columns:
            if self.council[a].any():
                self._alone(a, columns)

    @staticmethod
    def _bad(bad: BoolArray, columns: range) -> Iterator[tuple[int, int]]:
        for place, number in zip(*np.nonzero(bad.any(axis=2)), strict=True):
            yield int(place), columns[int(number)]

    def _pair(
        self,
        team: int,
        a: int,
        columns: range,
        moments: BoolArray,
        *,
        across: bool = False,
        level: int = 0,
    ) -> None:
        """Another group b and another team, for people of a and b to have changed places."""
        level = max(level, self._level(self.levels.teams[team, a]))
        others = np.array([b for b in columns if b != a])
        near = self.service != self.service[team] if across else self.service == self.service[team]
        near[team] = False
        teams = np.flatnonzero(near)
        if not teams.size or not others.size or self.turn > _PATIENCE:
            self._give_up(team, a, columns, level)
            return
        # [other team, b]: how many of the moments would be helped, and at what price
        helped = (self.counts[np.ix_(teams, others)] > 0)[..., moments].sum(axis=2)
        now = self.levels.teams[..., self.here].max(axis=2)
        price = np.where(now < level, self.volume + 1, 0)
        cost = price[team, others][None] + price[teams, a][:, None] + price[np.ix_(teams, others)]
        able = (helped > 0) & (cost > 0)
        if not able.any():
            self._give_up(team, a, columns, level)
            return
        worth = np.where(able, helped / (1.0 + cost), -1.0)
        q, b = np.unravel_index(worth.argmax(), worth.shape)
        for place in (team, teams[q]):
            for column in (a, others[b]):
                self._raise(self.levels.teams[place, column], level)
                if across:
                    self._raise_service(place, column, level)

    def _raise_service(self, team: int, column: int, level: int) -> None:
        if self.service[team] >= 0:
            self._raise(self.levels.services[self.service[team], column], level)

    def _give_up(self, team: int, a: int, columns: range, level: int) -> None:
        """No neighbour helps: the team, its service and the council withhold two groups."""
        self._raise(self.levels.teams[team, a], level)
        self._raise_service(team, a, level)
        self._raise(self.levels.council[a], level)
        b = self._other_group(a, columns, level, team)
        if b is not None:
            self._raise(self.levels.teams[team, b], level)
            self._raise_service(team, b, level)
            self._raise(self.levels.council[b], level)

    def _other_group(self, a: int, columns: range, level: int, team: int) -> int | None:
        """Another group of a team: one that the council withholds already, or else the smallest."""
        now = self.levels.council[:, self.here].max(axis=1)
        volume = self.table.council[:, self.here].sum(axis=1)
        there = self.counts[team].any(axis=1)
        able = [b for b in columns if b != a and (there[b] or volume[b])]
        mine = self.levels.teams[team][:, self.here].max(axis=1)
        fresh = [b for b in able if min(now[b], mine[b]) < level] if self.turn > 0 else []
        return min(fresh or able, key=lambda b: (now[b] < level, volume[b]), default=None)

    def _alone(self, a: int, columns: range) -> None:
        """A group of the council: another group, and both in a team that has people of it."""
        level = self._level(self.levels.council[a])
        self._raise(self.levels.council[a], level)
        holds = (self.counts[:, a] > 0)[:, self.council[a]].sum(axis=1)
        for team in np.flatnonzero(holds)[np.argsort(-holds[holds > 0], kind="stable")]:
            self._give_up(int(team), a, columns, level)
            if self.turn < _PATIENCE:
                break

    def _team(self, team: int) -> None:
        """A team: another of its service, and in both a group of each breakdown."""
        level = self._level(self.levels.teams[team, 0])
        near = (self.service == self.service[team]) & (self.volume[:, 0] > 0)
        near[team] = False
        now = self.levels.teams[:, 0, self.here].max(axis=1)
        fresh = np.flatnonzero(near & (now < level))
        chosen = fresh[:0] if self.turn > _PATIENCE else fresh
        if chosen.size:
            other = int(chosen[self.volume[chosen, 0].argmin()])
        elif near.any() and self.turn <= _PATIENCE:
            other = int(np.flatnonzero(near)[self.volume[near, 0].argmin()])
        else:
            self._with_groups(team, level, up=True)
            return
        for place in (team, other):
            self._with_groups(place, level)

    def _with_groups(self, team: int, level: int, *, up: bool = False) -> None:
        """A team's total, and its groups that hold anybody; with the rows above, when asked."""
        columns = np.flatnonzero(self.counts[team].any(axis=1))
        for column in columns:
            self._raise(self.levels.teams[team, column], level)
            if up:
                self._raise_service(team, int(column), level)
                self._raise(self.levels.council[column], level)
        if up:
            holds = self.table.homes[:, self.here].any(axis=1)
            rows = self.levels.homes[holds]
            self._raise(rows, level)
            self.levels.homes[holds] = rows

    def _service(self, service: int) -> None:
        level = self._level(self.levels.services[service, 0])
        inside = self.service == service
        outside = np.flatnonzero(~inside & (self.volume[:, 0] > 0))
        teams = [*np.flatnonzero(inside & (self.volume[:, 0] > 0))[:2], *outside[:2]]
        for team in teams:
            self._with_groups(int(team), level, up=self.turn > _PATIENCE)
            for column in np.flatnonzero(self.counts[team].any(axis=1)):
                self._raise_service(int(team), int(column), level)

    def _whole(self) -> None:
        """The council: a team that had somebody then, its service, its groups, and homes."""
        level = self._level(self.levels.council[0])
        self._raise(self.levels.council[0], level)
        holds = (self.counts[:, 0] > 0)[:, self.council[0]].any(axis=1)
        for team in np.flatnonzero(holds):
            self._with_groups(int(team), level, up=True)

    def _home(self, home: int) -> None:
        level = self._level(self.levels.homes[home])
        self._raise(self.levels.homes[home], level)
        volume = self.table.homes[:, self.here].sum(axis=1)
        now = self.levels.homes[:, self.here].max(axis=1)
        fresh = np.flatnonzero((volume > 0) & (now < level))
        if fresh.size and self.turn <= _PATIENCE:
            self._raise(self.levels.homes[fresh[volume[fresh].argmin()]], level)
        elif self.turn > _PATIENCE:
            rows = np.flatnonzero(self.volume[:, 0] > 0)
            for team in rows[:1]:
                self._with_groups(int(team), level, up=True)
