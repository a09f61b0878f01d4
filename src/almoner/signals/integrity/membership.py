"""Is this team's case more likely to fall on these days than its neighbours in duration are?

The days of all teams together are taken as they are, heaps, weekly rhythm and all; only the share
of them that is this team's is modelled, a smooth curve over the days. What is
common to all teams, such as a heap before the limit, thus cancels, and a quicker or slower team
bends the curve smoothly. A score test then asks whether chosen days stand off the curve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from almoner.signals.batch import BoolArray, FloatArray

_DEGREE = 2

# One over the squares of how far the slope and the bend of honest teams differ, in log odds.
# Without it the curve would follow a tail that was cut off.
_PRECISION = np.diag([0.0, 1 / 3.0**2, 1.0])


@dataclass(frozen=True, slots=True)
class Membership:
    """Per day of duration: all cases, the team's, and the share that the curve expects.

    `design` are the curve's terms. `spread` is how much more the days away from the limit scatter
    about the curve than chance makes them (1 or more).
    """

    total: FloatArray
    own: FloatArray
    share: FloatArray
    design: FloatArray
    spread: float

    @property
    def expected(self) -> FloatArray:
        """Cases of the team that the curve expects on each day."""
        return self.total * self.share

    def p_above(self, weight: FloatArray, tolerance: float = 0.0) -> float:
        """Chance of so much weight on these days; `tolerance` is a log-odds ratio let pass.

        A saddlepoint tail (Lugannani and Rice) of the sum of binomials, because a normal one
        makes far too much of small counts.
        """
        rest, variance, plain = self._beyond_curve(weight)
        if variance <= 0 or plain <= 0:
            return 1.0
        score = float(weight @ (self.own - self.expected)) - tolerance * variance
        spread = self.spread * variance / plain
        return binomial_tail(rest, self.total, self.share, score, spread)

    def z(self, weight: FloatArray) -> float:
        """Standard errors by which the weight on these days stands off the curve; 0 without any."""
        _rest, variance, _plain = self._beyond_curve(weight)
        if variance <= 0:
            return 0.0
        return float(weight @ (self.own - self.expected)) / float(np.sqrt(self.spread * variance))

    def _beyond_curve(self, weight: FloatArray) -> tuple[FloatArray, float, float]:
        """The part of a weighting that the curve cannot imitate; its variance, with the curve's
        own uncertainty and without."""
        w = self.total * self.share * (1 - self.share)
        x = self.design
        gram = x.T @ (x * w[:, None]) + _PRECISION + 1e-9 * np.eye(x.shape[1])
        rest = weight - x @ np.linalg.solve(gram, x.T @ (w * weight))
        return rest, float((w * weight) @ rest), float(w @ rest**2)


def binomial_tail(
    weight: FloatArray, n: FloatArray, share: FloatArray, score: float, spread: float = 1.0
) -> float:
    """P(sum of weight x (Binomial(n, share) - mean) >= score), its variance times `spread`."""
    use = (weight != 0) & (n > 0)
    v, m, q = weight[use], n[use] / spread, share[use]
    target = score / spread
    variance = float((v**2 * m) @ (q * (1 - q)))
    if variance <= 0 or target <= 0:
        return 1.0 if target <= 0 else 0.5
    t = target / variance
    top = 30 / max(np.abs(v).max(), 1e-9)
    low, high = 0.0, top
    for _step in range(40):
        grown = q * np.exp(v * t)
        tilted = grown / (1 - q + grown)
        slope = float((m * v) @ (tilted - q)) - target
        curve = float((m * v**2) @ (tilted * (1 - tilted)))
        low, high = (t, high) if slope < 0 else (low, t)
        if abs(slope) < 1e-8 * target:
            break
        step = t - slope / curve if curve > 0 else np.inf
        t = step if low < step < high else (low + high) / 2
    growth = float(m @ np.log1p(q * np.expm1(v * t))) - t * float((m * v) @ q)
    exponent = max(t * target - growth, 0.0)
    root = np.sqrt(2 * exponent)
    u = t * np.sqrt(max(curve, 1e-12))
    if root < 0.05:
        return float(special.ndtr(-target / np.sqrt(variance)))
    density = np.exp(-exponent) / np.sqrt(2 * np.pi)
    tail = special.ndtr(-root) + density * (1 / u - 1 / root)
    return float(np.clip(tail, 1e-300, 1.0))


def _terms(days: int, limit: int) -> FloatArray:
    """A constant, the logarithm of the day, and how far the day departs from it.

    Where durations are lognormal or gamma, and one team is quicker than another, the log odds of a
    team is exactly a sum of these, whatever all teams do in common at the limit; for other shapes
    it is nearly so.
    """
    day = np.arange(days, dtype=np.float64)
    slope = np.log((day + 1.0) / (limit + 1.0))
    return np.column_stack([np.ones(days), slope, (day - limit) / (limit + 1.0) - slope])


def membership(own: FloatArray, total: FloatArray, ordinary: BoolArray, limit: int) -> Membership:
    """Fit a team's share of the cases of every day.

    `own` and `total` are counts by day from 0, `ordinary` marks the days from which scatter is
    judged.
    """
    x = _terms(len(total), limit)
    beta = np.zeros(x.shape[1])
    beta[0] = special.logit(np.clip(own.sum() / total.sum(), 1e-6, 1 - 1e-6))
    for _step in range(12):
        share = special.expit(x @ beta)
        w = total * share * (1 - share)
        step = np.linalg.solve(
            x.T @ (x * w[:, None]) + _PRECISION + 1e-9 * np.eye(len(beta)),
            x.T @ (own - total * share) - _PRECISION @ beta,
        )
        step *= min(1.0, 2 / max(np.abs(step).max(), 1e-9))
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    share = special.expit(x @ beta)
    return Membership(total, own, share, x, _scatter(own, total, share, ordinary))


def _scatter(own: FloatArray, total: FloatArray, share: FloatArray, ordinary: BoolArray) -> float:
    """Pearson's chi-squared per degree of freedom over groups of days, never under 1."""
    use = ordinary & (total > 0)
    variance = (total * share * (1 - share))[use]
    groups = (np.cumsum(variance) / 2.0).astype(int)
    off = np.bincount(groups, (own - total * share)[use]) if len(groups) else np.zeros(1)
    size = np.bincount(groups, variance) if len(groups) else np.zeros(1)
    enough = size > 0.5
    free = int(enough.sum()) - _DEGREE
    if free < 4:
        return 1.0
    return max(1.0, float((off[enough] ** 2 / size[enough]).sum() / free))
