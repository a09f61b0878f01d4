"""What the rules of the census see beside the fields.

The census year ends on the header's reference date, whichever year was asked for: a census is
checked against its own year, and rule 100 says when that is the wrong one. Without a date that can
be read it is the year of the collection.

On Assessments
    `AssessmentFactors`   the factors of the assessment, parted by commas
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
import polars as pl

from almoner.reference.area import Nation
from almoner.reference.working_days import add_working_days, cover
from almoner.returns import dates
from almoner.returns.cin.fields import CASE, CHILD, SHAPES
from almoner.returns.context import Collection, Context
from almoner.returns.kinds import References
from almoner.returns.tables import prepare, row_column

_LONGEST_TARGET_DAYS = 120
# No child has so many rows in a list. Where all children were given one number, pairing every row
# with every other would take all memory; rule 8510 says what is wrong.
MOST_ROWS = 500
# There are fewer than fifty factors: beyond this number one is there twice, and that is found.
MOST_FACTORS = 100
_ASSESSMENT = (*CASE, "AssessmentID")


class ContextCIN(Context):
    """The tables of a census with what follows from them."""

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        given: Mapping[str, frozenset[str]],
        collection: Collection,
        references: References,
    ) -> None:
        super().__init__(tables, collection, key=CHILD)
        self.given = given
        self._paired: dict[str, pl.LazyFrame] = {}
        said = self._reference_date()
        self.last_day = said or collection.end
        self.first_day = _day_after_last_year(said) if said else collection.start
        self.start, self.end = pl.lit(self.first_day), pl.lit(self.last_day)
        if self.has("Assessments"):
            self.tables["Assessments"] = self._with_factors(self.tables["Assessments"])

    def _reference_date(self) -> dt.date | None:
        if not self.has("Header"):
            return None
        found = self.tables["Header"].get_column("ReferenceDate").drop_nulls()
        day: dt.date | None = found[0] if len(found) else None
        return day if day is not None and day.year > 1 else None

    def _with_factors(self, assessments: pl.DataFrame) -> pl.DataFrame:
        """The factors from the list; where that is not given, as the table itself has them."""
        own = pl.col("AssessmentFactors").str.extract_all("[0-9]+[A-Za-z]?|[^\\s,;'\"\\[\\]]+")
        own = own.list.join(",")
        if not self.has("AssessmentFactorsList"):
            return assessments.with_columns(own)
        listed = (
            self.tables["AssessmentFactorsList"]
            .group_by(_ASSESSMENT, maintain_order=True)
            .agg(pl.col("AssessmentFactors").drop_nulls().head(MOST_FACTORS).alias("listed"))
            .with_columns(pl.col("listed").list.join(","))
        )
        found = assessments.join(listed, on=_ASSESSMENT, how="left", maintain_order="left")
        both = pl.when(pl.col("listed") != "").then(pl.col("listed")).otherwise(own)
        return found.with_columns(both.alias("AssessmentFactors")).drop("listed")

    def working_days_before_the_end(self, days: int) -> dt.date:
        """The day so many working days before the reference date."""
        return working_days_from(self.last_day, -days)

    def empty(self, table: str) -> pl.DataFrame:
        """A table of the census as it would be without rows."""
        return prepare(SHAPES[table], [])

    def has_key(self, table: str, key: str, field: str) -> pl.Expr:
        """The row is more than an empty line: it has its key or the field.

        True of every row of a table that came without the key's column.
        """
        if key.upper() not in self.given.get(table, ()):
            return pl.lit(value=True)
        return pl.col(key).is_not_null() | pl.col(dates.raw(field)).is_not_null()

    def paired(self, table: str) -> pl.LazyFrame:
        """The rows of a table that may be paired: of children with no more rows than MOST_ROWS."""
        if table not in self._paired:
            self._paired[table] = self.rows(table)
            if self.most_rows(table) > MOST_ROWS:
                keys = self.tables[table].get_column(CHILD).drop_nulls()
                sizes = keys.value_counts().filter(pl.col("count") > MOST_ROWS)
                crowded = sizes.get_column(CHILD).implode()
                self._paired[table] = self.rows(table).filter(~pl.col(CHILD).is_in(crowded))
        return self._paired[table]

    def pairs(self, left: str, right: str, *, keep_left: bool = False) -> pl.LazyFrame:
        """Each row of `left` that may be paired with each row of `right` of the same child."""
        how = "left" if keep_left else "inner"
        return self.paired(left).join(self.prefixed(right), on=CHILD, how=how)  # type: ignore[arg-type]

    def of_case(self, left: str, right: str, *, keep_left: bool = False) -> pl.LazyFrame:
        """Each row of `left` with each row of `right` of the same case of the same child.

        The columns of `left` keep their names, those of `right` are named `<right>.<column>`.
        """
        return self.on(left, right, ("CINdetailsID",), keep_left=keep_left)

    def on(
        self, left: str, right: str, keys: tuple[str, ...], *, keep_left: bool = False
    ) -> pl.LazyFrame:
        """As `of_case`, where these keys are the same beside the child."""
        theirs = [CHILD, *(f"{right}.{key}" for key in keys)]
        frame, other = self.paired(left), self.prefixed(right)
        how = "left" if keep_left else "inner"
        return frame.join(other, left_on=[CHILD, *keys], right_on=theirs, how=how)  # type: ignore[arg-type]

    def without(self, left: str, right: str) -> pl.LazyFrame:
        """The rows of `left` whose case has no row in `right`."""
        return self.rows(left).join(self.rows(right), on=CASE, how="anti")

    def others(self, table: str, *keys: str) -> pl.LazyFrame:
        """Each row of a table with each other row of the same child (and keys).

        The columns of the other row are named `other.<column>`.
        """
        row = row_column(table)
        names = {row: f"other.{row}", **self.new_names(table, "other.")}
        right = self.rows(table).rename(names)
        theirs = [CHILD, *(f"other.{key}" for key in keys)]
        pairs = self.paired(table).join(right, left_on=[CHILD, *keys], right_on=theirs)
        return pairs.filter(pl.col(row) != pl.col(f"other.{row}"))


def both_of(table: str, pairs: pl.LazyFrame) -> pl.LazyFrame:
    """Both rows of each of the pairs that `others` gave."""
    row = row_column(table)
    return pl.concat([pairs.select(row), pairs.select(pl.col(f"other.{row}").alias(row))])


def working_days_from(day: dt.date, days: int) -> dt.date:
    """The day so many working days from a day.

    Where the calendar of bank holidays does not reach, weekends only are left out: a reference
    date of another century is a finding of its own, and must not stop the other rules.
    """
    first, last = cover(Nation.ENGLAND)
    reach = dt.timedelta(days=_LONGEST_TARGET_DAYS)
    if first + reach <= day <= last - reach:
        return add_working_days(day, days, Nation.ENGLAND)
    start = np.array([day], dtype="datetime64[D]")
    found: dt.date = np.busday_offset(start, days, roll="following" if days < 0 else "preceding")[
        0
    ].astype(dt.date)
    return found


def _day_after_last_year(day: dt.date) -> dt.date:
    # A reference date of 29 February is wrong, but must not stop the rules.
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day) + dt.timedelta(days=1)


def context_of(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> ContextCIN:
    """The context of the rules, from prepared tables."""
    return ContextCIN(tables, given, collection, references)
