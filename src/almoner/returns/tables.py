"""Tables as they are given, made into the one form that rules read.

Whatever comes (polars, pyarrow, pandas, rows of dictionaries, text or dates), a prepared table has
a column `<table>.row` counting from 0, every field of its shape (null where the table lacks it),
trimmed text with blank as null, and for each date field `X` the date in `X`, the text as given in
`X.raw` and the mark in `X.bad`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from almoner.returns import dates
from almoner.returns.shapes import Field, TableShape

NUMBERS = frozenset({"PL_DISTANCE"})


def row_column(table: str) -> str:
    """Name of the column with the row's number in the table as given, from 0."""
    return f"{table}.row"


def as_frame(given: Any) -> pl.DataFrame:
    """Any kind of table as a polars frame of text and dates."""
    if isinstance(given, pl.LazyFrame):
        given = given.collect()
    if isinstance(given, pl.DataFrame):
        return given.select([_plain(column) for column in given.get_columns()])
    if hasattr(given, "schema") and hasattr(given, "to_batches"):
        return as_frame(pl.DataFrame(pl.from_arrow(given)))
    if hasattr(given, "iloc") and hasattr(given, "columns"):
        columns = {str(name): given.iloc[:, at].tolist() for at, name in enumerate(given.columns)}
        return _from_columns(columns)
    if isinstance(given, Mapping):
        return _from_columns({str(name): list(values) for name, values in given.items()})
    return _from_columns(_pivot(given))


def _pivot(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    rows = list(rows)
    names = dict.fromkeys(str(name) for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _from_columns(columns: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    return pl.DataFrame([_from_values(name, values) for name, values in columns.items()])


def _from_values(name: str, values: Sequence[Any]) -> pl.Series:
    if all(value is None or isinstance(value, str) for value in values):
        return pl.Series(name, values, dtype=pl.String)
    days = [_day(value) for value in values]
    given = sum(1 for value in values if not _is_blank(value))
    if given and sum(1 for day in days if day is not None) == given:
        return pl.Series(name, days, dtype=pl.Date)
    return pl.Series(name, [_text(value) for value in values], dtype=pl.String)


def _is_blank(value: Any) -> bool:
    # Not a number, not a time and pandas' own NA are all unequal to themselves or say so.
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and value != value


def _day(value: Any) -> dt.date | None:
    if _is_blank(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def _text(value: Any) -> str | None:
    if _is_blank(value):
        return None
    day = _day(value)
    if day is not None:
        return f"{day:%d/%m}/{day.year:04d}"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _plain(column: pl.Series) -> pl.Series:
    kind = column.dtype
    if kind in (pl.String, pl.Date):
        return column
    if kind == pl.Datetime:
        return column.dt.date()
    if kind.is_integer() or kind in (pl.Categorical, pl.Enum, pl.Null):
        return column.cast(pl.String)
    return _from_values(column.name, column.to_list())


def prepare(shape: TableShape, given: Any, *, table: str | None = None) -> pl.DataFrame:
    """The table in the form that rules read; never fails on what a cell holds.

    `table` is the name under which rules know it when it is not the shape's own (last year's).
    """
    frame = as_frame(given)
    frame = (
        frame.rename({name: name.strip().upper() for name in frame.columns})
        if (shape.upper and _renames(frame.columns))
        else frame
    )
    rows = pl.int_range(frame.height, dtype=pl.UInt32, eager=True)
    columns = [rows.alias(row_column(table or shape.name))]
    for field in shape.fields:
        columns += _prepared(field, frame, upper=shape.upper)
    return pl.DataFrame(columns)


def _renames(names: Sequence[str]) -> bool:
    wanted = [name.strip().upper() for name in names]
    return list(names) != wanted and len(set(wanted)) == len(wanted)


def _prepared(field: Field, frame: pl.DataFrame, *, upper: bool) -> list[pl.Series]:
    if field.name in frame.columns:
        column = frame.get_column(field.name)
    else:
        column = pl.Series(field.name, [None], dtype=pl.String).extend_constant(None, 0)
        column = column.clear().extend_constant(None, frame.height)
    if field.is_date:
        return _dates(column)
    if field.name in NUMBERS:
        text = _tidy(column, upper=False)
        return [text.cast(pl.Float64, strict=False), text.alias(dates.raw(field.name))]
    return [_tidy(column, upper=upper)]


def _tidy(column: pl.Series, *, upper: bool) -> pl.Series:
    if column.dtype == pl.Date:
        column = column.dt.to_string(dates.OWN_FORM)
    text = column.str.strip_chars()
    text = text.str.to_uppercase() if upper else text
    return text.set(text == "", None)


def _dates(column: pl.Series) -> list[pl.Series]:
    name = column.name
    if column.dtype == pl.Date:
        text = column.dt.to_string(dates.OWN_FORM).alias(dates.raw(name))
        marks = pl.repeat(False, len(column), dtype=pl.Boolean, eager=True)
        return [column, text, marks.alias(dates.bad(name))]
    text = _tidy(column, upper=False)
    days, marks = dates.parse(text)
    return [days, text.alias(dates.raw(name)), marks]
