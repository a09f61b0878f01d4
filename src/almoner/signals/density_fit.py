"""Local polynomial fits to a distribution function on either side of a cut-off.

After Cattaneo, Jansson and Ma (Journal of the American Statistical Association 115, 2020): the
empirical distribution function is regressed on powers of the distance to the cut-off, each side
with a model of its own, with triangular weights; the slope at the cut-off is the density there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import hermite_e
from scipy import stats

from almoner.signals.batch import FloatArray, IntArray

ORDER = 2

# Variance over squared bias, with a uniform kernel, of the density from a fit of order 2, and of
# the third derivative of the distribution from a fit of order 4: the pilot bandwidths of rddensity.
_PILOT_DENSITY = 3840 / 7
_PILOT_CURVATURE = 3430865.4551236177795


@dataclass(frozen=True, slots=True)
class Distances:
    """Values as signed distances from a cut-off, sorted, with ties sharing one step.

    `step` is the distribution function at each value; `first` and `last` are the positions of the
    first and last of each value's ties.
    """

    x: FloatArray
    step: FloatArray
    first: IntArray
    last: IntArray

    @classmethod
    def of(cls, values: FloatArray, cutoff: float) -> Distances:
        """Distances of values (at least two, without NaN) from a cut-off."""
        x = np.sort(values) - cutoff
        first = np.searchsorted(x, x, side="left").astype(np.int64)
        last = np.searchsorted(x, x, side="right").astype(np.int64) - 1
        return cls(x, last / (len(x) - 1), first, last)

    def nearest(self, number: int, *, left: bool, distinct: bool = False) -> float:
        """Distance of the number-th nearest value (or distinct value) on one side."""
        side = np.sort(np.abs(self.x[(self.x < 0) == left]))
        side = np.unique(side) if distinct else side
        return float(side[min(number, len(side)) - 1])


@dataclass(frozen=True, slots=True)
class Sides:
    """Derivatives of the distribution at the cut-off, left and right, and the densities' variance.

    `derivative[k]` is (left, right) of the k-th coefficient; `covariance` is that of the two
    densities, by jackknife.
    """

    derivative: FloatArray
    covariance: FloatArray

    def variances(self) -> FloatArray:
        """Of the left and right density, their difference and their sum."""
        (a, c), (_c, b) = self.covariance
        return np.array([a, b, a + b - 2 * c, a + b + 2 * c])


def fit_sides(data: Distances, left: float, right: float, order: int) -> Sides:
    """Fit both sides within these bandwidths."""
    inside = (data.x >= -left) & (data.x <= right)
    x, step = data.x[inside], data.step[inside]
    width = np.where(x < 0, left, right)
    u = x / width
    weight = (1 - np.abs(u)) / width
    powers = np.vander(u, order + 1, increasing=True)
    design = np.hstack([powers * (x < 0)[:, None], powers * (x >= 0)[:, None]])
    weighted = design * weight[:, None]
    inverse = np.linalg.inv(weighted.T @ design)
    scale = np.concatenate([left ** -np.arange(order + 1.0), right ** -np.arange(order + 1.0)])
    coefficients = inverse @ (weighted.T @ step) * scale
    # Each value lifts the distribution function from itself on: its influence is a sum of tails.
    # Ties share the influence of the first of them, as in rddensity.
    tails = (np.cumsum(weighted[::-1], axis=0)[::-1] - weighted) / (len(data.x) - 1)
    tails = tails[np.searchsorted(x, x, side="left")]
    spread = tails @ (inverse * scale[:, None]).T
    covariance = spread.T @ spread
    slopes = [1, order + 2]
    return Sides(
        coefficients.reshape(2, order + 1).T,
        covariance[np.ix_(slopes, slopes)],
    )


def _pilots(data: Distances) -> tuple[float, float]:
    """Bandwidths for curvature and density that suit a normal distribution."""
    n, p = len(data.x), ORDER
    spread = float(data.x.std(ddof=1))
    z = float(data.x.mean()) / spread

    def reference(degree: int) -> float:
        height = float(hermite_e.hermeval(z, [0] * degree + [1])) ** 2 * stats.norm.pdf(z)
        return 1 / height if height > 0 else math.inf

    curvature = ((2 * p + 1) / 4 * reference(p + 2) * _PILOT_CURVATURE / n) ** (1 / (2 * p + 5))
    density = (1 / (2 * p) * reference(p) * _PILOT_DENSITY / n) ** (1 / (2 * p + 1))
    widest = float(np.abs(data.x).max())
    return (
        max(min(curvature * spread, widest), _room(data, 20 + p + 3)),
        max(min(density * spread, widest), _room(data, 20 + p + 1)),
    )


def _room(data: Distances, number: int) -> float:
    """Width that holds so many values, and so many distinct values, on both sides."""
    return max(
        data.nearest(number, left=left, distinct=distinct)
        for left in (True, False)
        for distinct in (True, False)
    )


def _bias_constant() -> float:
    """Bias of the slope of a quadratic with triangular weights on one side."""
    p = ORDER
    moment = [1 / ((k + 1) * (k + 2)) for k in range(2 * p + 2)]
    gram = np.array([[moment[i + j] for j in range(p + 1)] for i in range(p + 1)])
    reach = np.array([moment[i + p + 1] for i in range(p + 1)])
    return float(np.linalg.solve(gram, reach)[1])


def bandwidths(data: Distances) -> tuple[float, float]:
    """Left and right bandwidths: the medians of those best for each side, difference and sum."""
    wide, narrow = _pilots(data)
    p, n = ORDER, len(data.x)
    curvature = fit_sides(data, wide, wide, p + 2).derivative[p + 1]
    variance = n * narrow * fit_sides(data, narrow, narrow, p).variances()
    left, right = curvature * _bias_constant() * np.array([(-1.0) ** p, 1.0])
    bias = np.array([left, right, right - left, right + left]) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        best = np.nan_to_num((variance / bias / n / (2 * p)) ** (1 / (2 * p + 1)), nan=0.0)
    ends = np.abs(data.x[[0, -1]])
    best = np.minimum(best, [ends[0], ends[1], ends.max(), ends.max()])
    least = 20 + p + 1
    floors = [
        max(data.nearest(least, left=side, distinct=distinct) for distinct in (True, False))
        for side in (True, False)
    ]
    best = np.maximum(best, [*floors, max(floors), max(floors)])
    return float(np.median(best[[0, 2, 3]])), float(np.median(best[[1, 2, 3]]))
