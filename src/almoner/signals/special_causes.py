"""The special-cause rules of Making Data Count, on flat arrays of many series.

Rules in order, first match wins: outside a limit; part of seven rising or falling points; two of
three near a limit; part of seven on one side of the mean. Source: NHS England, Making data count;
the precise reading is that of NHSRplotthedots 0.2.2.
"""

from __future__ import annotations

import numpy as np

from almoner.signals.batch import BoolArray, CodeArray, FloatArray, run_lengths
from almoner.signals.process_limits import Limits

RUN = 7
"""Points that make a shift or a trend."""

KINDS = ("common_cause", "outside_limit", "trend", "two_of_three", "shift")
COMMON, OUTSIDE, TREND, TWO_OF_THREE, SHIFT = range(5)

POINT_TYPES = (
    "common_cause",
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral_high",
    "special_cause_neutral_low",
)


def _trend(values: FloatArray, begins: BoolArray) -> tuple[BoolArray, CodeArray]:
    """Whether each point is part of a run of seven, and the direction it takes from it."""
    slope_in = np.zeros(len(values), dtype=np.int8)
    slope_in[1:] = np.sign(np.diff(values))
    slope_in[begins] = 0
    steps = run_lengths(slope_in, begins)
    long_step = (slope_in != 0) & (steps >= RUN - 1)
    part = long_step.copy()
    part[:-1] |= long_step[1:]
    next_too = np.zeros(len(values), dtype=bool)
    next_too[:-1] = part[1:] & ~begins[1:]
    slope_out = np.zeros_like(slope_in)
    slope_out[:-1] = slope_in[1:]
    slope = np.where(next_too, slope_out, slope_in)
    return part, np.where(slope == 1, 1, -1).astype(np.int8)


def _two_of_three(side: CodeArray, near: BoolArray, begins: BoolArray) -> BoolArray:
    """Near-limit points among three neighbours on one side of the mean, two or more of them near.

    A point beyond the limit may be the third neighbour but does not count as near.
    """
    marked = np.zeros(len(side), dtype=bool)
    if len(side) < 3:
        return marked
    one_side = (side[:-2] != 0) & (side[:-2] == side[1:-1]) & (side[1:-1] == side[2:])
    counts = near.astype(np.int8)
    window = one_side & (counts[:-2] + counts[1:-1] + counts[2:] >= 2)
    window &= ~begins[1:-1] & ~begins[2:]
    for shift in range(3):
        marked[shift : len(side) - 2 + shift] |= window
    return marked & near


def special_causes(
    values: FloatArray, limits: Limits, begins: BoolArray
) -> tuple[CodeArray, CodeArray]:
    """The kind of every point, and its direction (1 up, -1 down, 0 common cause).

    Shapes: all flat, one entry a point; no NaN in `values`; `begins` marks the first point of
    every segment, so that no rule looks across a rebase or from one series into the next. Where a
    limit is NaN the rules that need it see nothing.
    """
    if not len(values):
        return np.zeros(0, dtype=np.int8), np.zeros(0, dtype=np.int8)
    with np.errstate(invalid="ignore"):
        side = np.nan_to_num(np.sign(values - limits.mean)).astype(np.int8)
        outside = (values > limits.upper) | (values < limits.lower)
        near = ~outside & ((values < limits.near_lower) | (values > limits.near_upper))
    trend, slope = _trend(values, begins)
    shift = (side != 0) & (run_lengths(side, begins) >= RUN)
    two = _two_of_three(side, near, begins)
    kind = shift.astype(np.int8) * SHIFT
    kind[two] = TWO_OF_THREE
    kind[trend] = TREND
    kind[outside] = OUTSIDE
    # Beyond a limit and yet not above the mean can only be below it.
    beyond = np.where(side == 1, 1, -1).astype(np.int8)
    direction = np.where(kind == TREND, slope, np.where(kind == OUTSIDE, beyond, side))
    return kind, np.where(kind == COMMON, 0, direction).astype(np.int8)


def point_types(direction: CodeArray, improvement: CodeArray) -> CodeArray:
    """Codes into POINT_TYPES: a direction read by polarity (1 up is better, -1 down, 0 neither)."""
    judged = direction * improvement
    coloured = np.where(judged > 0, 1, np.where(judged < 0, 2, 0))
    neutral = np.where(direction > 0, 3, np.where(direction < 0, 4, 0))
    return np.where(improvement == 0, neutral, coloured).astype(np.int8)
