"""Charts that read a series as a whole or gather it up: run charts, EWMA and CUSUM.

Each group (from one rebase to the next) has its own centre, and spread from its own ranges. Only
what the chart's own test says is a special cause; the rules for single points do not apply.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from almoner.signals.batch import BoolArray, CodeArray, FloatArray, SeriesBatch, run_lengths
from almoner.signals.charts import D2, read_chart
from almoner.signals.icons import variation_icons
from almoner.signals.process_limits import LIMIT, Limits
from almoner.signals.process_reading import NO_POINT, Groups, Options, ProcessReading
from almoner.signals.run_chart import RunChart, run_chart
from almoner.signals.small_shifts import SmallShifts, cusum, ewma
from almoner.signals.special_causes import COMMON, OUTSIDE, SHIFT, point_types

RUNNING = ("run", "ewma", "cusum")


class Running(NamedTuple):
    """A reading, and flat columns, one entry a point (NaN where there is no value).

    `upper` and `lower` are the two sums of a CUSUM in standard deviations, or both the weighted
    mean of an EWMA; NaN on a run chart. `runs` are the tests of a run chart, one entry a group.
    """

    reading: ProcessReading
    upper: FloatArray
    lower: FloatArray
    runs: RunChart | None = None


class Gather(NamedTuple):
    """Settings of EWMA (`weight`, `width`) and CUSUM (`allowance`, `decision`), in standard
    deviations but for the weight. With these a steady process gives a false alarm in about 370
    points."""

    weight: float = 0.2
    width: float = 2.86
    allowance: float = 0.5
    decision: float = 4.77


def read_running(
    chart: str,
    batch: SeriesBatch,
    options: Options,
    gather: Gather | None = None,
    excluded: BoolArray | None = None,
) -> Running:
    """Read series on a run, EWMA or CUSUM chart.

    On a run chart the mean of the limits is the median, and a shift marks the points of runs
    longer than chance explains. Assurance is that of the process limits, where there are any.
    """
    base = read_chart("xmr", batch, options, excluded=excluded)
    groups = Groups.cut(batch.values, batch.series_of_point, options.rebase)
    if chart == "run":
        return _run(base, batch, groups, options)
    return _gathered(chart, base, batch, groups, options, gather or Gather())


def _gathered(
    chart: str,
    base: ProcessReading,
    batch: SeriesBatch,
    groups: Groups,
    options: Options,
    gather: Gather,
) -> Running:
    first = groups.observed[groups.starts]
    mean = base.limits.mean[first]
    sigma = (base.limits.upper[first] - mean) / LIMIT / D2
    row = np.cumsum(groups.begins) - 1
    matrix = np.full((len(first), int(groups.size.max(initial=1))), np.nan)
    matrix[row, groups.position] = groups.values
    found: SmallShifts = (
        ewma(matrix, mean, sigma, weight=gather.weight, width=gather.width)
        if chart == "ewma"
        else cusum(matrix, mean, sigma, allowance=gather.allowance, decision=gather.decision)
    )

    def flat(part: FloatArray) -> FloatArray:
        points = np.full(len(batch.values), np.nan)
        points[groups.observed] = part[row, groups.position]
        return points

    empty = np.full(len(batch.values), np.nan)
    low, high = empty, empty
    if chart == "ewma":
        low, high = flat(found.lower_limit), flat(found.upper_limit)
    limits = Limits(base.limits.mean, low, high, empty, empty)
    direction = np.nan_to_num(flat(found.direction)).astype(np.int8)
    reading = _told(base, batch, groups, options, limits, direction, OUTSIDE)
    return Running(reading, flat(found.upper), flat(found.lower))


def _run(base: ProcessReading, batch: SeriesBatch, groups: Groups, options: Options) -> Running:
    ends = np.append(groups.starts, len(groups.values)).astype(np.int64)
    found = run_chart(SeriesBatch(groups.values, ends))
    useful = found.side != 0
    row = (np.cumsum(groups.begins) - 1)[useful]
    runs = run_lengths(found.side[useful], np.diff(row, prepend=-1) != 0)
    long = np.zeros(len(groups.values), dtype=np.bool_)
    long[useful] = runs > found.longest_run_max[row]
    direction = np.zeros(len(batch.values), dtype=np.int8)
    direction[groups.observed] = found.side * long
    empty = np.full(len(batch.values), np.nan)
    centre = empty.copy()
    centre[groups.observed] = np.repeat(found.centre, np.diff(ends))
    limits = Limits(centre, empty, empty, empty, empty)
    reading = _told(base, batch, groups, options, limits, direction, SHIFT)
    return Running(reading, empty, empty, found)


def _told(
    base: ProcessReading,
    batch: SeriesBatch,
    groups: Groups,
    options: Options,
    limits: Limits,
    direction: CodeArray,
    signal: int,
) -> ProcessReading:
    """The reading with these limits and signals in place of those of single points."""
    at, series = groups.observed, groups.series
    improvement = options.improvement[series]
    kind = np.full(len(batch.values), NO_POINT, dtype=np.int8)
    kind[at] = np.where(direction[at] != 0, signal, COMMON)
    types = np.full(len(batch.values), NO_POINT, dtype=np.int8)
    types[at] = point_types(direction[at], improvement)
    variation = np.full(len(batch), NO_POINT, dtype=np.int8)
    last = np.flatnonzero(np.diff(series, append=-1))
    variation[series[last]] = variation_icons(types[at[last]], improvement[last])
    return replace(
        base, limits=limits, kind=kind, direction=direction, point_type=types, variation=variation
    )
