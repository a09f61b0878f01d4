"""Hundreds of thousands of rows into the database at once, on SQLite and on PostgreSQL.

Django's own bulk_create builds an object a row, which is most of a minute for a million rows; here
rows go from a frame straight to the driver. Callers hold the transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.db import connection
from django.db.models import Max, Model

CHUNK = 50_000


def append(model: type[Model], rows: pl.DataFrame) -> None:
    """Insert `rows`, whose columns are columns of the model's table."""
    table, columns = _names(model, rows.columns)
    if connection.vendor == "postgresql":
        _copy(table, columns, rows)
        return
    marks = ", ".join(["%s"] * len(columns))
    _each(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def upsert(model: type[Model], rows: pl.DataFrame, *, key: str = "id") -> None:
    """Insert `rows`, or update the row with the same `key` in every other column."""
    table, columns = _names(model, rows.columns)
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name != f'"{key}"')
    conflict = f'ON CONFLICT ("{key}") DO UPDATE SET {updates}'
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE incoming (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP"
            )
        _copy("incoming", columns, rows)
        names = ", ".join(columns)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming {conflict}")
            cursor.execute("DROP TABLE incoming")
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({key})) FROM {table}",
                [model._meta.db_table, key],
            )
        return
    marks = ", ".join(["%s"] * len(columns))
    _each(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) {conflict}", rows)


def next_id(model: type[Model]) -> int:
    """The first id not yet used; safe while the caller's transaction is the only writer."""
    highest: int | None = model._default_manager.aggregate(highest=Max("pk"))["highest"]
    return (highest or 0) + 1


def lock_for_writing() -> None:
    """Wait until no other loader is at work; SQLite's immediate transactions do so already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # The number is only a name for this lock: "almoner" as letters on a telephone.
            cursor.execute("SELECT pg_advisory_xact_lock(2566637)")


def frame(sql: str, parameters: Sequence[object], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """The rows of a query as a frame with the columns of `schema`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(schema)
    return pl.DataFrame(
        [
            pl.Series(name, column, dtype=kind)
            for (name, kind), column in zip(schema.items(), columns, strict=True)
        ]
    )


def _names(model: type[Model], columns: Sequence[str]) -> tuple[str, list[str]]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), [quote(name) for name in columns]


def _each(sql: str, rows: pl.DataFrame) -> None:
    # sqlite3 takes dates as text; the driver's own adapter is deprecated.
    dates = [name for name, kind in rows.schema.items() if kind == pl.Date]
    plain = rows.with_columns(pl.col(dates).dt.to_string("%Y-%m-%d")) if dates else rows
    with connection.cursor() as cursor:
        for start in range(0, plain.height, CHUNK):
            cursor.executemany(sql, plain.slice(start, CHUNK).rows())


def _copy(table: str, columns: list[str], rows: pl.DataFrame) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows.iter_rows():
            copy.write_row(row)
