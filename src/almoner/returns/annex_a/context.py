"""What the checks of Annex A see beside the lists: the day as at which they are checked."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from almoner.returns.annex_a.fields import ADOPTERS, CHILD, LISTS
from almoner.returns.context import Collection, Context, uncrowded
from almoner.returns.kinds import References
from almoner.returns.tables import row_column
from almoner.returns.today import day_of_check


class ContextAnnexA(Context):
    """The lists, and `today`."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], collection: Collection) -> None:
        super().__init__(tables, collection, key=CHILD)
        self.today = pl.lit(day_of_check(collection))

    def everywhere(self, field: str) -> pl.LazyFrame:
        """Child and this field in every list that has both, with `<list>.row` of the list."""
        frames = [
            self.rows(table).select(CHILD, pl.col(field).alias("said"), row_column(table))
            for table in LISTS
            if table != ADOPTERS and self.has(table)
        ]
        if not frames:
            return pl.LazyFrame(schema={CHILD: pl.String, "said": pl.String})
        return pl.concat(frames, how="diagonal")

    def overlapping(self, table: str, start: str, end: str) -> pl.LazyFrame:
        """Rows of a list that share a day with another row of the same child."""
        begun = self.rows(table).filter(pl.col(start).is_not_null(), pl.col(CHILD).is_not_null())
        days = (pl.col(start).alias("from"), pl.col(end).alias("to"))
        spells = begun.select(CHILD, *days, row_column(table))
        far = pl.date(9999, 1, 1)
        # A spell may begin on the day on which another ends.
        pairs = spells.join(spells.filter(uncrowded(CHILD)), on=CHILD, suffix=".other").filter(
            pl.col(row_column(table)) != pl.col(f"{row_column(table)}.other"),
            pl.col("from") < pl.col("to.other").fill_null(far),
            pl.col("from.other") < pl.col("to").fill_null(far),
        )
        return pairs.select(row_column(table))


def context_of(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> ContextAnnexA:
    """The context of the rules, from prepared tables."""
    return ContextAnnexA(tables, collection)
