"""The days on which somebody counts: the ends of months, of quarters and of the year."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from almoner.signals.batch import BoolArray, FloatArray

EPOCH = date(1970, 1, 1)

AROUND = 21
"""Days either side of a count date that are its season."""


def count_days(first: int, last: int, every: int) -> FloatArray:
    """The last days of every month, quarter (3) or year (12, in March) between two days."""
    day, ends = EPOCH + timedelta(days=first), list[int]()
    month = day.year * 12 + day.month - 1
    while True:
        month += 1
        end = (date(month // 12, month % 12 + 1, 1) - EPOCH).days - 1
        if end > last + 7:
            return np.array(ends, dtype=np.float64)
        if (month - 3) % every == 0:
            ends.append(end)


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
