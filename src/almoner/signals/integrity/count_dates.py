"""The days on which somebody counts: the ends of months, of quarters and of the year."""

from __future__ import annotations

from datetime import date

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray

EPOCH = date(1970, 1, 1)

AROUND = 21
"""Days either side of a count date that are its season."""


def count_days(first: int, last: int, every: int) -> FloatArray:
    """The last days of every month, quarter (3) or year (12, in March) between two days."""
    day = np.array([first, last + 8], dtype="datetime64[D]")
    begins, ends = day.astype("datetime64[M]").astype(np.int64)
    months = np.arange(begins + 1, ends + 1)
    months = months[(months - 3) % every == 0]
    found = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.float64) - 1
    return found[found <= last + 7]


def before_count(day: FloatArray, every: int, width: int) -> tuple[BoolArray, int]:
    """Entries in the days up to a count date, and how many count dates there are."""
    ends = count_days(int(np.nanmin(day)), int(np.nanmax(day)), every)
    if not len(ends):
        return np.zeros(len(day), dtype=np.bool_), 0
    gap = np.append(ends, np.inf)[np.searchsorted(ends, day)] - day
    with np.errstate(invalid="ignore"):
        found: BoolArray = (gap >= 0) & (gap < width)
    return found & ~np.isnan(day), len(ends)


def season(day: FloatArray, every: int) -> BoolArray:
    """Entries within three weeks of a count date."""
    ends = count_days(int(np.nanmin(day)) - 28, int(np.nanmax(day)) + 28, every)
    if not len(ends):
        return ~np.isnan(day)
    after = np.searchsorted(ends, day)
    gaps = [
        np.abs(np.append(ends, np.inf)[np.clip(after - back, 0, len(ends))] - day)
        for back in (0, 1)
    ]
    with np.errstate(invalid="ignore"):
        found: BoolArray = np.minimum(*gaps) <= AROUND
    return found
