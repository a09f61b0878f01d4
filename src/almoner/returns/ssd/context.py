"""What the checks of the dataset see beside its tables."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from almoner.returns.context import Collection, Context, uncrowded
from almoner.returns.kinds import References
from almoner.returns.ssd.fields import PERSON, PERSON_ID
from almoner.returns.tables import row_column
from almoner.returns.today import day_of_check


class ContextSSD(Context):
    """The tables, and `today`, the day as at which they are checked."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], collection: Collection) -> None:
        super().__init__(tables, collection, key=PERSON_ID)
        self.today = pl.lit(day_of_check(collection))

    def with_person(self, table: str, key: str) -> pl.LazyFrame:
        """The rows of a table whose person is in the table of people, with `born` and `died`."""
        people = self.rows(PERSON).filter(pl.col(PERSON_ID).is_not_null())
        people = people.unique(PERSON_ID, keep="none").select(
            pl.col(PERSON_ID).alias(key),
            pl.col("pers_dob").alias("born"),
            pl.col("pers_death_date").alias("died"),
        )
        return self.rows(table).join(people, on=key)

    def overlapping(self, table: str, keys: tuple[str, ...], start: str, end: str) -> pl.LazyFrame:
        """Rows that share a day with another row of the same keys; the last day is not shared."""
        row, far = row_column(table), pl.date(9999, 1, 1)
        given = [pl.col(name).is_not_null() for name in (*keys, start)]
        rows = self.rows(table).filter(given).select(
            *keys, row, pl.col(start).alias("from"), pl.col(end).fill_null(far).alias("to")
        )  # fmt: skip
        pairs = rows.join(rows.filter(uncrowded(*keys)), on=list(keys), suffix=".other")
        return pairs.filter(
            pl.col(row) != pl.col(f"{row}.other"),
            pl.col("from") < pl.col("to.other"),
            pl.col("from.other") < pl.col("to"),
        ).select(row)


def context_of(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> ContextSSD:
    """The context of the rules, from prepared tables."""
    return ContextSSD(tables, collection)
