"""From whole numbers to values: the only place where anything is divided.

A quotient is rounded half up, away from nought, in whole-number arithmetic, as published statistics
are, so that no engine's idea of a decimal can show.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from almoner.engine.places import IntArray
from almoner.reference.rounding import half_up_many

FloatArray = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def quotient(
    numerator: IntArray, denominator: IntArray, scale: Fraction, decimals: int
) -> FloatArray:
    """`numerator` / `denominator` x `scale` to so many decimals, half up; NaN where none."""
    return half_up_many(
        numerator * scale.numerator, denominator * scale.denominator, places=decimals
    )


def percentile(
    counts: IntArray, spread: tuple[int, ...], at: Fraction, decimals: int
) -> FloatArray:
    """The value below which a share `at` lies, along the last axis; NaN where nothing is counted.

    Between two neighbours the value is interpolated, so the median is the mean of the middle two.
    """
    number = counts.sum(axis=-1)
    position = np.maximum(number - 1, 0) * at.numerator
    low, rest = position // at.denominator, position % at.denominator
    below = _ranked(counts, spread, low)
    above = _ranked(counts, spread, np.minimum(low + 1, np.maximum(number - 1, 0)))
    weighted = (at.denominator - rest) * below + rest * above
    whole = np.full_like(weighted, at.denominator)
    return np.where(number == 0, np.nan, quotient(weighted, whole, Fraction(1), decimals))


def _ranked(counts: IntArray, spread: tuple[int, ...], rank: IntArray) -> IntArray:
    past = np.cumsum(counts, axis=-1) > rank[..., None]
    return np.asarray(spread, np.int64)[past.argmax(axis=-1)]
