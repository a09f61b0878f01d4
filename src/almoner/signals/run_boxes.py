"""Best box and cut box: joint limits for crossings and longest run, from their exact distribution.

Anhøj and Wentzel-Larsen, PLoS ONE 15(6), 2020: of all boxes that a random sequence stays inside
with probability 0.925 or more, the one most often left after a shift of 0.8 standard deviations; a
cut box then gives up border cells, those most often reached after such a shift first.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy import special

from almoner.signals.batch import BoolArray, FloatArray

FEWEST, MOST = 10, 100
"""Numbers of useful points for which the boxes are published."""

INSIDE = 0.925
SHIFT = 0.8

LONGEST = 25
"""Runs longer than this are too rare among a hundred points to matter."""


class Box(NamedTuple):
    """Random: at least `crossings`, and no run over `longest`.

    `border_crossings` and `border_longest` are the cut: at the longest run allowed so many
    crossings are needed, and at the fewest crossings allowed no run may be longer. They are None
    where nothing can be cut.
    """

    crossings: int
    longest: int
    border_crossings: int | None
    border_longest: int | None

    def holds(self, crossings: int, longest: int, *, cut: bool) -> bool:
        """Whether a sequence with these crossings and longest run stays inside the box."""
        inside = crossings >= self.crossings and longest <= self.longest
        if not cut or self.border_crossings is None or self.border_longest is None:
            return inside
        if crossings == self.crossings and longest > self.border_longest:
            return False
        return inside and not (longest == self.longest and crossings < self.border_crossings)


@lru_cache(maxsize=2)
def _within(p: float) -> dict[tuple[int, int], FloatArray]:
    """For (n, l): chance of each number of crossings among n points with no run over l.

    Points fall above the centre independently with probability `p`.
    """
    found = {}
    for longest in range(1, LONGEST + 1):
        # Side of the last point, length of its run, crossings so far.
        state = np.zeros((2, longest, MOST))
        state[0, 0, 0], state[1, 0, 0] = p, 1 - p
        for n in range(1, MOST + 1):
            found[n, longest] = state.sum(axis=(0, 1))
            after = np.zeros_like(state)
            for side, chance in ((0, p), (1, 1 - p)):
                after[side, 1:] = state[side, :-1] * chance
                after[side, 0, 1:] = state[1 - side].sum(axis=0)[:-1] * chance
            state = after
    return found


def _cell(p: float, n: int, crossings: int, longest: int) -> float:
    """Chance of exactly so many crossings and exactly so long a longest run."""
    table = _within(p)
    shorter = table[n, longest - 1][crossings] if longest > 1 else 0.0
    return float(table[n, longest][crossings] - shorter)


def _shifted() -> float:
    return float(special.ndtr(SHIFT))


@lru_cache(maxsize=MOST)
def box(n: int) -> Box | None:
    """The box for `n` useful points; None outside 10 to 100."""
    if not FEWEST <= n <= MOST:
        return None
    random, shifted = _within(0.5), _within(_shifted())
    best = (2.0, 0, 0)
    for longest in range(1, LONGEST + 1):
        stays = np.cumsum(random[n, longest][::-1])[::-1][:n]
        missed = np.cumsum(shifted[n, longest][::-1])[::-1][:n]
        enough = np.flatnonzero(stays >= INSIDE)
        if len(enough):
            at = int(enough[-1])
            best = min(best, (float(missed[at]), at, longest))
    _missed, crossings, longest = best
    return Box(crossings, longest, *_cut(n, crossings, longest))


def _cut(n: int, crossings: int, longest: int) -> tuple[int | None, int | None]:
    """How far the borders of a box can be given up, from its corner outwards."""
    stays = float(_within(0.5)[n, longest][crossings:].sum())
    stays -= _cell(0.5, n, crossings, longest)
    if stays < INSIDE:
        return None, None
    along, down, shifted = crossings + 1, longest - 1, _shifted()
    while True:
        choices = []
        if down > 1:
            choices.append((_cell(shifted, n, crossings, down), 0, _cell(0.5, n, crossings, down)))
        if along < n - 1:
            choices.append((_cell(shifted, n, along, longest), 1, _cell(0.5, n, along, longest)))
        possible = [choice for choice in choices if stays - choice[2] >= INSIDE]
        if not possible:
            return along, down
        _gain, side, cost = max(possible)
        stays -= cost
        down, along = (down - 1, along) if side == 0 else (down, along + 1)


def outside_box(
    useful: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    crossings: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    longest: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    fallback: BoolArray,
    *,
    cut: bool,
) -> BoolArray:
    """Whether each series leaves its box; `fallback` where there is no box for its length."""
    found = fallback.copy()
    for at, n in enumerate(useful.tolist()):
        frame = box(n)
        if frame is not None:
            found[at] = not frame.holds(int(crossings[at]), int(longest[at]), cut=cut)
    return found
