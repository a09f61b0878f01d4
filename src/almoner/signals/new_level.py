"""Where a series seems to have settled at a new level: proposals of a rebase, with their evidence.

The Stable Shift method proposes; a person decides. Season is to be taken out by the caller, who
knows the calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from almoner.signals.batch import FloatArray
from almoner.signals.seasonality import memory
from almoner.signals.stable_shift import PERIOD, stable_shifts

WANDERS = 0.3
"""Correlation with the figure before, from which on a series may wander to a level and away."""

NEAR = 7
"""Figures about the start of the run among which the month of the change is looked for."""

CLEAR = 4.0
"""Standard errors that two levels must lie apart, memory allowed for (Almoner's own guard)."""


class NewLevel(NamedTuple):
    """A position from which the level seems to be another.

    `before` and `after` are the means of the figures since the level before began and of those
    since this one did (up to the next); `n_before` and `n_after` how many those are. `spread` is
    the mean moving range before. `memory` is the correlation of neighbours about their levels, and
    `distance` how many standard errors the two levels lie apart, the memory allowed for.
    """

    position: int
    before: float
    after: float
    n_before: int
    n_after: int
    spread: float
    memory: float
    distance: float

    @property
    def wanders(self) -> bool:
        """Whether the series follows itself so closely that a level may not last."""
        return self.memory >= WANDERS


def apart(old: FloatArray, new: FloatArray, carried: float) -> float:
    """Standard errors between two means; memory leaves fewer figures that are worth having."""
    worth = (1 - carried) / (1 + carried)
    error = np.sqrt(old.var(ddof=1) / (worth * len(old)) + new.var(ddof=1) / (worth * len(new)))
    between = abs(float(new.mean() - old.mean()))
    return between / float(error) if error > 0 else (np.inf if between else 0.0)


def new_levels(values: FloatArray, opened: Sequence[int] = ()) -> list[NewLevel]:
    """Proposals for one series in order of period, NaN where there is no value.

    `opened` are the positions that open a level already: each stretch between two is looked at by
    itself. A stretch of under 42 figures has room for no new level. A series that follows itself
    wanders, and runs on one side come by themselves: levels that such wandering explains are no
    proposal.
    """
    cuts = [0, *sorted(set(opened) - {0}), len(values)]
    found: list[NewLevel] = []
    for first, last in pairwise(cuts):
        found += _within(values, first, last)
    return [one for one in found if one.distance >= CLEAR]


def _within(values: FloatArray, first: int, last: int) -> list[NewLevel]:
    seen = np.flatnonzero(~np.isnan(values[first:last])) + first
    if len(seen) < 2 * PERIOD:
        return []
    known = values[seen]
    opens = _dated(known, stable_shifts(known).opens)
    parts = np.split(known, opens[1:])
    carried = _memory(parts)
    return [
        NewLevel(
            int(seen[start]), float(old.mean()), float(new.mean()), len(old), len(new),
            float(np.abs(np.diff(old)).mean()), carried, apart(old, new, carried),
        )
        for start, (old, new) in zip(opens[1:], pairwise(parts), strict=True)
    ]  # fmt: skip


def _dated(known: FloatArray, opens: list[int]) -> list[int]:
    """Each start moved to where the two levels part best.

    A run of eight begins with whatever ordinary figures lay on that side just before the change.
    """
    ends = [*opens[1:], len(known)]
    for number in range(1, len(opens)):
        first, last = opens[number - 1], ends[number]
        near = range(opens[number] - NEAR, opens[number] + NEAR + 1)
        tried = [at for at in near if first + 2 <= at <= last - 2]
        opens[number] = min(tried, key=lambda at: _left(known[first:at]) + _left(known[at:last]))
    return opens


def _left(part: FloatArray) -> float:
    """Squares about the mean."""
    return float(((part - part.mean()) ** 2).sum())


def _memory(parts: Sequence[FloatArray]) -> float:
    centred = np.concatenate([part - part.mean() for part in parts])
    return float(memory(centred[np.newaxis])[0])
