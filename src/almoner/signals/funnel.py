"""Funnel limits: what chance at each size, and the differences between ordinary places, produce.

The forms are those of FunnelPlotR 0.6.0 (additive over-dispersion after Spiegelhalter, Statistics
in Medicine 24, 2005; DerSimonian and Laird's moment form), with one more kind: a rate is read as
the ratio of its events to those expected at the overall rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.overdispersion import Dispersion, dispersion, truncated, winsorised

KINDS = ("proportion", "rate", "ratio", "ratio_of_counts")
RATIO_METHODS = ("SHMI", "CQC")

# The published macros use these rounded deviates; others are computed.
_DEVIATES = {0.95: 1.959964, 0.998: 3.090232}


@dataclass(frozen=True, slots=True)
class Funnel:
    """One funnel over places of one kind of measure.

    `target` is the pooled value (1 for a standardised ratio), before any multiplier. `dispersion`
    holds phi and tau squared. `method` is the transformation of a ratio.
    """

    kind: str
    method: str
    target: float
    dispersion: Dispersion

    @property
    def overdispersed(self) -> bool:
        """Whether the places differ by more than chance, so that adjusted limits are used."""
        return self.dispersion.phi > 1

    def limits(
        self, denominator: ArrayLike, level: float, *, adjusted: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Lower and upper limits at these denominators, before any multiplier.

        `level` is a fraction such as 0.998. Adjusted limits allow for tau squared. The adjusted
        limits of a CQC ratio are one plus or minus k standard errors of the root, not squared
        back: that is what the published macro does.
        """
        n = np.asarray(denominator, dtype=np.float64)
        k = _DEVIATES.get(level, float(-special.ndtri((1 - level) / 2)))
        tau2 = self.dispersion.tau2 if adjusted else 0.0
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            if self.kind == "proportion":
                return _proportion_limits(n, self.target, k, tau2)
            if self.kind == "ratio_of_counts":
                spread = k * np.sqrt(1 / (4 * n) + tau2)
                return self.target * np.exp(-spread), self.target * np.exp(spread)
            expected = n * self.target if self.kind == "rate" else n
            if not adjusted:
                low, high = _poisson_limits(expected, level)
            elif self.method == "SHMI":
                spread = k * np.sqrt(1 / expected + tau2)
                low, high = np.exp(-spread), np.exp(spread)
            else:
                spread = k * np.sqrt(1 / (4 * expected) + tau2)
                low, high = 1 - spread, 1 + spread
            return self.target * low, self.target * high

    def outside(
        self, value: FloatArray, denominator: ArrayLike, level: float, *, adjusted: bool
    ) -> FloatArray:
        """1 above the upper limit, -1 below the lower, 0 within, on a limit or without a value."""
        low, high = self.limits(denominator, level, adjusted=adjusted)
        with np.errstate(invalid="ignore"):
            above: FloatArray = (value > high).astype(np.float64) - (value < low)
        return above


def _proportion_limits(
    n: FloatArray, target: float, k: float, tau2: float
) -> tuple[FloatArray, FloatArray]:
    angle = np.arcsin(np.sqrt(target))
    spread = k * np.sqrt(1 / (4 * n) + tau2)
    low, high = (np.clip(angle + side * spread, 0, np.pi / 2) for side in (-1, 1))
    return np.sin(low) ** 2, np.sin(high) ** 2


def _poisson_limits(expected: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Exact limits of the ratio of a Poisson count to its expectation."""
    tail = (1 - level) / 2
    low = special.gammaincinv(expected, tail) / expected
    return low, special.gammainccinv(expected + 1, tail) / expected


def _scores(
    kind: str, method: str, x: FloatArray, n: FloatArray, target: float
) -> tuple[FloatArray, FloatArray]:
    """Standardised distance of each place from the target, and its standard error."""
    if kind == "proportion":
        s = 1 / (2 * np.sqrt(n))
        return (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(target))) / s, s
    if kind == "ratio_of_counts":
        s = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
        return (np.log((x + 0.5) / (n + 0.5)) - np.log(target)) / s, s
    expected = n * target if kind == "rate" else n
    if method == "SHMI":
        return np.sqrt(expected) * np.log(x / expected), 1 / np.sqrt(expected)
    s = 1 / (2 * np.sqrt(expected))
    return (np.sqrt(x / expected) - 1) / s, s


def _check(kind: str, method: str, x: FloatArray, n: FloatArray) -> None:
    if kind not in KINDS or method not in RATIO_METHODS:
        raise Refusal(
            _("not a kind of funnel"),
            found=f"{kind}, {method}",
            expected=", ".join((*KINDS, *RATIO_METHODS)),
        )
    if x.shape != n.shape:
        raise Refusal(_("numerator and denominator do not pair up"), column="denominator")
    if (x < 0).any() or (n < 0).any():
        raise Refusal(_("a count under nought"), column="numerator")
    if kind == "proportion" and (x > n).any():
        raise Refusal(_("more counted than there were to count"), column="numerator")


def default_method(kind: str) -> str:
    """SHMI for standardised ratios; CQC for rates, whose roots stand a count of nought."""
    return "SHMI" if kind == "ratio" else "CQC"


def expected_events(kind: str, method: str, denominator: FloatArray) -> FloatArray:
    """The denominators used: for SHMI, expected events to two decimals, as published."""
    return np.round(denominator, 2) if kind == "ratio" and method == "SHMI" else denominator


def fit_funnel(
    kind: str,
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    method: str | None = None,
    trim_by: float = 0.1,
    target: float | None = None,
) -> Funnel:
    """A funnel through these places: one numerator and denominator each.

    For a ratio the numerators are observed and the denominators expected events. `target` in place
    of the pooled value, where one was set. `trim_by` is the share of scores at each end that is
    drawn in (or for SHMI left out) before dispersion is measured. Raises Refusal for counts that
    cannot be, or a trim outside 0 to a half.
    """
    x = np.asarray(numerator, dtype=np.float64)
    method = method or default_method(kind)
    n = expected_events(kind, method, np.asarray(denominator, dtype=np.float64))
    _check(kind, method, x, n)
    if not 0 <= trim_by < 0.5:
        raise Refusal(_("cannot trim so"), column="trim_by", found=trim_by, expected="0 - 0.5")
    usable = (n > 0) & ~np.isnan(x)
    if kind == "ratio":
        target = 1.0
    elif target is None:
        target = float(x[usable].sum() / n[usable].sum()) if usable.any() else np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        z, s = _scores(kind, method, x[usable], n[usable], target)
    trim = truncated if kind == "ratio" and method == "SHMI" else winsorised
    return Funnel(kind, method, target, dispersion(*trim(z, s, trim_by)))


def flagged(
    funnel: Funnel, numerator: FloatArray, denominator: FloatArray, level: float = 0.998
) -> BoolArray:
    """Places outside the limits in use: adjusted where there is over-dispersion, else plain."""
    n = expected_events(funnel.kind, funnel.method, denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = numerator / n
    side = funnel.outside(value, n, level, adjusted=funnel.overdispersed)
    found: BoolArray = side != 0
    return found
