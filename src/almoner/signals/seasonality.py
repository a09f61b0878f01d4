"""Season and memory of a series: what an ordinary month and the month before already explain.

Plain process limits assume that neighbouring points know nothing of each other. Where they do, the
chart is drawn of what is left once season and memory are taken out, and shown on the first scale.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray, IntArray, SeriesBatch
from almoner.signals.process_limits import Limits
from almoner.signals.process_reading import Options, ProcessReading
from almoner.signals.xmr import xmr

SURE = 0.001
"""A season is believed where chance would show one as strong in fewer series than this."""

CYCLES = 3
"""Whole years that a series must have before a season is looked for."""


STEPS = (1, 3)
"""Months between neighbours of a series that has a calendar."""


def calendar_of(months: IntArray) -> tuple[IntArray, int] | None:
    """The season of each point from 0, and how many a year has.

    `months` are numbered through (twelve times the year, and the month from 0): neighbouring months
    or first months of neighbouring quarters. None where they are neither, or one is left out.
    """
    steps = np.unique(np.diff(months))
    if len(steps) != 1 or steps[0] not in STEPS:
        return None
    step = int(steps[0])
    return months % 12 // step, 12 // step


class Season(NamedTuple):
    """One row a series: `additions` has one column a season (what it adds, 0 on average)."""

    additions: FloatArray
    p_value: FloatArray

    @property
    def believed(self) -> BoolArray:
        """Which series have a season that is hardly chance."""
        return self.p_value < SURE

    def effect(self, season: IntArray) -> FloatArray:
        """What the season adds at every point; nothing in series whose season may be chance."""
        return np.where(self.believed[:, np.newaxis], self.additions[:, season], 0.0)


def seasons(matrix: FloatArray, season: IntArray, period: int = 12) -> Season:
    """Seasonal additions of equally long series, one a row, NaN where there is no value.

    `season` says for each column which of the `period` seasons it is in, from 0. The level is a
    centred mean over one whole year, so that a trend is not taken for a season. With under three
    years there is no season (p value 1).
    """
    rows, length = matrix.shape
    if length < CYCLES * period:
        return Season(np.zeros((rows, period)), np.ones(rows))
    left = matrix - _centred_mean(matrix, period)
    index = np.zeros((rows, period))
    explained = np.zeros(rows)
    for one in range(period):
        part = left[:, season == one]
        count = (~np.isnan(part)).sum(axis=1)
        total = np.nansum(part, axis=1)
        index[:, one] = np.where(count > 0, total / np.maximum(count, 1), 0.0)
        explained += count * index[:, one] ** 2
    index -= index.mean(axis=1, keepdims=True)
    n = (~np.isnan(left)).sum(axis=1)
    unexplained = np.maximum(np.nansum(left**2, axis=1) - explained, 0)
    return Season(index, _f_test(explained, unexplained, period - 1, n - period))


def _centred_mean(matrix: FloatArray, period: int) -> FloatArray:
    """Mean over a year about each point, half a season at either end; NaN near the ends."""
    weights = np.ones(period + 1)
    weights[[0, -1]] = 0.5
    half = period // 2
    windows = np.lib.stride_tricks.sliding_window_view(matrix, period + 1, axis=1)
    level = np.full_like(matrix, np.nan)
    level[:, half:-half] = windows @ weights / period
    return level


def _f_test(
    explained: FloatArray, unexplained: FloatArray, freedom: int, rest: IntArray
) -> FloatArray:
    # Imported here: it takes half a second, and most charts never ask.
    from scipy import special

    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (explained / freedom) / (unexplained / rest)
    p_value = special.fdtrc(freedom, np.maximum(rest, 1), np.nan_to_num(ratio, posinf=1e12))
    return np.where((rest > 0) & (explained > 0), p_value, 1.0)


def memory(matrix: FloatArray) -> FloatArray:
    """Correlation of each series with itself one period before, between 0 and 0.9.

    The smaller of two estimates: the plain one, which a lasting shift inflates, and one from the
    differences, which it does not. A row with under 20 values, or none that differ, has 0; so has
    one within chance of no memory (two standard errors).
    """
    there = ~np.isnan(matrix)
    n = there.sum(axis=1)
    centre = np.nansum(matrix, axis=1) / np.maximum(n, 1)
    plain = _lag_one(matrix - centre[:, np.newaxis])
    steps = np.diff(matrix, axis=1)
    estimate = np.minimum(plain, 1 + 2 * _lag_one(steps))
    noticeable = (n >= 20) & (plain > 2 / np.sqrt(np.maximum(n, 1)))
    return np.where(noticeable, np.clip(np.nan_to_num(estimate), 0, 0.9), 0.0)


def _lag_one(centred: FloatArray) -> FloatArray:
    filled = np.nan_to_num(centred)
    power = (filled**2).sum(axis=1)
    product = (filled[:, 1:] * filled[:, :-1]).sum(axis=1)
    return np.where(power > 0, product / np.where(power > 0, power, 1.0), 0.0)


class Ordinary(NamedTuple):
    """What is ordinary in some series, one row a series: their season (None where there is no
    calendar), their memory, and their middle once the season is out."""

    season: Season | None
    memory: FloatArray
    middle: FloatArray

    def addition(self, matrix: FloatArray, season: IntArray | None) -> FloatArray:
        """What season and memory add to each point, knowing only the points before it.

        Added to the mean of what is left, it gives the value to be expected at each point.
        """
        effect = np.zeros_like(matrix)
        if self.season is not None and season is not None:
            effect = self.season.effect(season)
        before = np.zeros_like(matrix)
        rest = matrix - effect - self.middle[:, np.newaxis]
        before[:, 1:] = np.nan_to_num(rest[:, :-1])
        return effect + self.memory[:, np.newaxis] * before

    def widening(self, points: int, period: int = 12) -> FloatArray:
        """How many times wider the next figures lie than what was left of the `points` learnt from.

        A month's addition is a mean of a few years: it took some of their spread with it, and is
        itself uncertain. 1 for series without a season.
        """
        if self.season is None or points <= period:
            return np.ones(len(self.middle))
        years = points / period - 1  # the centred mean leaves half a year out at either end
        left = (years * (1 - 1 / years) + (1 + 1 / years)) * period / points
        return np.where(self.season.believed, math.sqrt((1 + 1 / years) / left), 1.0)


def ordinary(matrix: FloatArray, season: IntArray | None, period: int = 12) -> Ordinary:
    """Learn what is ordinary from some stretch of equally long series (see `seasons`, `memory`)."""
    found = None if season is None else seasons(matrix, season, period)
    effect = np.zeros_like(matrix)
    if found is not None and season is not None:
        effect = found.effect(season)
    rest = matrix - effect
    middle = np.zeros(len(matrix))
    some = np.flatnonzero((~np.isnan(rest)).any(axis=1))
    if len(some):
        middle[some] = np.nanmedian(rest[some], axis=1)
    return Ordinary(found, memory(rest), middle)


def expected(
    matrix: FloatArray, season: IntArray | None, period: int = 12
) -> tuple[FloatArray, Season | None, FloatArray]:
    """What season and memory, learnt from the whole, add to each point; the season; the memory."""
    found = ordinary(matrix, season, period)
    return found.addition(matrix, season), found.season, found.memory


def read_adjusted(matrix: FloatArray, addition: FloatArray, options: Options) -> ProcessReading:
    """XmR charts of what is left after `addition`, with limits back on the scale of `matrix`.

    Mean and limits then move with what was to be expected of each point.
    """
    reading = xmr(SeriesBatch.from_matrix(matrix - addition), options)
    moved = reading.limits.each(lambda line: line + addition.reshape(-1))
    for name in Limits.__dataclass_fields__:
        getattr(reading.limits, name)[:] = getattr(moved, name)
    return reading
