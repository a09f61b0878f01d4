"""Process limits of an individuals (XmR) chart, for every segment of a flat array at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray, IntArray, segment_means

LIMIT = 2.66
"""Natural process limits lie this many mean moving ranges from the mean (3 / 1.128, rounded)."""

NEAR_LIMIT = 2 * (LIMIT / 3)
"""Two thirds of the way to the limit."""

RANGE_SCREEN = 3.267
"""Ranges at or above this many mean ranges are left out, once, when outliers are screened."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean, process limits and near limits: one entry a point; NaN where there is none."""

    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    near_lower: FloatArray
    near_upper: FloatArray

    @classmethod
    def around(cls, mean: FloatArray, sigma3: FloatArray, near: FloatArray) -> Limits:
        """Limits at `mean` plus or minus `sigma3`, near limits at plus or minus `near`."""
        return cls(mean, mean - sigma3, mean + sigma3, mean - near, mean + near)

    def each(self, change: Callable[[FloatArray], FloatArray]) -> Limits:
        """The same limits, each line changed in the same way."""
        lines = (self.mean, self.lower, self.upper, self.near_lower, self.near_upper)
        return Limits(*(change(line) for line in lines))

    def repeated(self, lengths: IntArray) -> Limits:
        """Limits of segments spread over their points."""
        return self.each(lambda line: np.repeat(line, lengths))


def compressed_starts(baseline: BoolArray, starts: IntArray) -> IntArray:
    """Where each segment begins once only its baseline points are kept (each has at least one)."""
    counts = np.add.reduceat(baseline.astype(np.int64), starts)
    return np.cumsum(counts) - counts


def mean_moving_range(values: FloatArray, starts: IntArray, screen: BoolArray) -> FloatArray:
    """Mean absolute difference of neighbours in each segment, NaN where there is none.

    `screen` says for each point whether its segment drops ranges not below 3.267 times their mean
    (once). A segment without any remaining range, such as a constant one, has no mean range and so
    no limits.
    """
    ranges = np.zeros_like(values)
    ranges[1:] = np.abs(np.diff(values))
    kept = np.ones(len(values), dtype=np.bool_)
    kept[starts] = False
    first = segment_means(ranges, kept, starts)
    lengths = np.diff(np.append(starts, len(values)))
    with np.errstate(invalid="ignore"):
        kept &= ~screen | (ranges < np.repeat(RANGE_SCREEN * first, lengths))
    return segment_means(ranges, kept, starts)


def xmr_limits(
    values: FloatArray, baseline: BoolArray, starts: IntArray, screen: BoolArray
) -> Limits:
    """XmR limits of each segment, spread over its points; nothing is clipped at 0 or 100.

    Only points of the `baseline` count, as if the others were not there.
    """
    lengths = np.diff(np.append(starts, len(values)))
    used, first = values[baseline], compressed_starts(baseline, starts)
    mean = segment_means(used, np.ones(len(used), dtype=np.bool_), first)
    spread = mean_moving_range(used, first, screen[baseline])
    return Limits.around(mean, LIMIT * spread, NEAR_LIMIT * spread).repeated(lengths)
