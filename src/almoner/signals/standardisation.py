"""Directly and indirectly standardised rates with their intervals.

Forms as in PHEindicatormethods 2.1.1: Dobson's limits from Byar's for direct rates (Dobson and
others, Statistics in Medicine 10, 1991), exact or Byar limits of the observed count for ratios.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray
from almoner.signals.intervals import Interval, count_interval, rate

FEWEST_EVENTS = 10
"""A direct rate on fewer events than this is not given."""


def direct(
    counts: ArrayLike, populations: ArrayLike, standard: ArrayLike, confidence: ArrayLike = 0.95
) -> Interval:
    """Directly standardised rates per head with Dobson's limits.

    `counts` and `populations` have one row an area and one column a stratum (age band, sex);
    `standard` has one entry a stratum. NaN for areas with fewer than 10 events in all. Raises
    Refusal where the strata do not match or a population is not above 0.
    """
    x = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    n = np.atleast_2d(np.asarray(populations, dtype=np.float64))
    weight = np.atleast_2d(np.asarray(standard, dtype=np.float64))
    _check_strata(x, n, weight)
    total_weight = weight.sum(axis=1)
    value = (x * weight / n).sum(axis=1) / total_weight
    variance = (x * (weight / n) ** 2).sum(axis=1) / total_weight**2
    events = x.sum(axis=1)
    enough = events >= FEWEST_EVENTS
    known = count_interval(np.where(enough, events, np.nan), confidence)
    scale = np.sqrt(variance / np.where(enough, events, np.nan))
    return Interval(
        np.where(enough, value, np.nan),
        value + scale * (known.lower - events),
        value + scale * (known.upper - events),
    )


def indirect(observed: ArrayLike, expected: ArrayLike, confidence: ArrayLike = 0.95) -> Interval:
    """Indirectly standardised ratios: observed over expected, exact limits under 10, then Byar."""
    return rate(observed, expected, confidence)


def expected_events(
    populations: ArrayLike, reference_counts: ArrayLike, reference_populations: ArrayLike
) -> FloatArray:
    """Events each area would have had at the reference's own rates, stratum by stratum.

    `populations` has one row an area and one column a stratum. Raises Refusal as `direct` does.
    """
    n = np.atleast_2d(np.asarray(populations, dtype=np.float64))
    x = np.atleast_2d(np.asarray(reference_counts, dtype=np.float64))
    base = np.atleast_2d(np.asarray(reference_populations, dtype=np.float64))
    _check_strata(x, base, n)
    total: FloatArray = (n * x / base).sum(axis=1)
    return total


def _check_strata(x: FloatArray, n: FloatArray, weight: FloatArray) -> None:
    if x.shape != n.shape or x.shape[1] != weight.shape[1]:
        raise Refusal(
            _("the strata do not match"),
            found=f"{x.shape[1]}, {n.shape[1]}, {weight.shape[1]}",
            expected=_("as many counts as populations and weights"),
        )
    if not (n > 0).all():
        raise Refusal(_("a stratum without population"), expected=_("populations above 0"))
    if (x < 0).any() or (weight < 0).any():
        raise Refusal(_("a count or weight under nought"))
