"""Almoner's own choice for early warning: what is ordinary is learnt first, then the rest watched.

Season and memory are learnt from one stretch and taken out; what is left is watched for a point
far out, and by a CUSUM for a small shift that lasts. The settings were chosen on every other
council's monthly referrals and are judged on the rest (benchmarks/early_warning.py).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from almoner.signals.batch import FloatArray, IntArray
from almoner.signals.seasonality import ordinary
from almoner.signals.small_shifts import baseline, cusum

FAR = 4.0
"""Standard deviations at which one point alone is a warning."""

ALLOWANCE, DECISION = 0.4, 4.2
"""Of the CUSUM, in standard deviations."""


class Watch(NamedTuple):
    """One row a series and one column a point watched.

    `direction` is 1 or -1 where there is a warning, 0 where there is none; `fresh` marks warnings
    that were not there, or went the other way, at the point before; `score` is how many standard
    deviations each point lies from what was to be expected of it.
    """

    direction: FloatArray
    fresh: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    score: FloatArray


def watch(matrix: FloatArray, learn: int, season: IntArray | None, period: int = 12) -> Watch:
    """Learn from the first `learn` columns and watch the rest, each point as if it were the last.

    `season` numbers the month or quarter of each column from 0; None without a calendar. NaN where
    there is no value: such a point warns of nothing.
    """
    addition, mean, sigma = learnt(matrix, learn, season, period)
    left = matrix - addition
    spread = np.where(sigma > 0, sigma, np.nan)[:, np.newaxis]
    rest = left[:, learn:]
    score = np.nan_to_num((rest - mean[:, np.newaxis]) / spread)
    far = (score > FAR).astype(np.float64) - (score < -FAR)
    slow = cusum(rest, mean, sigma, allowance=ALLOWANCE, decision=DECISION).direction
    direction = np.where(far != 0, far, np.where(np.isnan(rest), 0.0, slow))
    return Watch(direction, fresh(direction), score)


def learnt(
    matrix: FloatArray, learn: int, season: IntArray | None, period: int = 12
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What season and memory add to each point (known where there is no value, too).

    With it the mean of what is left without, and its sigma for figures to come. All are learnt from
    the first `learn` columns.
    """
    known = ordinary(matrix[:, :learn], None if season is None else season[:learn], period)
    addition = known.addition(matrix, season)
    mean, sigma = baseline(matrix - addition, learn)
    return addition, mean, sigma * known.widening(learn, period)


def chance_of_run(score: FloatArray, begins: int, direction: int) -> float:
    """How often a steady series would show a run as far out as this, anywhere while it is watched.

    `score` has the points watched of one series, in standard deviations from what was expected
    (NaN where there is no value). Their mean since `begins` is held as a normal one, and so is the
    furthest, once for each place where a run could have begun. 1 where there is no `direction`.
    """
    known = direction * score[begins:]
    known = known[~np.isnan(known)]
    if not direction or not len(known):
        return 1.0
    distance = float(known.sum()) / math.sqrt(len(known))
    return min(1.0, 2 * len(score) * min(_beyond(distance), _beyond(float(known.max()))))


def _beyond(score: float) -> float:
    return 0.5 * math.erfc(score / math.sqrt(2))


def fresh(direction: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Warnings that say something new: none, or the other way, at the point before."""
    before = np.zeros_like(direction)
    before[:, 1:] = direction[:, :-1]
    return (direction != 0) & (direction != before)
