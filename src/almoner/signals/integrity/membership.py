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

    def projected(self, weight: FloatArray) -> FloatArray:
        """The part of a weighting of days that the curve cannot imitate."""
        w = self.total * self.share * (1 - self.share)
        x = self.design
        gram = x.T @ (x * w[:, None]) + 1e-9 * np.eye(x.shape[1])
        rest: FloatArray = weight - x @ np.linalg.solve(gram, x.T @ (w * weight))
        return rest

    def p_above(self, weight: FloatArray, tolerance: float = 0.0) -> float:
        """Chance of so much weight on these days; `tolerance` is a log-odds ratio let pass.

        A saddlepoint tail (Lugannani and Rice) of the sum of binomials, because a normal one
        makes far too much of small counts.
        """
        v = self.projected(weight)
        w = self.total * self.share * (1 - self.share)
        score = float(v @ (self.own - self.expected)) - tolerance * float(w @ v**2)
        return binomial_tail(v, self.total, self.share, score, self.spread)

    def p_values(self, weights: FloatArray, tolerance: float = 0.0) -> list[float]:
        """`p_above` for every row of a matrix of weights."""
        return [self.p_above(weight, tolerance) for weight in weights]


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


def _terms(days: int) -> FloatArray:
    """A constant, the logarithm of the day, and the day.

    Where durations are lognormal or gamma, and one team is quicker than another, the log odds of a
    team is exactly a sum of these, whatever all teams do in common at the limit; for other shapes
    it is nearly so.
    """
    day = np.arange(days, dtype=np.float64)
    return np.column_stack([np.ones(days), np.log(day + 1.0), day / days])


def membership(own: FloatArray, total: FloatArray, ordinary: BoolArray) -> Membership:
    """Fit a team's share of the cases of every day.

    `own` and `total` are counts by day, `ordinary` marks the days from which scatter is judged.
    """
    x = _terms(len(total))
    beta = np.zeros(x.shape[1])
    beta[0] = special.logit(np.clip(own.sum() / total.sum(), 1e-6, 1 - 1e-6))
    ridge = 1e-3 * np.eye(x.shape[1])
    ridge[0, 0] = 0
    for _step in range(12):
        share = special.expit(x @ beta)
        w = total * share * (1 - share)
        step = np.linalg.solve(
            x.T @ (x * w[:, None]) + ridge + 1e-9 * np.eye(len(beta)),
            x.T @ (own - total * share) - ridge @ beta,
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
