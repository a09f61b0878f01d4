"""`labels` and `shaping` as steps on a table: table in, table with more columns out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from almoner.publications.labels import read_codes, read_places
from almoner.publications.reading import Table
from almoner.publications.shaping import as_measurements, read_periods
from almoner.reference.areas import AreaKind, CodeScheme, Nation
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind


def with_columns(table: Table, **columns: pl.Expr | pl.Series) -> Table:
    """`table` with more columns, its path and rows as they were."""
    return Table(table.path, table.frame.with_columns(**columns), table.first_row)


def with_periods(table: Table, column: str, *, kind: PeriodKind) -> Table:
    """`table` with the columns `period`, `status` and `label` read from the labels in `column`."""
    read = read_periods(table, column, kind)
    return with_columns(table, **{name: read[name] for name in read.columns})


def with_years(table: Table, column: str) -> Table:
    """As `with_periods`, but every label must be one reporting year; several years are refused."""
    table = with_periods(table, column, kind=PeriodKind.YEAR)
    windows = table.frame["period"].str.contains("x").arg_true()
    if len(windows):
        index = int(windows[0])
        raise table.refusal(
            _("this is not the label of one period"),
            index=index,
            column=column,
            found=table.frame[column][index],
            expected=_("one year, such as 2023-24"),
        )
    return table


def with_areas(
    table: Table,
    column: str,
    *,
    names: Mapping[str, str] | None = None,
    into: str = "area",
    nation: Nation | None = None,
    scheme: CodeScheme | None = None,
    kind: AreaKind | None = None,
    at: str | None = None,
) -> Table:
    """`table` with the code of the area named (or coded) in `column`; see `read_places`."""
    codes = read_places(table, column, names=names, nation=nation, scheme=scheme, kind=kind, at=at)
    return with_columns(table, **{into: codes})


def with_codes(
    table: Table,
    column: str,
    codes: Mapping[str, str],
    *,
    into: str | None = None,
    message: str = "",
) -> Table:
    """`table` with `column` (or a new column `into`) as our codes; see `read_codes`."""
    read = read_codes(table, column, codes, message=message)
    return with_columns(table, **{into or column: read})


def breakdown(**columns: str) -> pl.Expr:
    """The canonical breakdown text from columns of codes: `breakdown(age="age_code")`.

    A null or empty code leaves its characteristic out (a total).
    """
    parts = [
        pl.when(pl.col(column).fill_null("") != "").then(
            pl.concat_str(pl.lit(f"{name}="), pl.col(column))
        )
        for name, column in sorted(columns.items())
    ]
    return pl.concat_str(parts, separator=";", ignore_nulls=True)


def measurements(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """`frames` under one another in the shape of MEASUREMENT_SCHEMA; absent columns are filled."""
    return pl.concat([as_measurements(frame) for frame in frames])
