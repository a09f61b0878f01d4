"""Tables as they are given, made into the one form that rules read.

Whatever comes (polars, pyarrow, pandas, rows of dictionaries, text or dates), a prepared table has
a column `<table>.row` counting from 0, every field of its shape (null where the table lacks it),
trimmed text with blank as null, and for each date field `X` the date in `X`, the text as given in
`X.raw` and the mark in `X.bad`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from almoner.returns import dates
from almoner.returns.planning import collected
from almoner.returns.shapes import Field, TableShape

NUMBERS = frozenset({"PL_DISTANCE"})
_READY = (pl.String, pl.Date)


def row_column(table: str) -> str:
    """Name of the column with the row's number in the table as given, from 0."""
    return f"{table}.row"


def as_frame(given: Any) -> pl.DataFrame:
    """Any kind of table as a polars frame of text and dates."""
    if isinstance(given, pl.LazyFrame):
        given = given.collect()
    if isinstance(given, pl.DataFrame):
        if all(kind in _READY for kind in given.dtypes):
            return given
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


def prepare(shape: TableShape, given: Any) -> pl.DataFrame:
    """One table in the form that rules read; never fails on what a cell holds."""
    return prepare_all({shape.name: (shape, as_frame(given))})[shape.name]


def prepare_all(
    tables: Mapping[str, tuple[TableShape, pl.DataFrame]],
) -> dict[str, pl.DataFrame]:
    """Tables by the name under which rules know them, in the form that rules read.

    All are made in one collection, which is several times as fast as one by one.
    """
    plans = [_plan(name, shape, frame) for name, (shape, frame) in tables.items()]
    rows = sum(frame.height for _shape, frame in tables.values())
    ready = {
        # From its columns, so that one which is null throughout is as long as the others.
        name: pl.DataFrame(frame.get_columns())
        for name, frame in zip(tables, collected(plans, rows), strict=True)
    }
    return _read_other_forms(ready, {name: _dates_of(shape) for name, (shape, _) in tables.items()})


def _dates_of(shape: TableShape) -> list[str]:
    return [field.name for field in shape.fields if field.is_date]


def beside(frame: pl.DataFrame, right: pl.DataFrame, key: str) -> pl.DataFrame:
    """`frame` with the other columns of `right`, which has one row for each of its keys, by key."""
    if right.height == 1 and frame.height:
        # The rows of one child: nothing to join, which takes longer than all else.
        same = frame.get_column(key) == right.get_column(key)[0]
        if not same.null_count() and same.all():
            rest = (column for column in right.get_columns() if column.name != key)
            return frame.hstack([column.new_from_index(0, frame.height) for column in rest])
    return frame.join(right, on=key, how="left", maintain_order="left")


def _plan(table: str, shape: TableShape, frame: pl.DataFrame) -> pl.LazyFrame:
    plan = frame.lazy()
    for step in _steps(table, shape, frame):
        plan = plan.select(step.columns) if step.first else plan.with_columns(step.columns)
    return plan


class _Step(NamedTuple):
    first: bool
    columns: list[pl.Expr]


# The shape is kept beside its steps, so that its number stays its own.
_MOST_STEPS = 500
_STEPS: dict[tuple[object, ...], tuple[TableShape, list[_Step]]] = {}


def _steps(table: str, shape: TableShape, frame: pl.DataFrame) -> list[_Step]:
    """What makes a frame with these columns into the prepared table; made once."""
    known = (table, id(shape), *frame.schema.items())
    if known not in _STEPS:
        if len(_STEPS) >= _MOST_STEPS:
            _STEPS.clear()
        _STEPS[known] = (shape, _made(table, shape, frame.clear()))
    return _STEPS[known][1]


def _made(table: str, shape: TableShape, frame: pl.DataFrame) -> list[_Step]:
    given = dict(zip(frame.columns, frame.columns, strict=True))
    if shape.upper:
        frame = frame.rename(_in_upper_case(frame.columns))
    if shape.other_names:
        frame = frame.rename(_by_their_own_names(frame.columns, shape))
    named = [
        pl.col(old).alias(new) for old, new in zip(given, frame.columns, strict=True) if old != new
    ]
    columns = [expr for field in shape.fields for expr in _prepared(field, frame, shape)]
    rows = pl.int_range(pl.len(), dtype=pl.UInt32).alias(row_column(table))
    # Dates in steps, so that each text is parsed once and not once for each column made from it.
    names = [field.name for field in shape.fields if field.is_date]
    own = [name for name in names if frame.schema.get(name) != pl.Date]
    steps = [
        _Step(first=True, columns=[rows, *columns]),
        _Step(first=False, columns=[dates.parsed(name, shape.date_form) for name in own]),
        _Step(first=False, columns=[dates.in_range(name) for name in own]),
        _Step(first=False, columns=[dates.mark(name) for name in names]),
    ]
    renamed = [_Step(first=False, columns=named)] if named else []
    return [*renamed, *(step for step in steps if step.columns)]


def _by_their_own_names(names: Sequence[str], shape: TableShape) -> dict[str, str]:
    own = {name: shape.other_names[name] for name in names if name in shape.other_names}
    return {name: field for name, field in own.items() if field not in names}


def _in_upper_case(names: Sequence[str]) -> dict[str, str]:
    wanted = {name: name.strip().upper() for name in names}
    return wanted if len(set(wanted.values())) == len(wanted) else {}


def _prepared(field: Field, frame: pl.DataFrame, shape: TableShape) -> list[pl.Expr]:
    name = field.name
    text = _tidy(name, frame, shape, upper=shape.upper and not field.is_date)
    if field.is_date:
        is_day = frame.schema.get(name) == pl.Date
        return [text.alias(dates.raw(name)), *([pl.col(name)] if is_day else [])]
    if name in NUMBERS:
        return [text.cast(pl.Float64, strict=False).alias(name), text.alias(dates.raw(name))]
    if name == shape.key and shape.upper:
        return [text.alias(name), _tidy(name, frame, shape, upper=False).alias(dates.raw(name))]
    return [text.alias(name)]


def _tidy(name: str, frame: pl.DataFrame, shape: TableShape, *, upper: bool) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(None, dtype=pl.String)
    if frame.schema[name] == pl.Date:
        return pl.col(name).dt.to_string(shape.date_form)
    text = pl.col(name).str.strip_chars()
    text = text.str.to_uppercase() if upper else text
    return pl.when(text.str.len_bytes() > 0).then(text)


def _read_other_forms(
    ready: dict[str, pl.DataFrame], names: Mapping[str, Sequence[str]]
) -> dict[str, pl.DataFrame]:
    """The tables with dates read that are clear, though not in the return's own form.

    Those of all fields are read together: a form is tried once, and not once for each field.
    """
    doubtful = [
        (table, name, marked.arg_true())
        for table, fields in names.items()
        for name in fields
        if (marked := ready[table].get_column(dates.bad(name))).any()
    ]
    if not doubtful:
        return ready
    texts = [ready[table].get_column(dates.raw(name)).gather(at) for table, name, at in doubtful]
    found = dates.in_another_form(pl.concat([text.rename("text") for text in texts]))
    columns: dict[str, list[pl.Series]] = {}
    first = 0
    for table, name, at in doubtful:
        column = ready[table].get_column(name).scatter(at, found[first : first + len(at)])
        columns.setdefault(table, []).append(column)
        first += len(at)
    return {
        table: frame.with_columns(columns[table]) if table in columns else frame
        for table, frame in ready.items()
    }
