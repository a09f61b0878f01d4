"""The durations of a set, counted by day and team, and each team's curve through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from almoner.signals.batch import FloatArray
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

        Where the others stand off their own curves by more than chance, either way, honest teams
        differ by more than the curve can follow, and the same is granted to this one. Of three or
        more others the furthest that way is left out, or two that do the same would excuse each
        other.
        """
        p = self.curves[team].p_above(weight, tolerance)
        if p > 0.05:
            return p
        z = sorted(curve.z(weight) for other, curve in self.curves.items() if other != team)
        kept = z[:-1] if len(z) > 2 else z
        unlike = (sum(one**2 for one in kept) + PRIOR) / (len(kept) + PRIOR)
        return float(special.ndtr(special.ndtri(p) / max(unlike, 1.0) ** 0.5))

    def teams(self) -> Iterator[tuple[int, Membership]]:
        """Teams with cases enough to ask about, and with others to compare them with."""
        yield from self.curves.items()


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
    # Round numbers have a test of their own, and would hide in the scatter.
    far = ((axis < 0.75 * cases.limit) | (axis > 1.35 * cases.limit)) & (axis % 5 > 0)
    sizes = counts.sum(axis=1)
    curves = {
        team: membership(counts[team], total, far, cases.limit)
        for team in np.flatnonzero(sizes >= FEWEST).tolist()
        if total.sum() - sizes[team] >= FEWEST
    }
    return ByDay(cases.limit, axis, counts, curves)
