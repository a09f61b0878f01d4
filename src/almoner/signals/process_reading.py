"""Reading many series as process charts: cutting into groups, applying the rules, judging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import BoolArray, CodeArray, FloatArray, IntArray, SeriesBatch
from almoner.signals.icons import NO_ICON, assurance_icons, variation_icons
from almoner.signals.process_limits import Limits
from almoner.signals.special_causes import point_types, special_causes

SHORT_GROUP = 13
"""Groups with fewer points than this have trial limits, and carry a warning."""

MINIMUM_FIX = 12
"""A baseline may be fixed after this many points, or more."""

NO_POINT = -1
"""The code of kind and point type where a period has no value."""

CACHE_POINTS = 32_768


@dataclass(frozen=True, slots=True)
class Options:
    """How each series is to be read: one entry a series, except `rebase`.

    `improvement` is 1 where up is better, -1 where down is better, 0 where neither is. `target` is
    NaN where there is none. `fix_after` is 0 for a baseline of all points. `rebase`, one entry a
    point, marks the points that open a new group.
    """

    improvement: CodeArray
    target: FloatArray
    fix_after: IntArray
    screen: BoolArray
    rebase: BoolArray

    @classmethod
    def default(
        cls,
        batch: SeriesBatch,
        *,
        improvement: CodeArray | int = 0,
        target: FloatArray | float = np.nan,
        fix_after: IntArray | int = 0,
        screen: BoolArray | bool = True,
        rebase: BoolArray | None = None,
    ) -> Options:
        """Options for `batch`; a single value is for every series.

        Raises Refusal when a baseline is shorter than 12 points.
        """
        n = len(batch)
        fixed = np.broadcast_to(np.asarray(fix_after, dtype=np.int64), n)
        if ((fixed != 0) & (fixed < MINIMUM_FIX)).any():
            raise Refusal(_("a baseline cannot be fixed so early"), expected=_("12 or more points"))
        return cls(
            np.broadcast_to(np.asarray(improvement, dtype=np.int8), n),
            np.broadcast_to(np.asarray(target, dtype=np.float64), n),
            fixed,
            np.broadcast_to(np.asarray(screen, dtype=np.bool_), n),
            np.zeros(len(batch.values), dtype=np.bool_) if rebase is None else rebase,
        )


@dataclass(frozen=True, slots=True)
class ProcessReading:
    """What the process says.

    Flat, one entry a point of the batch (NaN or NO_POINT where there is no value): `limits`,
    `kind` (code into KINDS), `direction` (1, -1, 0), `point_type` (code into POINT_TYPES), `group`
    (the number of the rebase group within its series, from 0), `short` (its group has under 13
    points). One entry a series: `variation` and `assurance` (codes, NO_ICON where none).
    """

    limits: Limits
    kind: CodeArray
    direction: CodeArray
    point_type: CodeArray
    group: IntArray
    short: BoolArray
    variation: CodeArray
    assurance: CodeArray

    @classmethod
    def empty(cls, points: int, series: int) -> ProcessReading:
        """A reading of nothing, to be filled."""
        return cls(
            Limits(*(np.full(points, np.nan) for _part in range(5))),
            np.full(points, NO_POINT, dtype=np.int8),
            np.zeros(points, dtype=np.int8),
            np.full(points, NO_POINT, dtype=np.int8),
            np.zeros(points, dtype=np.int64),
            np.zeros(points, dtype=np.bool_),
            np.full(series, NO_ICON, dtype=np.int8),
            np.full(series, NO_ICON, dtype=np.int8),
        )


@dataclass(frozen=True, slots=True)
class Groups:
    """The observed points of some series, cut where a series or a rebase group begins.

    `observed` are positions in the points given; the rest is one entry an observed point, except
    `starts`, positions among the observed points where a group begins.
    """

    observed: IntArray
    values: FloatArray
    series: IntArray
    begins: BoolArray
    starts: IntArray
    position: IntArray
    size: IntArray

    @classmethod
    def cut(cls, values: FloatArray, series: IntArray, rebase: BoolArray) -> Groups:
        """Drop the periods without a value, then cut into groups.

        Rules and moving ranges run on the observed sequence. A rebase that falls on a period
        without a value takes effect at the next point of its series.
        """
        observed = np.flatnonzero(~np.isnan(values))
        kept_series = series[observed]
        rebased = np.cumsum(rebase)[observed]
        begins = np.ones(len(observed), dtype=np.bool_)
        begins[1:] = (np.diff(kept_series) != 0) | (np.diff(rebased) != 0)
        starts = np.flatnonzero(begins)
        lengths = np.diff(np.append(starts, len(observed)))
        position = np.arange(len(observed)) - np.repeat(starts, lengths)
        size = np.repeat(lengths, lengths)
        return cls(observed, values[observed], kept_series, begins, starts, position, size)


LimitsOf = Callable[[Groups, BoolArray, BoolArray, IntArray], Limits]
"""How one chart finds its limits: groups, baseline and screening of each observed point, and the
positions of those points in the batch."""


def read_process(batch: SeriesBatch, options: Options, limits_of: LimitsOf) -> ProcessReading:
    """Read every series of `batch` on the chart whose limits `limits_of` finds.

    Periods without a value are left out of the sequence. Time is linear in the number of points.
    """
    reading = ProcessReading.empty(len(batch.values), len(batch))
    series = batch.series_of_point
    for _some, points in batch.slices(CACHE_POINTS):
        groups = Groups.cut(batch.values[points], series[points], options.rebase[points])
        if len(groups.observed):
            at = groups.observed + points.start
            fix = options.fix_after[groups.series]
            baseline = (fix == 0) | (groups.position < fix)
            limits = limits_of(groups, baseline, options.screen[groups.series], at)
            _write_points(reading, groups, limits, options.improvement[groups.series], at)
            _judge(groups, options, reading, at)
    return reading


def _write_points(
    reading: ProcessReading, groups: Groups, limits: Limits, improvement: CodeArray, at: IntArray
) -> None:
    """Apply the rules and write limits and kinds at their places in `reading`."""
    kind, direction = special_causes(groups.values, limits, groups.begins)
    for name in ("mean", "lower", "upper", "near_lower", "near_upper"):
        getattr(reading.limits, name)[at] = getattr(limits, name)
    reading.kind[at] = kind
    reading.direction[at] = direction
    reading.point_type[at] = point_types(direction, improvement)
    reading.short[at] = groups.size < SHORT_GROUP
    number = np.cumsum(groups.begins)
    first = np.flatnonzero(np.diff(groups.series, prepend=-1))
    reading.group[at] = number - np.repeat(number[first], np.diff(np.append(first, len(number))))


def _judge(groups: Groups, options: Options, reading: ProcessReading, at: IntArray) -> None:
    """Icons of the series that have a value, from the last observed point of each."""
    last = np.flatnonzero(np.diff(groups.series, append=-1))
    place, series = at[last], groups.series[last]
    improvement = options.improvement[series]
    reading.variation[series] = variation_icons(reading.point_type[place], improvement)
    reading.assurance[series] = assurance_icons(
        reading.limits.lower[place],
        reading.limits.upper[place],
        options.target[series],
        improvement,
    )
