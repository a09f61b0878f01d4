"""Which column of a publisher's table is which measurement: kept as data, applied to whole tables.

A layout is a CSV with the columns `table, column, also_called, indicator, breakdown, numerator,
denominator`: one row a column of figures. `also_called` has names that other editions use,
separated by "|"; `numerator` and `denominator` name columns of the same table.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from almoner.publications.measurements import as_measurements
from almoner.publications.tables import STANDARD_MARKERS, Table, plain_name
from almoner.reference.breakdown import breakdown_code, parse_breakdown
from almoner.reference.language import _
from almoner.reference.measurement import Marker


@dataclass(frozen=True, slots=True)
class MeasuredColumn:
    """One column of figures and what it measures; `breakdown` is a breakdown code."""

    column: str
    also_called: tuple[str, ...]
    indicator: str
    breakdown: str
    numerator: str
    denominator: str


Layout = Mapping[str, tuple[MeasuredColumn, ...]]


@cache
def read_layout(path: Path) -> Layout:
    """The columns of each table named in the layout at `path`."""
    found: dict[str, list[MeasuredColumn]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            also = tuple(filter(None, row.pop("also_called").split("|")))
            table = row.pop("table")
            found.setdefault(table, []).append(MeasuredColumn(also_called=also, **row))
    return {table: tuple(columns) for table, columns in found.items()}


def with_known_columns(
    table: Table,
    columns: Sequence[MeasuredColumn],
    described_by: Mapping[str, Sequence[str]],
    *,
    passed_over: Collection[str] = (),
    optional: Collection[str] = (),
) -> Table:
    """`table` with our names, once each of its columns is known.

    `described_by` are the columns that say what a row is about; those in `passed_over` say nothing
    new. A missing column (unless it is `optional`) and one that nobody knows are refused.
    """
    wanted = {**described_by, **{one.column: (*one.also_called, one.column) for one in columns}}
    known = {plain_name(name) for names in wanted.values() for name in names}
    known |= {plain_name(name) for name in (*wanted, *passed_over)}
    for name in table.frame.columns:
        if plain_name(name) not in known:
            raise table.refusal(
                _("this column is not known"),
                column=name,
                found=name,
                expected=", ".join(wanted),
            )
    return table.columns(wanted, optional=list(optional))


def measured(
    table: Table,
    columns: Sequence[MeasuredColumn],
    about: pl.DataFrame,
    *,
    markers: Mapping[str, Marker] = STANDARD_MARKERS,
    blank: Marker | None = None,
) -> pl.DataFrame:
    """Measurements of every column of figures, row by row.

    `about` says what each row of `table` is about: `period, status, label, area` and perhaps
    `breakdown`, which is joined with the column's own.
    """
    numbers = table.numbers_of([one.column for one in columns], markers, blank=blank)
    which = pl.Series(range(len(columns))).repeat_by(table.frame.height).explode()
    said = pl.DataFrame(
        {
            "indicator": [one.indicator for one in columns],
            "of_column": [one.breakdown for one in columns],
        }
    )[which]
    frame = pl.concat([about] * len(columns)).with_columns(
        said["indicator"],
        said["of_column"],
        pl.concat([numbers[one.column][0] for one in columns]),
        pl.concat([numbers[one.column][1] for one in columns]),
        _numbers_of(table, numbers, [one.numerator for one in columns]).alias("numerator"),
        _numbers_of(table, numbers, [one.denominator for one in columns]).alias("denominator"),
    )
    return as_measurements(_with_joined_breakdowns(frame))


def _numbers_of(
    table: Table, numbers: Mapping[str, tuple[pl.Series, pl.Series]], columns: Sequence[str]
) -> pl.Series:
    """The values of `columns`, one after the other; nulls where no column is named."""
    nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, table.frame.height)
    return pl.concat(
        nothing.alias("")
        if not column
        else (
            numbers[column][0] if column in numbers else table.frame[column].cast(pl.Float64)
        ).alias("")
        for column in columns
    )


def _with_joined_breakdowns(frame: pl.DataFrame) -> pl.DataFrame:
    """Row's and column's breakdown in one code; each pair of them is joined once."""
    if "breakdown" not in frame.columns:
        return frame.rename({"of_column": "breakdown"})
    pairs = frame.select("breakdown", "of_column").unique()
    joined = [
        breakdown_code({**parse_breakdown(of_row), **parse_breakdown(of_column)})
        for of_row, of_column in pairs.iter_rows()
    ]
    known = pairs.with_columns(pl.Series("joined", joined, dtype=pl.String))
    return frame.join(
        known, on=["breakdown", "of_column"], how="left", maintain_order="left"
    ).with_columns(breakdown=pl.col("joined"))
