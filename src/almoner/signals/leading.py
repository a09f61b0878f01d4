"""Leading signals: what moves before the outcome does.

Work in progress, its age, arrivals above completions, and where along a process the work stops.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import FloatArray, IntArray

CLEAR = 3.0
"""Standard deviations from balance that count as a signal."""


class Flow(NamedTuple):
    """One row a process or team, one column a period: work `open` at the end of each, the total
    `excess` of arrivals since the start of the window, its `score` in standard deviations, and for
    each row whether it is `filling` (arrivals clearly above completions at the last period)."""

    open: FloatArray
    excess: FloatArray
    score: FloatArray
    filling: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def flow(
    arrivals: FloatArray, completions: FloatArray, opening: FloatArray, window: int = 6
) -> Flow:
    """Read arrivals against completions over the last `window` periods.

    In balance both are counts of chance, so that their difference varies by the root of their sum.
    """
    net = arrivals - completions
    held = opening[:, np.newaxis] + np.cumsum(net, axis=1)
    excess, busy = _moving_sum(net, window), _moving_sum(arrivals + completions, window)
    score = np.where(busy > 0, excess / np.sqrt(np.where(busy > 0, busy, 1.0)), 0.0)
    return Flow(held, excess, score, score[:, -1] > CLEAR)


def _moving_sum(matrix: FloatArray, window: int) -> FloatArray:
    total = np.cumsum(matrix, axis=1)
    total[:, window:] -= total[:, :-window].copy()
    return total


class Age(NamedTuple):
    """Age in days of the work open on a date: how much, its median, and the share over a limit."""

    open: int
    median: float
    over: float


def age_of_open(started: IntArray, ended: IntArray, on: int, limit: int) -> Age:
    """Age of what was open at the end of day `on` (day numbers; `ended` is -1 while open)."""
    is_open = (started <= on) & ((ended < 0) | (ended > on))
    ages = on - started[is_open]
    if not len(ages):
        return Age(0, float("nan"), float("nan"))
    return Age(len(ages), float(np.median(ages)), float((ages > limit).mean()))


class Blockage(NamedTuple):
    """The step where work piles up, how many it holds more, its score, and the steps it starves."""

    step: int
    extra: float
    score: float
    starved: list[int]


def blockages(entering: FloatArray, leaving: FloatArray, window: int = 6) -> list[Blockage]:
    """Steps of one process (rows, in order) where work clearly piles up over the last `window`.

    A later step is starved where it clearly takes in less than it did in the window before.
    """
    found = flow(entering, leaving, np.zeros(len(entering)), window)
    recent = entering[:, -window:].sum(axis=1)
    before = entering[:, -2 * window : -window].sum(axis=1)
    drop = (before - recent) / np.sqrt(np.maximum(before + recent, 1))
    return [
        Blockage(
            int(step),
            float(found.excess[step, -1]),
            float(found.score[step, -1]),
            [later for later in range(int(step) + 1, len(entering)) if drop[later] > CLEAR],
        )
        for step in np.flatnonzero(found.filling)
    ]


def blockage_sentence(found: Blockage, steps: list[str], periods: int) -> str:
    """Where the work stops, in words."""
    words = _("Over the last {n} periods {extra:.0f} more came into {step} than left it.").format(
        n=periods, extra=found.extra, step=steps[found.step]
    )
    if found.starved:
        later = ", ".join(steps[step] for step in found.starved)
        words += " " + _("Less is reaching {later}.").format(later=later)
    return words
