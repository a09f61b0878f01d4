"""The records of a few people (or workers, or repairs), and a program's rows counted over them.

A database of its own, on one thread, in which everything is prepared once: over the rows of one
person DuckDB plans for longer than it counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from almoner.engine.compiler import Program
from almoner.engine.months_apart import with_months_apart
from almoner.engine.places import Months
from almoner.records.tables import declared_tables
from almoner.records.working_calendar import calendar, working_days

Row = tuple[Any, ...]

# A plan made over an empty table takes it to be empty for ever where it looks at statistics.
_PLAIN = "statistics_propagation,empty_result_pullup,compressed_materialization"
_ABOUT_ALL = frozenset({"person", "address", "person_state", "calendar", "working_day"})
"""Tables that say more of what others count, and are counted themselves by few statements."""
_AT_ONCE = 200
_TABLE_READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@dataclass(frozen=True)
class RowsOf:
    """What one statement adds up, ungrouped: its columns, and a row for each unit."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Reading:
    """What a program's tables and statements read.

    `sources` are the tables that each made table is made of, `made_of` the made tables that a table
    goes into at length; `counted[i]` the tables of which one must hold something for statement i.
    """

    sources: Mapping[str, frozenset[str]]
    made_of: Mapping[str, frozenset[str]]
    counted: tuple[frozenset[str], ...]


def what_counts(program: Program) -> Reading:
    """What a program reads."""
    sources = {name: _tables_read(sql) for name, sql in program.tables.items()}
    made_of: dict[str, frozenset[str]] = defaultdict(frozenset)
    for name in sources:  # in the order of their making
        for source in _behind(name, sources):
            made_of[source] |= {name}
    return Reading(sources, made_of, tuple(map(_counted, program.rows)))


def _behind(name: str, sources: Mapping[str, frozenset[str]]) -> set[str]:
    direct = sources.get(name, frozenset())
    return set(direct).union(*(_behind(source, sources) for source in direct))


class Slices:
    """Record tables that hold a few people at a time. `fill` them, then `run`."""

    def __init__(self, program: Program, months: Months) -> None:
        self._program = program
        between = months.first, months.last
        self._statements = [with_months_apart(sql) for sql in program.rows_between(*between)]
        self._read = what_counts(program)
        self._connection = duckdb.connect(":memory:", config={"threads": 1})
        self._prepared: dict[str, str] = {}
        self._columns: dict[int, tuple[str, ...]] = {}
        self._full: set[str] = set()
        made = program.made(*between)
        self._tables = {name: with_months_apart(sql) for name, sql in made.items()}
        self._level: set[str] = set()
        self._make()

    def _make(self) -> None:
        run = self._connection.execute
        run(f"SET disabled_optimizers = '{_PLAIN}'")
        for table in declared_tables().values():
            self._put(table.name, table.schema.empty_table())
        self._put("calendar", calendar().to_arrow())
        self._put("working_day", working_days().to_arrow())
        for name, sql in self._tables.items():
            run(f'CREATE TABLE "{name}" AS {sql}')
        self._always = {name for name in self._tables if self._count(name)}
        """Tables that hold something even where there are no records."""

    def _put(self, name: str, rows: pa.Table) -> None:
        self._connection.register("incoming", rows)
        self._connection.execute(f'CREATE TABLE "{name}" AS FROM incoming')
        self._connection.unregister("incoming")

    def _count(self, name: str) -> int:
        found = self._connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
        return int(found[0]) if found else 0

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Put rows (in the order of the table's columns) in place of what a table holds."""
        if table in self._full:
            self._execute(f'DELETE FROM "{table}"')  # noqa: S608
            self._full.discard(table)
        elif not rows:
            return
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            marks = ", ".join([f"({', '.join('?' * len(part[0]))})"] * len(part))
            self._connection.execute(
                f'INSERT INTO "{table}" VALUES {marks}',  # noqa: S608
                [value for row in part for value in row],
            )
            self._full.add(table)
        self._moved(table)

    def _moved(self, source: str) -> None:
        """Tables made of one that has changed are no longer level with it."""
        self._level -= self._read.made_of[source]

    def run(self, concerned: Iterable[int]) -> dict[int, RowsOf]:
        """The rows of these statements over what the tables hold; those without any left out."""
        found = {}
        for number in concerned:
            for name in self._program.needs[number]:
                if name not in self._level:
                    self._remake(name)
                    self._level.add(name)
            if self._read.counted[number] & self._full:
                rows = self._rows(number)
                if rows.rows:
                    found[number] = rows
        return found

    def _remake(self, name: str) -> None:
        """Make a table of what the others now hold.

        One that is empty over empty records is empty whenever all that it reads is.
        """
        if name in self._full:
            self._execute(f'DELETE FROM "{name}"')  # noqa: S608
            self._full.discard(name)
        if name in self._always or self._read.sources[name] & self._full:
            inserted = self._execute(f'INSERT INTO "{name}" {self._tables[name]}').fetchone()
            if inserted and inserted[0]:
                self._full.add(name)

    def _rows(self, number: int) -> RowsOf:
        result = self._execute(self._statements[number])
        if number not in self._columns:
            self._columns[number] = tuple(column[0] for column in result.description)
        return RowsOf(self._columns[number], result.fetchall())

    def _execute(self, sql: str) -> Any:
        """Run a statement that is prepared the first time."""
        name = self._prepared.get(sql)
        if name is None:
            name = self._prepared[sql] = f"statement_{len(self._prepared)}"
            self._connection.execute(f"PREPARE {name} AS {sql}")
        return self._connection.execute(f"EXECUTE {name}")

    def prepare(self, concerned: Collection[int]) -> None:
        """Prepare these statements ahead of their first use."""
        for number in concerned:
            self._rows(number)

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()


def _tables_read(sql: str) -> frozenset[str]:
    return frozenset(_TABLE_READ.findall(sql))


def _counted(sql: str) -> frozenset[str]:
    """The tables of which one must hold something for a statement to count anything."""
    read = _tables_read(sql)
    return read - _ABOUT_ALL or read
