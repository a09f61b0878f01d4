"""Run charts: is the sequence random about its median? Crossings and the longest run, many series.

Anhøj and Olesen, PLoS ONE 9, 2014; limits as qicharts2 computes them: a longest run over
round(log2 n) + 3, or fewer crossings than the 5 % point of Binomial(n - 1, 0.5), where n counts the
useful points (those off the centre line).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.signals.batch import (
    BoolArray,
    CodeArray,
    FloatArray,
    IntArray,
    SeriesBatch,
    run_lengths,
)


class RunChart(NamedTuple):
    """One entry a series, but `side`, one a point (1 above, -1 below, 0 on the centre or missing).

    `longest_run_max` is the longest run that chance explains; `crossings_min` the fewest crossings.
    Both are 0, and nothing signals, in a series without useful points.
    """

    centre: FloatArray
    observed: IntArray
    useful: IntArray
    longest_run: IntArray
    longest_run_max: IntArray
    crossings: IntArray
    crossings_min: IntArray
    side: CodeArray

    @property
    def run_signal(self) -> BoolArray:
        """Series with a longer run than chance explains."""
        return self.longest_run > self.longest_run_max

    @property
    def crossings_signal(self) -> BoolArray:
        """Series with fewer crossings than chance explains."""
        return self.crossings < self.crossings_min

    @property
    def signal(self) -> BoolArray:
        """Series that are not random about their centre, by either test."""
        return self.run_signal | self.crossings_signal


def medians(batch: SeriesBatch, first: int | None = None) -> FloatArray:
    """Median of the observed values of each series, or of its first so many; NaN without any."""
    found = np.full(len(batch), np.nan)
    for number in range(len(batch)):
        values = batch.values[batch.offsets[number] : batch.offsets[number + 1]]
        seen = values[~np.isnan(values)][:first]
        if len(seen):
            found[number] = np.median(seen)
    return found


def run_chart(batch: SeriesBatch, centre: FloatArray | None = None) -> RunChart:
    """Runs tests of every series about its median, or about the `centre` given for each."""
    centre = medians(batch) if centre is None else centre
    series = batch.series_of_point
    side = np.nan_to_num(np.sign(batch.values - centre[series])).astype(np.int8)
    keep = np.flatnonzero(side)
    kept_side, kept_series = side[keep], series[keep]
    begins = np.diff(kept_series, prepend=-1) != 0
    count = len(batch)
    longest = np.zeros(count, dtype=np.int64)
    crossings = np.zeros(count, dtype=np.int64)
    if len(keep):
        np.maximum.at(longest, kept_series, run_lengths(kept_side, begins))
        crossed = ~begins[1:] & (kept_side[1:] != kept_side[:-1])
        np.add.at(crossings, kept_series[1:], crossed)
    useful = np.bincount(kept_series, minlength=count)
    observed = np.bincount(series[~np.isnan(batch.values)], minlength=count)
    return RunChart(
        centre,
        observed,
        useful,
        longest,
        longest_run_max(useful),
        crossings,
        crossings_min(useful),
        side,
    )


def longest_run_max(useful: IntArray) -> IntArray:
    """The longest run that chance explains among so many useful points."""
    some = np.maximum(useful, 1)
    return np.where(useful > 0, np.round(np.log2(some)).astype(np.int64) + 3, 0)


def crossings_min(useful: IntArray) -> IntArray:
    """The fewest crossings that chance explains among so many useful points."""
    # Imported here: it takes a second, which other charts need not wait for.
    from scipy import stats

    points = stats.binom.ppf(0.05, np.maximum(useful - 1, 0), 0.5)
    return np.where(useful > 1, points, 0).astype(np.int64)
