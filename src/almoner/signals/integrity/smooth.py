"""A smooth curve through the durations of all teams together, and what stands off it.

Where every team does the same, no team stands out from the others; only the shape of the whole can
tell. The curve is a penalised spline for the logarithm of the count of every day, with a rhythm of
seven days and a taste for fives and tens beside it; the days around the limit are left out of the
fit and then compared with what it expects there (as bunching estimators do; Kleven, Annual Review
of Economics 8, 2016). How smooth it is, the other days decide by marginal likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import interpolate, special

from almoner.signals.batch import BoolArray, FloatArray

_SMOOTHNESS = 10.0 ** np.arange(-1.0, 5.0)

# Prior standard deviations, in logarithms, of one day of the week's rhythm and of a round number.
_RHYTHM, _ROUND = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Curve:
    """What the days outside the window expect of every day.

    `mean` is one expected count a day, `design` the terms behind its logarithm, `covariance` that
    of their coefficients `beta`, `scatter` how much more than chance the days vary (1 or more).
    The last two terms are multiples of five and of ten.
    """

    counts: FloatArray
    mean: FloatArray
    design: FloatArray
    beta: FloatArray
    covariance: FloatArray
    scatter: float

    def without_rounds(self) -> FloatArray:
        """Expected counts a day if round numbers were no commoner than others."""
        found: FloatArray = self.mean * np.exp(-self.design[:, -2:] @ self.beta[-2:])
        return found

    def expected(self, days: FloatArray) -> tuple[float, float]:
        """Cases that the curve expects on days weighted so, and the variance of that estimate."""
        slope = self.design.T @ (self.mean * days)
        return float(self.mean @ days), float(slope @ self.covariance @ slope)


def _basis(days: FloatArray, limit: int) -> FloatArray:
    """Cubic B-splines, evenly spaced on a scale that is finer where durations are short."""
    scale = np.log1p(days / (limit / 3 + 1))
    pieces = int(np.clip(len(days) // 5, 5, 14))
    inner = np.linspace(scale[0], scale[-1], pieces + 1)
    step = inner[1] - inner[0]
    knots = np.concatenate(
        [inner[0] - step * np.arange(3, 0, -1), inner, inner[-1] + step * np.arange(1, 4)]
    )
    found: FloatArray = interpolate.BSpline.design_matrix(
        np.minimum(scale, inner[-1] - 1e-12), knots, 3
    ).toarray()
    return found


def fit(counts: FloatArray, used: BoolArray, limit: int, *, step: bool = False) -> Curve:
    """Fit the curve to the days that `used` marks; `counts` is one entry a day from 0.

    With `step` the first term lets the days after the limit be rarer or commoner by one factor.
    """
    days = np.arange(len(counts), dtype=np.float64)
    splines = _basis(days, limit)
    after = [(days > limit).astype(np.float64)] if step else []
    week = [(days % 7 == rest).astype(np.float64) for rest in range(7)]
    rounds = [(days % unit == 0).astype(np.float64) for unit in (5, 10)]
    design = np.column_stack([*after, splines, *week, *rounds])
    bend = np.diff(np.eye(splines.shape[1]), 2, axis=0)
    size = design.shape[1]
    fixed = np.zeros((size, size))
    fixed[: len(after), : len(after)] = np.eye(len(after)) * 0.1
    first = len(after) + splines.shape[1]
    fixed[first : first + 7, first : first + 7] = np.eye(7) / _RHYTHM**2
    fixed[first + 7 :, first + 7 :] = np.eye(2) / _ROUND**2
    rough = np.zeros((size, size))
    rough[len(after) : first, len(after) : first] = bend.T @ bend
    # Nought is a smooth curve's only other unknown: hold its level a little.
    fixed += 1e-6 * np.eye(size)
    x, y = design[used], counts[used]
    best: tuple[float, FloatArray, FloatArray] | None = None
    beta = np.zeros(size)
    beta[len(after) : first] = np.log(max(y.mean(), 0.1))
    for smooth in _SMOOTHNESS:
        penalty = fixed + smooth * rough
        beta, inverse, evidence = _newton(x, y, penalty, beta)
        evidence += 0.5 * len(bend) * np.log(smooth)
        if best is None or evidence > best[0]:
            best = evidence, beta, inverse
    assert best is not None
    _evidence, beta, inverse = best
    mean = np.exp(np.clip(design @ beta, -20, 20))
    spent = float(np.einsum("ij,jk,ik,i->", x, inverse, x, mean[used]))
    return Curve(counts, mean, design, beta, inverse, _scatter(y, mean[used], spent))


def _newton(
    x: FloatArray, y: FloatArray, penalty: FloatArray, beta: FloatArray
) -> tuple[FloatArray, FloatArray, float]:
    """Penalised Poisson regression: coefficients, their covariance, and the log evidence."""
    for _step in range(30):
        mean = np.exp(np.clip(x @ beta, -20, 20))
        inside = x.T @ (x * mean[:, None]) + penalty
        move = np.linalg.solve(inside, x.T @ (y - mean) - penalty @ beta)
        move *= min(1.0, 2 / max(float(np.abs(move).max()), 1e-9))
        beta = beta + move
        if np.abs(move).max() < 1e-5:
            break
    eta = np.clip(x @ beta, -20, 20)
    inside = x.T @ (x * np.exp(eta)[:, None]) + penalty
    likelihood = float(y @ eta - np.exp(eta).sum() - 0.5 * beta @ penalty @ beta)
    inverse = np.linalg.inv(inside).astype(np.float64)
    return beta, inverse, likelihood - 0.5 * float(np.linalg.slogdet(inside)[1])


def _scatter(y: FloatArray, mean: FloatArray, spent: float) -> float:
    """Pearson's chi-squared per degree of freedom over groups of days, never under 1."""
    groups = (np.cumsum(mean) / 4.0).astype(int)
    off, size = np.bincount(groups, y - mean), np.bincount(groups, mean)
    free = (size > 1).sum() - spent * (size > 1).sum() / max(len(y), 1)
    if free < 4:
        return 1.0
    return max(1.0, float((off[size > 1] ** 2 / size[size > 1]).sum() / free))


def p_more(curve: Curve, days: FloatArray, tolerated: float) -> float:
    """Chance of so many cases on these days, when the curve's and `tolerated` more are ordinary.

    A Poisson count of a mean that is itself uncertain (negative binomial).
    """
    mean, unsure = curve.expected(days)
    seen, mean = float(curve.counts @ days), mean + tolerated
    if seen <= mean or mean <= 0:
        return 1.0
    variance = curve.scatter * (mean + unsure) + 1e-9 * mean
    variance = max(variance, mean * 1.001)
    size, chance = mean**2 / (variance - mean), mean / variance
    return float(special.betainc(seen, size, 1 - chance))


def p_term(curve: Curve, place: int, tolerated: float, *, below: bool = False) -> float:
    """Chance of a coefficient so high, or so low, when up to `tolerated` is ordinary."""
    error = float(np.sqrt(curve.scatter * curve.covariance[place, place]))
    size = -curve.beta[place] if below else curve.beta[place]
    return float(special.ndtr(-(size - tolerated) / error))
