"""DuckDB in memory: a mirror of the records, and the place where statements run.

Nothing here can be corrupted: it is built from the records, and built again when in doubt.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import duckdb
import polars as pl
import pyarrow as pa

from almoner.engine.calendar_joins import BEYOND, calendar_and_beyond
from almoner.engine.compiler import Dialect
from almoner.engine.reading import empty_sql, read_sql
from almoner.records.directory import RecordsDirectory
from almoner.records.table import Table
from almoner.records.tables import declared_tables
from almoner.records.working_calendar import calendar, working_days

Found = TypeVar("Found")

_FEW = 50
"""Rows that are put in one by one sooner than as a table."""


class Mirror:
    """Tables in memory and the statements run over them. Not shared between processes."""

    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    @classmethod
    def of_frames(cls, frames: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> Mirror:
        """A mirror of tables given as frames; tables that are not given are empty."""
        mirror = cls(duckdb.connect(":memory:"))
        tables = declared_tables()
        mirror.connection.execute(";".join(map(empty_sql, tables.values())))
        for name, frame in frames.items():
            mirror.load(tables[name], frame)
        mirror.load_calendar()
        return mirror

    @classmethod
    def of_directory(
        cls,
        records: RecordsDirectory,
        as_known_on: date | None = None,
        *,
        columns: Mapping[str, Collection[str]] | None = None,
        councils: Sequence[str] | None = None,
    ) -> Mirror:
        """A mirror of a directory of records, as known on a day (None: now).

        Of tables that are in `columns` these columns alone, of others the shape alone (None: all of
        everything). `councils`: of a lake, those to read.
        """
        mirror = cls.of_frames({})
        found = {}
        for table in declared_tables().values():
            wanted = table.schema.names if columns is None else columns.get(table.name, ())
            if not (table.counted and wanted and table.name in records.tables):
                continue
            sql = read_sql(records, table, wanted, as_known_on, councils)
            if sql is not None:
                found[table.name] = sql
            elif councils is None:
                mirror.load(table, records.scan(table.name, as_known_on=as_known_on))
        mirror.make_together(found)
        return mirror

    def load(self, table: Table, rows: pl.DataFrame | pl.LazyFrame | None) -> None:
        """Put the rows of a table in place of what is there."""
        if rows is None:
            self.connection.execute(empty_sql(table))
            return
        wanted = table.schema
        frame = rows.collect() if isinstance(rows, pl.LazyFrame) else rows
        self.put(table.name, frame.select(wanted.names).to_arrow().cast(wanted))

    def put(self, name: str, rows: pa.Table) -> None:
        """Put an Arrow table in place under a name."""
        self.connection.register("incoming", rows)
        self.connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS FROM incoming')
        self.connection.unregister("incoming")

    def load_calendar(self) -> None:
        """The working calendar."""
        days = {"calendar": calendar(), BEYOND: calendar_and_beyond()}
        for name, rows in (days | {"working_day": working_days()}).items():
            self.connection.execute(_spelt_out(name, rows))

    def __enter__(self) -> Mirror:
        """The mirror itself; closed on leaving."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let go of the memory."""
        self.connection.close()

    def run(self, sql: str) -> pl.DataFrame:
        """The result of a statement."""
        result: Any = pl.from_arrow(_result(self.connection, sql))
        return result

    def run_together(self, statements: Sequence[str]) -> list[pa.Table]:
        """The result of each statement."""
        return self._at_once(_result, statements)

    def make(self, name: str, sql: str) -> None:
        """Make a table of a query's result, in place of one of that name."""
        self.connection.execute(_made(name, sql))

    def make_together(self, tables: Mapping[str, str]) -> None:
        """Make tables of queries' results, by name; a later one may be made of an earlier one."""
        for wave in waves(tables):
            texts = [_made(name, tables[name]) for name in wave]
            self._at_once(duckdb.DuckDBPyConnection.execute, texts)

    @contextmanager
    def aside(self) -> Iterator[Aside]:
        """The tables as they now are, for questions that take a while: changes need not wait."""
        with self.connection.cursor() as cursor:
            cursor.execute("BEGIN")
            yield Aside(cursor)

    def drop(self, names: Iterable[str]) -> None:
        """Let go of made tables."""
        for name in names:
            self.connection.execute(f'DROP TABLE IF EXISTS "{name}"')

    def _at_once(
        self, work: Callable[[duckdb.DuckDBPyConnection, str], Found], statements: Sequence[str]
    ) -> list[Found]:
        """Statements by turns on as many cores as there are, each on one.

        Most are too small to share among cores, and cores that wait for work take time from others.
        """
        cores = os.cpu_count() or 1
        if len(statements) <= cores:
            return [work(self.connection, sql) for sql in statements]

        def beside(sql: str) -> Found:
            with self.connection.cursor() as cursor:
                return work(cursor, sql)

        self.connection.execute("SET threads = 1")
        try:
            with ThreadPoolExecutor(cores) as pool:
                return list(pool.map(beside, statements))
        finally:
            self.connection.execute("RESET threads")

    def index(self) -> None:
        """Make rows quick to find by key and by whose they are. For upkeep, not for measuring."""
        for table in declared_tables().values():
            for column in dict.fromkeys((table.key, table.subject)):
                self.connection.execute(
                    f'CREATE INDEX IF NOT EXISTS "{table.name}_by_{column}" '
                    f'ON "{table.name}" ("{column}")'
                )

    def rows_of(self, table: Table, subjects: Sequence[str]) -> list[tuple[Any, ...]]:
        """The rows of these subjects, in the order of the table's columns."""
        return self._having(table, "*", table.subject, subjects)

    def subjects(self, table: Table, keys: Sequence[str]) -> set[str]:
        """Whose the rows of these keys are."""
        found = self._having(table, f'"{table.subject}"', table.key, keys)
        return {row[0] for row in found if row[0] is not None}

    def _having(
        self, table: Table, wanted: str, column: str, values: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        sql = f'SELECT {wanted} FROM "{table.name}" WHERE {_among(column, values)}'  # noqa: S608
        return self.connection.execute(sql).fetchall()

    def replace(self, table: Table, keys: Sequence[str], rows: pl.DataFrame | None) -> None:
        """Take out the rows of these keys, and put these rows in: both or neither."""
        self.connection.execute("BEGIN")
        try:
            self.connection.execute(
                f'DELETE FROM "{table.name}" WHERE {_among(table.key, keys)}'  # noqa: S608
            )
            if rows is not None and rows.height:
                self._insert(table, rows.select(table.schema.names))
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise

    def _insert(self, table: Table, rows: pl.DataFrame) -> None:
        if rows.height > _FEW:
            self.connection.register("incoming", rows.to_arrow().cast(table.schema))
            self.connection.execute(f'INSERT INTO "{table.name}" FROM incoming')
            self.connection.unregister("incoming")
            return
        marks = ", ".join([f"({', '.join('?' * rows.width)})"] * rows.height)
        values = [value for row in rows.iter_rows() for value in row]
        self.connection.execute(f'INSERT INTO "{table.name}" VALUES {marks}', values)  # noqa: S608


def _spelt_out(name: str, rows: pl.DataFrame) -> str:
    """The statement that makes a table of days and numbers, its rows in the text.

    DuckDB imports pandas (a fifth of a second) before it takes anything from Python.
    """
    columns = []
    for column in rows:
        numbers = column.to_physical().to_list()
        texts = " ".join("" if number is None else str(number) for number in numbers)
        kind = "DATE '1970-01-01' + {}::INTEGER" if column.dtype == pl.Date else "{}::BIGINT"
        columns.append(
            kind.format(f"nullif(unnest(string_split('{texts}', ' ')), '')")
            + f' AS "{column.name}"'
        )
    return f'CREATE OR REPLACE TABLE "{name}" AS SELECT {", ".join(columns)}'


class Aside:
    """A mirror as it was at one moment, in which tables can be made that nobody else sees."""

    dialect: Dialect = "duckdb"

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def run(self, sql: str) -> pl.DataFrame:
        """The result of a statement."""
        result: Any = pl.from_arrow(_result(self._cursor, sql))
        return result

    def make(self, name: str, sql: str) -> None:
        """Make a table of a query's result, in place of one of that name."""
        self._cursor.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {sql}')

    def run_together(self, statements: Sequence[str]) -> list[pa.Table]:
        """The result of each statement."""
        return [_result(self._cursor, sql) for sql in statements]


def _result(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return connection.execute(sql).to_arrow_table()


def _among(column: str, values: Sequence[str]) -> str:
    """A condition in words of the statement itself: with parameters no index would be used."""
    quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f'"{column}" IN ({quoted})' if values else "false"


def _made(name: str, sql: str) -> str:
    return f'CREATE OR REPLACE TABLE "{name}" AS {sql}'


def waves(tables: Mapping[str, str]) -> list[list[str]]:
    """Names of tables in turns: none is made of another of its own turn or of a later one."""
    turn: dict[str, int] = {}
    for name, sql in tables.items():
        turn[name] = 1 + max((turn[other] for other in turn if f'"{other}"' in sql), default=-1)
    last = max(turn.values(), default=-1)
    return [[name for name in tables if turn[name] == number] for number in range(last + 1)]
