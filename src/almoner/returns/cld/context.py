"""What rules and indicators of Client Level Data see beside the rows: the period they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from almoner.returns.cld.fields import KEY, TABLE
from almoner.returns.context import Collection, Context
from almoner.returns.kinds import References


class ContextCLD(Context):
    """The rows, and the first and last day of the period that figures are about.

    That is the collection's year where the file's reporting periods cover it (or none is given),
    else the latest reporting period in the file: figures of an older file are figures of its time.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], collection: Collection) -> None:
        super().__init__(tables, collection, key=KEY)
        self.start, self.end = self._period()

    def _period(self) -> tuple[dt.date, dt.date]:
        year = (self.collection.start, self.collection.end)
        if not self.has(TABLE):
            return year
        start, end = pl.col("Reporting_Period_Start_Date"), pl.col("Reporting_Period_End_Date")
        periods = self.tables[TABLE].select(start, end).drop_nulls().unique()
        periods = periods.filter(start <= end).sort(end, start, descending=[True, False])
        if periods.is_empty():
            return year
        first, last = periods.select(start.min(), end.max()).row(0)
        if first <= year[0] and year[1] <= last:
            return year
        found: tuple[dt.date, dt.date] = periods.row(0)
        return found


def context_of(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> ContextCLD:
    """The context of the rules, from prepared tables."""
    return ContextCLD(tables, collection)
