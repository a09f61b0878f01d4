"""Signals of plain limits that season or memory explain, and that are therefore none.

Limits of an individuals chart take neighbouring points for strangers. In a series that follows
itself, or has a season, they mark what was to be expected.
"""

from __future__ import annotations

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray, IntArray, SeriesBatch
from almoner.signals.new_level import apart
from almoner.signals.process_reading import Options
from almoner.signals.seasonality import expected, read_adjusted
from almoner.signals.special_causes import COMMON

CLEAR = 2.0
"""Standard errors, memory allowed for, at which a year's level is another (Almoner's own)."""


def settled(matrix: FloatArray, season: IntArray | None, a_year: int) -> BoolArray:
    """Rows whose latest figure was to be expected once season and memory are known.

    `matrix` has a series a row, NaN where there is no value; `season` numbers each column's month
    or quarter from 0. Not settled is a row in which neither is found, in which the latest figure is
    out of the ordinary all the same, or whose last year as a whole lies clear of those before: one
    step ahead, memory swallows a lasting shift.
    """
    found = np.zeros(len(matrix), dtype=np.bool_)
    addition, year, carried = expected(matrix, season, a_year)
    if not addition.any():
        return found
    options = Options.default(SeriesBatch.from_matrix(matrix))
    kinds = read_adjusted(matrix, addition, options).kind.reshape(matrix.shape)
    rest = matrix
    if year is not None and season is not None:
        rest = matrix - year.effect(season)
    for row in np.flatnonzero(addition.any(axis=1)):
        there = ~np.isnan(matrix[row])
        ordinary = kinds[row][there][-1] == COMMON
        found[row] = ordinary and not has_moved(rest[row][there], float(carried[row]), a_year)
    return found


def has_moved(known: FloatArray, carried: float, a_year: int) -> bool:
    """Whether the last year lies clear of the years before; so, too, where there are too few."""
    if len(known) < 3 * a_year:
        return True
    return apart(known[:-a_year], known[-a_year:], carried) >= CLEAR
