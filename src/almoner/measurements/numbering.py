"""The ids of series while editions are being loaded."""

from __future__ import annotations

import polars as pl

from almoner.measurements import bulk
from almoner.measurements.held import SERIES_SCHEMA, series_ids
from almoner.measurements.models import Series

SERIES_KEY = ["indicator", "breakdown", "area"]


class SeriesNumbers:
    """Gives each series its id: the one it has, or the next that is free.

    A new series is not written here: its measurements are stored under the number first, and the
    series itself once, with its readings. (Written blank and then filled, each row would be moved
    to another page of the file, which made it half as large again.) Lives as long as one
    transaction that has taken the lock for writing.
    """

    def __init__(self) -> None:
        self._known = pl.DataFrame(schema=SERIES_SCHEMA)
        self._asked: set[str] = set()
        self._next = bulk.next_id(Series)

    def of(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """`wanted` (with the columns of SERIES_KEY) with the column `id`."""
        self._ask(set(wanted["indicator"].unique()))
        missing = (
            wanted.select(SERIES_KEY)
            .unique()
            .join(self._known, on=SERIES_KEY, how="anti")
            .sort(SERIES_KEY)
        )
        if missing.height:
            ids = pl.int_range(self._next, self._next + missing.height, dtype=pl.Int64)
            made = missing.with_columns(id=ids).select(self._known.columns)
            self._known = pl.concat([self._known, made])
            self._next += missing.height
        return wanted.join(self._known, on=SERIES_KEY, how="inner", maintain_order="left")

    def _ask(self, indicators: set[str]) -> None:
        new = sorted(indicators - self._asked)
        if new:
            self._known = pl.concat([self._known, series_ids(new)])
            self._asked.update(new)
