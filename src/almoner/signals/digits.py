"""Which digits values begin and end with, against what their kind of number would show.

First digits against Benford's law, for amounts that span several orders of magnitude (costs, not
days or percentages); last digits against an even spread. Chi-squared, mean absolute deviation with
Nigrini's bands (Benford's Law, 2012, as used by benford.analysis 0.1.5), the moments of the
mantissas and the distortion factor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray, IntArray

# Upper ends of close, acceptable and marginal conformity of the mean absolute deviation.
BANDS: dict[str, tuple[float, float, float]] = {
    "first": (0.006, 0.012, 0.015),
    "second": (0.008, 0.010, 0.012),
    "first_two": (0.0012, 0.0018, 0.0022),
}
NAMES = ("close", "acceptable", "marginal", "none")
WHICH = ("first", "second", "first_two", "last", "last_two")

# Orders of magnitude under which Benford's law is not to be expected.
LEAST_SPAN = 2.0


@dataclass(frozen=True, slots=True)
class Digits:
    """Counts by digit, what would be expected, and how far they part.

    `z` is each digit's distance in standard errors; `preferred` are digits with more than their
    share after Bonferroni's correction at five in a hundred. `conformity` is a name in NAMES, or
    None where no bands were published.
    """

    digits: IntArray
    counts: IntArray
    expected: FloatArray
    chi_squared: float
    freedom: int
    p: float
    deviation: float
    conformity: str | None
    z: FloatArray
    preferred: IntArray


@dataclass(frozen=True, slots=True)
class Mantissas:
    """Moments of the fractional parts of log10, which Benford's law sets to 1/2, 1/12, 0 and -1.2.

    `distortion` is the distortion factor in per cent; `span` the orders of magnitude from the
    5th to the 95th centile of the values.
    """

    mean: float
    variance: float
    skewness: float
    excess_kurtosis: float
    distortion: float
    span: float


def expected_shares(which: str) -> tuple[IntArray, FloatArray]:
    """The digits and the share that each would have."""
    if which == "last":
        return np.arange(10), np.full(10, 0.1)
    if which == "last_two":
        return np.arange(100), np.full(100, 0.01)
    two = np.log10(1 + 1 / np.arange(10, 100))
    if which == "first_two":
        return np.arange(10, 100), two
    table = two.reshape(9, 10)
    return (
        (np.arange(1, 10), table.sum(axis=1))
        if which == "first"
        else (np.arange(10), table.sum(axis=0))
    )


def digits_of(values: FloatArray, which: str) -> IntArray:
    """The digit (or pair) of each value; noughts have no first digit. Last ones of whole parts."""
    size = np.abs(values[~np.isnan(values)])
    if which.startswith("last"):
        whole = np.floor(size + 1e-9).astype(np.int64)
        return whole % (10 if which == "last" else 100)
    size = size[size > 0]
    # A hair is added, so that 1000 is not taken for 999.99.
    leading = np.floor(size / 10.0 ** (np.floor(np.log10(size) + 1e-12) - 1) + 1e-9)
    pair = np.clip(leading.astype(np.int64), 10, 99)
    return {"first": pair // 10, "second": pair % 10, "first_two": pair}[which]


def digits(values: FloatArray, which: str) -> Digits:
    """How the digits are spread. Raises Refusal for an unknown kind, or where there is no value."""
    if which not in WHICH:
        raise Refusal(_("cannot be used"), column="digits", found=which, expected=", ".join(WHICH))
    names, shares = expected_shares(which)
    found = digits_of(values, which)
    n = len(found)
    if not n:
        raise Refusal(_("no value has such a digit"), column="values")
    counts = np.bincount(found - names[0], minlength=len(names)).astype(np.int64)
    expected = n * shares
    chi = float(((counts - expected) ** 2 / expected).sum())
    deviation = float(np.abs(counts / n - shares).mean())
    z = (counts - expected) / np.sqrt(expected * (1 - shares))
    # Exact, because a normal tail would call a handful of values a preference.
    p = stats.binom.sf(counts - 1, n, shares) * len(names)
    return Digits(
        digits=names,
        counts=counts,
        expected=expected,
        chi_squared=chi,
        freedom=len(names) - 1,
        p=float(stats.chi2.sf(chi, len(names) - 1)),
        deviation=deviation,
        conformity=_band(which, deviation),
        z=z,
        preferred=names[p < 0.05],
    )


def _band(which: str, deviation: float) -> str | None:
    if which not in BANDS:
        return None
    return NAMES[int(np.searchsorted(BANDS[which], deviation, side="left"))]


def mantissas(values: FloatArray) -> Mantissas | None:
    """Moments of the mantissas of the values above nought; None with fewer than two."""
    above = values[~np.isnan(values) & (values > 0)]
    if len(above) < 2:
        return None
    part = np.log10(above) % 1
    mean, variance = float(part.mean()), float(part.var())
    centred = part - mean
    flat = variance <= 0
    n = len(above)
    usual = 90 / (n * (10 ** (1 / n) - 1))
    low, high = np.quantile(np.log10(above), [0.05, 0.95])
    return Mantissas(
        mean=mean,
        variance=variance,
        skewness=np.nan if flat else float((centred**3).mean() / variance**1.5),
        excess_kurtosis=np.nan if flat else float((centred**4).mean() / variance**2 - 3),
        distortion=100 * (float((10 ** (part + 1)).mean()) - usual) / usual,
        span=float(high - low),
    )
