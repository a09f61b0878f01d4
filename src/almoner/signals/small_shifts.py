"""EWMA and CUSUM charts: small lasting shifts that a point-by-point chart finds late.

Roberts, Technometrics 1, 1959; Page, Biometrika 41, 1954. Sigma is the mean moving range over
1.128, so that a shift in the baseline does not hide itself.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray

D2 = 1.128


class SmallShifts(NamedTuple):
    """One row a series and one column a point: the statistics, their limits, and the direction of
    a signal (1 up, -1 down, 0 none). A CUSUM's `lower` statistic is kept as a positive number."""

    upper: FloatArray
    lower: FloatArray
    upper_limit: FloatArray
    lower_limit: FloatArray
    direction: FloatArray


def baseline(matrix: FloatArray, points: int | None = None) -> tuple[FloatArray, FloatArray]:
    """Mean and sigma of the first `points` values of each row (all of them by default)."""
    first = matrix[:, :points]
    ranges = np.abs(np.diff(first, axis=1))
    return np.nanmean(first, axis=1), np.nanmean(ranges, axis=1) / D2


def ewma(
    matrix: FloatArray,
    mean: FloatArray,
    sigma: FloatArray,
    *,
    weight: float = 0.2,
    width: float = 2.86,
) -> SmallShifts:
    """Exponentially weighted means with their widening limits.

    With the default weight and width a steady process gives a false alarm about every 370 points.
    A missing value carries the statistic on.
    """
    rows, length = matrix.shape
    level = np.empty((rows, length))
    now = mean.copy()
    for at in range(length):
        seen = matrix[:, at]
        now = np.where(np.isnan(seen), now, weight * seen + (1 - weight) * now)
        level[:, at] = now
    step = np.arange(1, length + 1)
    factor = np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * step)))
    reach = width * sigma[:, np.newaxis] * factor
    high, low = mean[:, np.newaxis] + reach, mean[:, np.newaxis] - reach
    direction = (level > high).astype(np.float64) - (level < low)
    return SmallShifts(level, level, high, low, direction)


def cusum(
    matrix: FloatArray,
    mean: FloatArray,
    sigma: FloatArray,
    *,
    allowance: float = 0.5,
    decision: float = 4.77,
) -> SmallShifts:
    """Two-sided tabular CUSUM in standard deviations.

    With the default allowance and decision interval a steady process gives a false alarm about
    every 370 points. The statistics start again after a signal.
    """
    rows, length = matrix.shape
    scale = np.where(sigma > 0, sigma, np.nan)[:, np.newaxis]
    score = np.nan_to_num((matrix - mean[:, np.newaxis]) / scale)
    there: BoolArray = ~np.isnan(matrix)
    up, down = np.zeros((rows, length)), np.zeros((rows, length))
    high, low = np.zeros(rows), np.zeros(rows)
    for at in range(length):
        here = there[:, at]
        high = np.where(here, np.maximum(0, high + score[:, at] - allowance), high)
        low = np.where(here, np.maximum(0, low - score[:, at] - allowance), low)
        up[:, at], down[:, at] = high, low
        high, low = np.where(high > decision, 0, high), np.where(low > decision, 0, low)
    limit = np.full((rows, length), decision)
    direction = (up > decision).astype(np.float64) - (down > decision)
    return SmallShifts(up, down, limit, limit, direction)
