"""Waiting in a step: how long those wait who are in it now, beside those who have left it.

The ages of those met waiting on one day are not the lengths of waits: long waits are met more
often, and only in part. In a steady step the share of those met who have waited longer than q is
the mean of what waits exceed q by, over the mean wait (renewal theory); a step that holds more than
that has begun to stick.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import FloatArray, IntArray
from almoner.signals.leading import CLEAR

FEWEST_LEFT, FEWEST_IN = 20, 5
"""Completed waits, and people waiting, under which nothing is said."""


class Waiting(NamedTuple):
    """A step on a day: how many wait, their median days, `long` (days that one wait in ten used to
    exceed), how many wait longer, how many would in a steady step, and the score of the difference
    in standard deviations; NaN with too few."""

    waiting: int
    median: float
    long: float
    over: int
    usual: float
    score: float

    @property
    def sticking(self) -> bool:
        """Whether clearly more wait long than in a steady step."""
        return bool(self.score > CLEAR)


def waiting_in_step(entered: IntArray, left: IntArray, on: int, *, since: int = 365) -> Waiting:
    """Read one step at the end of day `on` (day numbers; `left` is -1 while waiting).

    What is usual are the waits of those who came in during the `since` days before and have left;
    those still in count for as long as they have waited, or the slow would be left out.
    """
    inside = (entered <= on) & ((left < 0) | (left > on))
    ages = (on - entered[inside]).astype(np.float64)
    known = (entered <= on) & (entered > on - since)
    ended = known & ~inside
    median = float(np.median(ages)) if len(ages) else float("nan")
    if ended.sum() < FEWEST_LEFT or len(ages) < FEWEST_IN:
        return Waiting(len(ages), median, *(float("nan"), 0, float("nan"), float("nan")))
    waits = (left[ended] - entered[ended]).astype(np.float64)
    long = float(np.quantile(waits, 0.9))
    share = _met(waits, long)
    over, usual = int((ages > long).sum()), len(ages) * share
    # The share rests on the waits seen: its own error is added to that of chance.
    error = np.sqrt(usual * (1 - share) + (len(ages) * _error(waits, long)) ** 2)
    score = (over - usual) / error if error > 0 else 0.0
    return Waiting(len(ages), median, long, over, float(usual), float(score))


def _met(waits: FloatArray, long: float) -> float:
    """Share of those met on a day who have waited longer than `long`, in a steady step."""
    total = float((waits + 0.5).sum())
    return float(np.maximum(waits - long, 0).sum() / total) if total else 0.0


def _error(waits: FloatArray, long: float) -> float:
    """Standard error of that share, from leaving out one wait at a time."""
    over, size = np.maximum(waits - long, 0), waits + 0.5
    shares = (over.sum() - over) / (size.sum() - size)
    n = len(waits)
    return float(np.sqrt((n - 1) / n * ((shares - shares.mean()) ** 2).sum()))


def waiting_sentence(found: Waiting, step: str) -> str:
    """What waits in a step, in words; neither good nor bad until it sticks."""
    if np.isnan(found.score):
        return _("{n} wait in {step}; there are too few to say more.").format(
            n=found.waiting, step=step
        )
    words = _(
        "{n} wait in {step}, {over} of them longer than {long:.0f} days, which one wait in ten "
        "used to exceed; in a steady step about {usual:.0f} would."
    ).format(n=found.waiting, step=step, over=found.over, long=found.long, usual=found.usual)
    if found.sticking:
        words += " " + _("The step has begun to stick.")
    return words
