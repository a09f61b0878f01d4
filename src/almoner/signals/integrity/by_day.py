"""The durations of a set, counted by day and team, and each team's curve through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.membership import Membership, membership

FEWEST = 15

PRIOR = 3
"""Others that would stand off their curves by chance alone, added to those there are."""


@dataclass(frozen=True, slots=True)
class ByDay:
    """Counts of durations; `days` is 0, 1, 2 and so on, the last for everything longer."""

    limit: int
    days: FloatArray
    counts: FloatArray
    curves: dict[int, Membership]

    @property
    def window(self) -> int:
        """How many days around the limit are near it: more for long limits."""
        return max(2, round(self.limit / 9))

    def inside(self, width: int) -> FloatArray:
        """1 on the last `width` days in time."""
        return ((self.days > self.limit - width) & (self.days <= self.limit)).astype(np.float64)

    def outside(self, width: int) -> FloatArray:
        """1 on the first `width` days too late."""
        return ((self.days > self.limit) & (self.days <= self.limit + width)).astype(np.float64)

    def p_above(self, team: int, weight: FloatArray, tolerance: float = 0.0) -> float:
        """Chance of so much of a team's weight on these days, among teams as unlike as these.

        Where the other teams stand off their own curves by more than chance, either way, honest
        teams differ by more than the curve can follow, and the same is granted to this one.
        """
        p = self.curves[team].p_above(weight, tolerance)
        if p > 0.05:
            return p
        z = self._others(team, weight)
        unlike = (sum(one**2 for one in z) + PRIOR) / (len(z) + PRIOR)
        return float(special.ndtr(special.ndtri(p) / max(unlike, 1.0) ** 0.5))

    def _others(self, team: int, weight: FloatArray) -> list[float]:
        """How the other teams stand off their curves beside each other, this one left out.

        Of four or more the furthest is left out as well, or two teams that do the same would
        excuse each other.
        """
        rest = [other for other in self.curves if other != team]
        z = self._beside(rest, weight)
        if len(rest) > 3:
            furthest = int(np.argmax(z))
            z = self._beside([one for at, one in enumerate(rest) if at != furthest], weight)
        return z

    def _beside(self, teams: list[int], weight: FloatArray) -> list[float]:
        total = self.counts[teams].sum(axis=0)
        if len(teams) < 2:
            return []
        far = far_days(self.days, self.limit)
        return [membership(self.counts[one], total, far, self.limit).z(weight) for one in teams]

    def teams(self) -> Iterator[tuple[int, Membership]]:
        """Teams with cases enough to ask about, and with others to compare them with."""
        yield from self.curves.items()


def far_days(days: FloatArray, limit: int) -> BoolArray:
    """Days from which scatter is judged: away from the limit, and no round numbers, which have a
    test of their own."""
    far: BoolArray = ((days < 0.75 * limit) | (days > 1.35 * limit)) & (days % 5 > 0)
    return far


def by_day(cases: Cases) -> ByDay:
    """Count the durations of a set and fit every team's curve."""
    duration = cases.duration
    known = ~np.isnan(duration)
    top = int(max(3 * cases.limit, 30))
    days = np.minimum(duration[known], top).astype(np.int64)
    counts = np.zeros((len(cases.teams), top + 1))
    np.add.at(counts, (cases.team[known], days), 1)
    axis = np.arange(top + 1, dtype=np.float64)
    total = counts.sum(axis=0)
    far = far_days(axis, cases.limit)
    sizes = counts.sum(axis=1)
    curves = {
        team: membership(counts[team], total, far, cases.limit)
        for team in np.flatnonzero(sizes >= FEWEST).tolist()
        if total.sum() - sizes[team] >= FEWEST
    }
    return ByDay(cases.limit, axis, counts, curves)
