"""Whether rows are what their table says: columns, types, required values, codes, keys."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from almoner.records.identifiers import CHECKS
from almoner.records.provenance import KNOWN_FROM, KNOWN_UNTIL, PROVENANCE, SOURCE
from almoner.records.table import Column, Kind, Table, day, text
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_HEADER_ROWS = 2  # row 1 is the header, and people count from one
_TYPES = {
    Kind.TEXT: pl.String,
    Kind.DATE: pl.Date,
    Kind.INTEGER: pl.Int64,
    Kind.FLAG: pl.Boolean,
}
_STAMPS = (
    day(KNOWN_FROM, "The day from which this version was current."),
    day(KNOWN_UNTIL, "The day from which it was no longer current."),
    text(SOURCE, "Where it came from."),
)
_TRUTH = {"true": True, "false": False, "y": True, "n": False, "yes": True, "no": False} | {
    "1": True,
    "0": False,
}


def polars_schema(table: Table) -> dict[str, type[pl.DataType]]:
    """The Polars types of the declared columns."""
    return {column.name: _TYPES[column.kind] for column in table.columns}


def shaped(raw: pl.LazyFrame, table: Table, *, file: Path, strict_columns: bool) -> pl.LazyFrame:
    """`raw` in the declared columns and types, with any provenance columns kept.

    Refuses a required column that is missing, an unknown one when `strict_columns`, and text
    that is no date, number or yes and no.
    """
    raw = raw.rename(_our_names(raw, table))
    names = raw.collect_schema().names()
    _check_columns(names, table, file, strict_columns)
    columns = [_typed(raw, column, file) for column in table.columns]
    kept = [_typed(raw, column, file) for column in _STAMPS if column.name in names]
    return raw.select(*columns, *kept)


def _our_names(raw: pl.LazyFrame, table: Table) -> dict[str, str]:
    names = raw.collect_schema().names()
    return {
        column.standard: column.name
        for column in table.columns
        if column.standard in names and column.name not in names
    }


def _check_columns(names: list[str], table: Table, file: Path, strict: bool) -> None:
    declared = {column.name for column in table.columns}
    for column in table.columns:
        if column.required and column.name not in names:
            raise Refusal(_("a required column is missing"), file=file, column=column.name)
    unknown = [name for name in names if name not in declared and name not in PROVENANCE]
    if strict and unknown:
        raise Refusal(
            _("this table has no such column"),
            file=file,
            column=unknown[0],
            expected=", ".join(sorted(declared)),
        )


def _typed(raw: pl.LazyFrame, column: Column, file: Path) -> pl.Expr:
    schema = raw.collect_schema()
    wanted = _TYPES[column.kind]
    if column.name not in schema:
        return pl.lit(None, dtype=wanted).alias(column.name)
    given = schema[column.name]
    if given == wanted:
        return pl.col(column.name)
    if given == pl.String:
        return _parsed(raw, column, file)
    if column.kind is Kind.INTEGER and given.is_integer():
        return pl.col(column.name).cast(pl.Int64)
    if column.kind is Kind.DATE and given == pl.Datetime:
        return pl.col(column.name).cast(pl.Date)
    if given == pl.Null or column.kind is Kind.TEXT:
        return pl.col(column.name).cast(wanted)
    raise Refusal(
        _("this column has another type"),
        file=file,
        column=column.name,
        found=str(given),
        expected=column.kind.value,
    )


def _parsed(raw: pl.LazyFrame, column: Column, file: Path) -> pl.Expr:
    given = pl.col(column.name).str.strip_chars()
    given = pl.when(given == "").then(None).otherwise(given)
    parsed = {
        Kind.DATE: given.str.head(10).str.to_date("%Y-%m-%d", strict=False),
        Kind.INTEGER: given.str.to_integer(strict=False),
        Kind.FLAG: given.str.to_lowercase().replace_strict(
            _TRUTH, default=None, return_dtype=pl.Boolean
        ),
    }[column.kind]
    wrong = (
        raw.select(column.name)
        .with_row_index()
        .filter(given.is_not_null() & parsed.is_null())
        .head(1)
        .collect()
    )
    if wrong.height:
        raise Refusal(
            _("this value is not of the column's type"),
            file=file,
            row=wrong["index"][0] + _HEADER_ROWS,
            column=column.name,
            found=wrong[column.name][0],
            expected={Kind.DATE: "2024-03-31"}.get(column.kind, column.kind.value),
        )
    return parsed.alias(column.name)


def check_values(frame: pl.DataFrame, table: Table, *, file: Path) -> None:
    """Refuse a missing required value, a code not in its list, a wrong check digit, a key twice."""
    for column in table.columns:
        if column.required:
            _refuse_first(
                frame, pl.col(column.name).is_null(), column, file, _("a value is required")
            )
        if column.codes:
            strange = ~pl.col(column.name).is_in(list(column.codes))
            _refuse_first(frame, strange, column, file, _("this code is not in the list"))
        if column.check:
            wrong = _fails(frame[column.name], column.check)
            message = _("this is no {kind}: its check digit does not fit").format(kind=column.check)
            _refuse_first(frame, pl.lit(wrong), column, file, message)
    current = pl.lit(True) if KNOWN_UNTIL not in frame.columns else pl.col(KNOWN_UNTIL).is_null()
    twice = current & pl.col(table.key).is_duplicated().over(current)
    _refuse_first(frame, twice, table.column(table.key), file, _("this key stands twice"))


def _fails(values: pl.Series, check: str) -> pl.Series:
    """Where a value does not pass its check; what is missing passes."""
    passes = CHECKS[check]
    wrong = [value for value in values.drop_nulls().unique().to_list() if not passes(value)]
    return values.is_in(pl.Series(wrong, dtype=pl.String).implode()).fill_null(False)


def check_reference(frame: pl.DataFrame, column: Column, keys: pl.LazyFrame, *, file: Path) -> None:
    """Refuse a value that is no key of the table it refers to."""
    known = keys.select(pl.first().unique()).collect().to_series()
    strange = pl.col(column.name).is_not_null() & ~pl.col(column.name).is_in(known.implode())
    message = _("no row of {table} has this key").format(table=column.refers)
    _refuse_first(frame, strange, column, file, message)


def _refuse_first(
    frame: pl.DataFrame, at_fault: pl.Expr, column: Column, file: Path, message: str
) -> None:
    rows = frame.with_row_index().filter(at_fault).head(1)
    if rows.height:
        raise Refusal(
            message,
            file=file,
            row=rows["index"][0] + _HEADER_ROWS,
            column=column.name,
            found=rows[column.name][0],
            expected=", ".join(column.codes) or None,
        )
