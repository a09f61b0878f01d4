"""Process limits of an individuals (XmR) chart, for every segment of a flat array at once."""

from __future__ import annotations

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


def mean_moving_range(
    values: FloatArray, baseline: BoolArray, starts: IntArray, screen: BoolArray
) -> FloatArray:
    """Mean absolute difference of neighbours in the baseline of each segment, NaN if none.

    `baseline` marks the points that count; `screen` says for each point whether its segment drops
    ranges not below 3.267 times their mean (once). A segment without any remaining range, such as
    a constant one, has no mean range and so no limits.
    """
    ranges = np.zeros_like(values)
    ranges[1:] = np.abs(np.diff(values))
    in_pair = baseline.copy()
    in_pair[1:] &= baseline[:-1]
    in_pair[starts] = False
    first = segment_means(ranges, in_pair, starts)
    lengths = np.diff(np.append(starts, len(values)))
    with np.errstate(invalid="ignore"):
        in_pair &= ~screen | (ranges < np.repeat(RANGE_SCREEN * first, lengths))
    return segment_means(ranges, in_pair, starts)


def xmr_limits(
    values: FloatArray, baseline: BoolArray, starts: IntArray, screen: BoolArray
) -> Limits:
    """XmR limits of each segment, spread over its points; nothing is clipped at 0 or 100."""
    lengths = np.diff(np.append(starts, len(values)))
    mean = segment_means(values, baseline, starts)
    spread = mean_moving_range(values, baseline, starts, screen)
    limits = Limits.around(mean, LIMIT * spread, NEAR_LIMIT * spread)
    return Limits(
        *(
            np.repeat(part, lengths)
            for part in (
                limits.mean,
                limits.lower,
                limits.upper,
                limits.near_lower,
                limits.near_upper,
            )
        )
    )
