"""Confidence intervals of proportions, rates, counts and means, by the public health methods.

Proportions: Wilson score. Rates and counts: Byar from 10 events, exact below. Means: Student's t.
The choice and the forms are those of the Office for Health Improvement and Disparities' technical
guide (Public Health Data: confidence intervals), as PHEindicatormethods 2.1.1 computes them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray

EXACT_BELOW = 10
"""Counts under this take the exact limits in place of Byar's approximation."""


class Interval(NamedTuple):
    """`value` has one entry an item; `lower` and `upper` one row a level, or no rows for one level.

    NaN where there is no value (no denominator, a missing count).
    """

    value: FloatArray
    lower: FloatArray
    upper: FloatArray

    def times(self, multiplier: float) -> Interval:
        """The same interval per `multiplier`."""
        return Interval(*(part * multiplier for part in self))


def levels(confidence: ArrayLike) -> FloatArray:
    """Confidence levels as fractions: 95 and 0.95 are the same. Raises Refusal outside 0 to 100."""
    given = np.asarray(confidence, dtype=np.float64)
    fractions = np.where(given > 1, given / 100, given)
    if not given.size or not ((fractions > 0) & (fractions < 1)).all():
        raise Refusal(
            _("not a confidence level"),
            column="confidence",
            found=confidence,
            expected=_("a number such as 0.95 or 95, or several"),
        )
    return fractions


def _tail(confidence: ArrayLike) -> FloatArray:
    """Chance left beyond each limit, shaped to stand against a row of items."""
    tail = (1 - levels(confidence)) / 2
    return tail[..., np.newaxis] if tail.ndim else tail


def _deviate(confidence: ArrayLike) -> FloatArray:
    return -special.ndtri(_tail(confidence))


def wilson(numerator: ArrayLike, denominator: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """Wilson score interval of a proportion, without continuity correction.

    Raises Refusal where a numerator is negative or exceeds its denominator.
    """
    x, n = _counts(numerator, denominator)
    if (x > n).any():
        raise Refusal(_("more counted than there were to count"), column="numerator")
    z = _deviate(confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(n > 0, x / n, np.nan)
        spread = z * np.sqrt(z**2 + 4 * x * (1 - value))
        lower = (2 * x + z**2 - spread) / (2 * (n + z**2))
        upper = (2 * x + z**2 + spread) / (2 * (n + z**2))
    return Interval(value, lower, upper)


def exact_count(count: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """Exact (chi-squared) limits of a Poisson count."""
    x = np.asarray(count, dtype=np.float64)
    tail = _tail(confidence)
    # Half a chi-squared quantile with 2x degrees of freedom is a gamma quantile with shape x.
    lower = np.where(x > 0, special.gammaincinv(np.where(x > 0, x, 1.0), tail), 0.0)
    return Interval(x, np.where(np.isnan(x), np.nan, lower), special.gammainccinv(x + 1, tail))


def byar_count(count: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """Byar's limits of a Poisson count, at any size of count above 0."""
    x = np.asarray(count, dtype=np.float64)
    z = _deviate(confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    more = x + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return Interval(x, lower, upper)


def count_interval(count: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """Limits of a count: exact under 10 events, Byar from 10."""
    exact, byar = exact_count(count, confidence), byar_count(count, confidence)
    few = exact.value < EXACT_BELOW
    return Interval(
        exact.value,
        np.where(few, exact.lower, byar.lower),
        np.where(few, exact.upper, byar.upper),
    )


def rate(numerator: ArrayLike, denominator: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """A rate, or a ratio to what was expected: exact limits under 10 events, Byar from 10."""
    return _over(count_interval, numerator, denominator, confidence)


def exact_rate(
    numerator: ArrayLike, denominator: ArrayLike, confidence: ArrayLike = 0.95
) -> Interval:
    """A rate with exact limits whatever the count."""
    return _over(exact_count, numerator, denominator, confidence)


def _over(
    method: Callable[[FloatArray, ArrayLike], Interval],
    numerator: ArrayLike,
    denominator: ArrayLike,
    confidence: ArrayLike,
) -> Interval:
    x, n = _counts(numerator, denominator)
    exposure = np.where(n > 0, n, np.nan)
    return Interval(*(part / exposure for part in method(x, confidence)))


def _counts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Numerators and denominators as numbers. Raises Refusal where one is negative or unpaired."""
    x = np.asarray(numerator, dtype=np.float64)
    n = np.asarray(denominator, dtype=np.float64)
    if x.shape != n.shape:
        raise Refusal(
            _("numerator and denominator do not pair up"),
            found=f"{x.shape} / {n.shape}",
            expected=_("one denominator a numerator"),
        )
    for name, part in (("numerator", x), ("denominator", n)):
        if (part < 0).any():
            raise Refusal(_("a count under nought"), column=name, found=float(np.nanmin(part)))
    return x, n


def mean_t(mean: ArrayLike, sd: ArrayLike, n: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """Student's t interval of means, from means, standard deviations (n - 1) and sample sizes."""
    middle, spread, size = (np.asarray(part, dtype=np.float64) for part in (mean, sd, n))
    enough = size >= 2
    freedom = np.where(enough, size - 1, np.nan)
    half = -special.stdtrit(freedom, _tail(confidence)) * spread / np.sqrt(freedom + 1)
    return Interval(middle, middle - half, middle + half)
