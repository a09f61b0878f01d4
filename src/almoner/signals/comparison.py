"""Ranks, quartile bands, neighbours' means and changes, for many indicators and periods at once.

Every function takes flat arrays with one entry a measurement. `group` says which measurements are
compared with each other: one number for each indicator, period and breakdown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almoner.signals.batch import CodeArray, FloatArray, IntArray

NO_RANK = 0
"""Where a measurement has no value, and so no rank and no band."""

FEWEST_FOR_BANDS = 4
"""Values that a group must have to be cut into quarters."""

TABLE_CELLS = 20_000_000
"""Neighbours are looked up in tables of at most this many cells."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One entry a measurement: `rank` (1 is best), `of` (how many have a value in the group),
    `tied` (how many share the rank) and `band` (1 best to 4 worst quartile, 0 none).

    Where neither direction is better, rank 1 is the highest value and there is no band; nor is
    there one in a group of fewer than four values.
    """

    rank: IntArray
    of: IntArray
    tied: IntArray
    band: CodeArray


def rank_and_band(values: FloatArray, group: IntArray, polarity: CodeArray | int) -> Ranking:
    """Rank every value within its group, equal values sharing the better rank (1, 2, 2, 4).

    `polarity` is 1 where higher is better, -1 where lower is better, 0 where neither is: one for
    each measurement, or one for all. Quartiles are those of linear interpolation (type 7); a value
    on a quartile is in the better band where lower is better and in the worse where higher is, as
    in the Department for Education's interactive tool.
    """
    better_high = np.broadcast_to(np.asarray(polarity) >= 0, values.shape)
    judged = np.broadcast_to(np.asarray(polarity) != 0, values.shape)
    order = _order(np.where(better_high, -values, values), group)
    ranking = Ranking(*(np.zeros(len(values), dtype=kind) for kind in ("i8", "i8", "i8", "i1")))
    if not len(order):
        return ranking
    sorted_group, sorted_values = group[order], values[order]
    starts, sizes = _runs(sorted_group[1:] != sorted_group[:-1])
    new_value = (sorted_group[1:] != sorted_group[:-1]) | (sorted_values[1:] != sorted_values[:-1])
    tie_starts, tie_sizes = _runs(new_value)
    group_start = np.repeat(starts, sizes)
    ranking.rank[order] = np.repeat(tie_starts, tie_sizes) - group_start + 1
    ranking.tied[order] = np.repeat(tie_sizes, tie_sizes)
    ranking.of[order] = np.repeat(sizes, sizes)
    bands = _bands(sorted_values, starts, sizes, better_high[order])
    enough = np.repeat(sizes >= FEWEST_FOR_BANDS, sizes)
    ranking.band[order] = np.where(judged[order] & enough, bands, 0)
    return ranking


def _order(keys: FloatArray, group: IntArray) -> IntArray:
    """Positions of the values that are there, by group and then by key."""
    order = np.lexsort((keys, group))
    return order[~np.isnan(keys[order])]


def _runs(changes: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[IntArray, IntArray]:
    """Starts and sizes of the runs that `changes` (between neighbours) separates."""
    starts = np.flatnonzero(np.concatenate(([True], changes)))
    return starts, np.diff(np.append(starts, len(changes) + 1))


def _bands(
    best_first: FloatArray,
    starts: IntArray,
    sizes: IntArray,
    better_high: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> CodeArray:
    """Quartile band of values sorted best first within each group."""
    band = np.ones(len(best_first), dtype=np.int8)
    up = better_high[starts]
    for quarter in (1, 2, 3):
        place = (sizes - 1) * np.where(up, 4 - quarter, quarter) / 4
        # The groups run downwards where high is better, upwards where low is.
        whole = np.floor(place).astype(np.int64)
        part = place - whole
        step = np.where(up, -1, 1)
        first = np.where(up, starts + sizes - 1, starts)
        low = best_first[first + step * whole]
        high = best_first[first + step * np.minimum(whole + 1, sizes - 1)]
        cut = np.repeat(low + part * (high - low), sizes)
        band += np.where(better_high, best_first <= cut, best_first > cut)
    return band


def neighbours_mean(
    values: FloatArray, group: IntArray, area: IntArray, neighbours: IntArray
) -> tuple[FloatArray, IntArray]:
    """Plain mean of the neighbours' values in the same group, and how many had one.

    `area` are numbers from 0; row `a` of `neighbours` lists the areas that are neighbours of `a`,
    -1 for none. NaN where no neighbour has a value. Measurements must be one per group and area.
    """
    mean = np.full(len(values), np.nan)
    count = np.zeros(len(values), dtype=np.int64)
    groups, where = np.unique(group, return_inverse=True)
    areas = len(neighbours)
    block = max(1, TABLE_CELLS // (areas + 1))
    for first in range(0, len(groups), block):
        inside = np.flatnonzero((where >= first) & (where < first + block))
        table = np.full((min(block, len(groups) - first), areas + 1), np.nan)
        table[where[inside] - first, area[inside]] = values[inside]
        total = np.zeros(len(inside))
        for nth in neighbours.T:
            found = table[where[inside] - first, nth[area[inside]]]
            there = ~np.isnan(found)
            total += np.where(there, found, 0.0)
            count[inside] += there
        with np.errstate(invalid="ignore"):
            mean[inside] = np.where(count[inside] > 0, total / count[inside], np.nan)
    return mean, count


def change_since_last(
    values: FloatArray, series: IntArray, period: IntArray
) -> tuple[FloatArray, IntArray]:
    """Change of each value since the last one before it in its series, and how many periods ago.

    `period` orders the measurements of a series; NaN and 0 where there is no value or none before.
    """
    change = np.full(len(values), np.nan)
    gap = np.zeros(len(values), dtype=np.int64)
    order = np.lexsort((period, series))
    order = order[~np.isnan(values[order])]
    same = series[order][1:] == series[order][:-1]
    later, earlier = order[1:][same], order[:-1][same]
    change[later] = values[later] - values[earlier]
    gap[later] = period[later] - period[earlier]
    return change, gap
