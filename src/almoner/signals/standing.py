"""Better, similar or worse than a comparator: by interval, never by rank alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.signals.batch import CodeArray, FloatArray, IntArray
from almoner.signals.intervals import Interval

STANDINGS = ("similar", "better", "worse", "higher", "lower", "too_few")
SIMILAR, BETTER, WORSE, HIGHER, LOWER, TOO_FEW = range(6)

FEWEST_CASES = 10
"""A comparison on fewer cases than this is not made (Almoner's own guard for small numbers)."""


def against(
    interval: Interval,
    benchmark: FloatArray,
    polarity: CodeArray | int,
    denominator: FloatArray | None = None,
) -> CodeArray:
    """Codes into STANDINGS: similar where the interval holds the benchmark, -1 without a value.

    `polarity` is 1 where higher is better, -1 lower, 0 neither (then higher or lower).
    """
    sign = np.broadcast_to(np.asarray(polarity), interval.value.shape)
    with np.errstate(invalid="ignore"):
        above, below = interval.lower > benchmark, interval.upper < benchmark
    good, bad = np.where(sign == 0, HIGHER, BETTER), np.where(sign == 0, LOWER, WORSE)
    high, low = np.where(sign >= 0, good, bad), np.where(sign >= 0, bad, good)
    found = np.where(above, high, np.where(below, low, SIMILAR))
    if denominator is not None:
        found = np.where(denominator < FEWEST_CASES, TOO_FEW, found)
    unknown = np.isnan(interval.value) | np.isnan(benchmark)
    return np.where(unknown, -1, found).astype(np.int8)


class RankRange(NamedTuple):
    """The best and worst rank that each place may truly have; 0 without a value."""

    best: IntArray
    worst: IntArray


def rank_range(interval: Interval, polarity: int) -> RankRange:
    """Ranks with their uncertainty: only places whose intervals lie wholly apart are told apart.

    `polarity` is -1 where lower is better, else higher is.
    """
    there = ~np.isnan(interval.lower) & ~np.isnan(interval.upper)
    low, high = interval.lower[there], interval.upper[there]
    if polarity < 0:
        low, high = -high, -low
    surely_better = len(low) - np.searchsorted(np.sort(low), high, side="right")
    surely_worse = np.searchsorted(np.sort(high), low, side="left")
    best = np.zeros(len(there), dtype=np.int64)
    worst = best.copy()
    best[there] = 1 + surely_better
    worst[there] = len(low) - surely_worse
    return RankRange(best, worst)


class GapTrend(NamedTuple):
    """`gap` to the neighbours by period (above 0 is better by polarity), its `slope` a period and
    the slope's standard error; `closing` says which way it goes: 1 better, -1 worse, 0 neither."""

    gap: FloatArray
    slope: float
    error: float
    closing: int


def gap_trend(values: FloatArray, neighbours: FloatArray, polarity: int) -> GapTrend:
    """Trend of the gap between a place and its neighbours' mean, period by period.

    A slope within two standard errors of none is no trend, and under four periods there is none.
    """
    gap = (values - neighbours) * (polarity or 1)
    at = np.flatnonzero(~np.isnan(gap)).astype(np.float64)
    if len(at) < 4:
        return GapTrend(gap, float("nan"), float("nan"), 0)
    seen = gap[at.astype(int)]
    centred = at - at.mean()
    slope = float((centred * seen).sum() / (centred**2).sum())
    left = seen - seen.mean() - slope * centred
    error = float(np.sqrt((left**2).sum() / (len(at) - 2) / (centred**2).sum()))
    clear = abs(slope) > 2 * error
    return GapTrend(gap, slope, error, int(np.sign(slope)) if clear else 0)
