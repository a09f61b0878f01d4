"""Where a process has moved to a new level and stayed: the Stable Shift method of rebasing.

After the description in autospc (Tom Woodcock and others): limits from the first 21 points are
carried on; a run of eight on one side of the centre opens a candidate period, which is kept when
its own limits show no run of eight back the other way, nor one that may be in the making.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray, IntArray
from almoner.signals.process_limits import LIMIT, RANGE_SCREEN

PERIOD = 21
RUN = 8
MOST_EXCLUDED = 3


class StableShifts(NamedTuple):
    """`opens` are positions that open a period (the first is 0 where there are 21 points);
    `excluded` marks points left out of their period's limits."""

    opens: list[int]
    excluded: BoolArray


class _Level(NamedTuple):
    mean: float
    reach: float


def stable_shifts(values: FloatArray) -> StableShifts:
    """The periods of one series of observed values (no NaN), in order.

    Under 21 points there is no period. At most three points beyond the limits are left out of a
    period's own limits, the furthest first.
    """
    excluded = np.zeros(len(values), dtype=np.bool_)
    if len(values) < PERIOD:
        return StableShifts([], excluded)
    opens, at = [0], PERIOD
    level, out = _level(values[:PERIOD])
    excluded[out] = True
    while len(values) - at >= PERIOD:
        start = _next_run(values, level, at)
        if start is None or len(values) - start < PERIOD:
            break
        candidate, out = _level(values[start : start + PERIOD])
        up = values[start] > level.mean
        if _goes_back(values[start:], candidate, up=bool(up)):
            at = start + 1
            continue
        opens.append(start)
        excluded[start + out] = True
        level, at = candidate, start + PERIOD
    return StableShifts(opens, excluded)


def _level(period: FloatArray) -> tuple[_Level, IntArray]:
    """Mean and reach of the limits of a period, and the positions left out of them."""
    out: list[int] = []
    while True:
        level = _limits(np.delete(period, out))
        beyond = np.abs(period - level.mean) - level.reach
        beyond[out] = -np.inf
        furthest = int(np.argmax(beyond))
        if len(out) == MOST_EXCLUDED or not beyond[furthest] > 0:
            return level, np.array(out, dtype=np.int64)
        out.append(furthest)


def _limits(points: FloatArray) -> _Level:
    ranges = np.abs(np.diff(points))
    kept = ranges[ranges < RANGE_SCREEN * ranges.mean()]
    reach = LIMIT * float(kept.mean()) if len(kept) else np.inf
    return _Level(float(points.mean()), reach)


def _runs(values: FloatArray, mean: float) -> list[tuple[int, int, int]]:
    """(first position, useful points, side) of each run; points on the mean are passed over."""
    side = np.sign(values - mean).astype(int)
    useful = np.flatnonzero(side)
    if not len(useful):
        return []
    sides = side[useful]
    starts = np.flatnonzero(np.concatenate(([True], sides[1:] != sides[:-1])))
    lengths = np.diff(np.append(starts, len(useful)))
    return [(int(useful[s]), int(n), int(sides[s])) for s, n in zip(starts, lengths, strict=True)]


def _next_run(values: FloatArray, level: _Level, at: int) -> int | None:
    """Where the next run of eight begins, at `at` or later; a run already under way counts."""
    for first, length, _side in _runs(values, level.mean):
        inside = np.flatnonzero(values[first:] != level.mean)[:length] + first
        left = inside[inside >= at]
        if len(left) >= RUN or (len(left) and first >= at and length >= RUN):
            return int(left[0])
    return None


def _goes_back(values: FloatArray, candidate: _Level, *, up: bool) -> bool:
    """Whether the candidate shows a return: a later run of eight the other way, or a last run of
    its 21 points the other way that is still open at the end of the series."""
    back = -1 if up else 1
    runs = _runs(values, candidate.mean)
    if any(side == back and length >= RUN for _first, length, side in runs[1:]):
        return True
    in_period = [run for run in runs if run[0] < PERIOD]
    return bool(in_period) and in_period[-1][2] == back and in_period[-1] == runs[-1]
