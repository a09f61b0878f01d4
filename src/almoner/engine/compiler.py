"""The one place where a definition becomes SQL.

Ibis is used as a compiler of unbound tables, never as a runtime: the text goes to the engine's own
client. What Ibis cannot say (several days and groupings in one scan) is written here in the plain
SQL that all engines share. Only whole numbers and codes leave a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import ibis
import ibis.expr.operations as ops

from almoner.catalogue.time import month_index
from almoner.engine.calendar_joins import with_inner_joins
from almoner.engine.dimensions import DIMENSIONS, STATES, states
from almoner.engine.plan import Batch, Day, Plan
from almoner.engine.pruning import pruned
from almoner.engine.sharing import shared
from almoner.records.tables import declared_tables

Dialect = Literal["duckdb", "pyspark"]
_BEFORE, FIRST, LAST = 987_000, 987_001, 987_002  # stand for months, which are put in last
_BEGIN, _AFTER = "9871-01-01", "9872-01-01"  # for the first month's first day, the day after all


@dataclass(frozen=True)
class Program:
    """A plan as SQL: tables to make, by name and in order, then statements to run.

    `reads[i]` and `needs[i]` are the record tables and the made tables behind statement i, and
    `rows[i]` is what it adds up: for each unit and day the keys, and the columns as x0, x1 and so
    on. `columns` are the columns of record tables that any of it reads.
    """

    tables: dict[str, str]
    statements: tuple[str, ...]
    rows: tuple[str, ...]
    reads: tuple[frozenset[str], ...]
    needs: tuple[tuple[str, ...], ...]
    columns: dict[str, tuple[str, ...]]

    def made(self, first: int, last: int) -> dict[str, str]:
        """The tables to make for the months `first` to `last` (indexes)."""
        return {name: put_in_months(sql, first, last) for name, sql in self.tables.items()}

    def between(self, first: int, last: int) -> list[str]:
        """The statements for the months `first` to `last` (indexes)."""
        return [put_in_months(sql, first, last) for sql in self.statements]

    def rows_between(self, first: int, last: int) -> list[str]:
        """`rows` for the months `first` to `last` (indexes)."""
        return [put_in_months(sql, first, last) for sql in self.rows]


def put_in_months(sql: str, first: int, last: int) -> str:
    """Text with the months `first` to `last` (indexes) where they are stood for."""
    for stand_in, month in ((_BEFORE, first - 1), (FIRST, first), (LAST, last)):
        sql = sql.replace(str(stand_in), str(month))
    for day, month in ((_BEGIN, first), (_AFTER, last + 1)):
        sql = sql.replace(f"{day[:4]}, 1, 1", f"{month // 12}, {month % 12 + 1}, 1")
    return sql


@dataclass(frozen=True)
class Work:
    """What a plan asks for as Ibis tables: those to make, by name, and a query for each batch."""

    tables: dict[str, Any]
    queries: tuple[Any, ...]


def work_of(plan: Plan) -> Work:
    """The work of a plan, with what several batches share set apart and the unread left out."""
    work = shared([_columns(batch) for batch in plan.batches])
    tables = {STATES.get_name(): pruned(states(FIRST, LAST))} | work.tables
    needed = {name for query in work.queries for name in _chain(query, tables)}
    return Work({name: tables[name] for name in tables if name in needed}, work.queries)


def compiled(plan: Plan, dialect: Dialect = "duckdb", work: Work | None = None) -> Program:
    """The program of a plan (and its work, if known). The same plan makes the same text."""
    work = work or work_of(plan)
    tables = work.tables
    chains = [_chain(query, tables) for query in work.queries]
    rows = [
        rows_sql(batch, to_sql(query, dialect))
        for batch, query in zip(plan.batches, work.queries, strict=True)
    ]
    statements = [batch_sql(batch, one) for batch, one in zip(plan.batches, rows, strict=True)]
    return Program(
        {name: to_sql(table, dialect) for name, table in tables.items()},
        tuple(map(with_inner_joins, statements) if dialect == "duckdb" else statements),
        tuple(rows),
        tuple(
            record_tables(query, *(tables[name] for name in chain)) - set(tables)
            for query, chain in zip(work.queries, chains, strict=True)
        ),
        tuple(chains),
        _columns_read([*work.queries, *tables.values()]),
    )


def _columns_read(expressions: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    """The columns of record tables that are read, by table."""
    fields = {field for expression in expressions for field in expression.op().find(ops.Field)}
    found: dict[str, set[str]] = {}
    for field in fields:
        if isinstance(field.rel, ops.UnboundTable) and field.rel.name in declared_tables():
            found.setdefault(field.rel.name, set()).add(field.name)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def _chain(query: Any, tables: dict[str, Any]) -> tuple[str, ...]:
    """The made tables behind a query, in the order of their making."""
    wanted = record_tables(query) & set(tables)
    while (
        more := {n for name in wanted for n in record_tables(tables[name])} & set(tables) - wanted
    ):
        wanted |= more
    return tuple(name for name in tables if name in wanted)


def states_sql(first: int, last: int, dialect: Dialect) -> str:
    """The table of everybody's states over the months `first` to `last` (indexes)."""
    return to_sql(states(first, last), dialect)


def to_sql(expression: Any, dialect: Dialect = "duckdb") -> str:
    """The SQL text of an unbound Ibis table."""
    if dialect == "pyspark":
        _wake_pyspark()
    return str(ibis.to_sql(expression, dialect=dialect))


def _wake_pyspark() -> None:
    # Ibis 12 finds this dialect's settings only once the backend has been touched.
    _ = ibis.pyspark


def record_tables(*expressions: Any) -> frozenset[str]:
    """The names of the tables that these expressions read."""
    return frozenset(
        node.name for expression in expressions for node in expression.op().find(ops.UnboundTable)
    )


def rows_sql(batch: Batch, units: str) -> str:
    """What a batch adds up: a row for each unit and day on which it counts for something.

    `d` is the number of the day. Months (`k`) are indexes; everything before the first asked for
    falls into the month before it, everything after the last is left out.
    """
    conditions = [] if _is_cut(batch.days) else [f"k >= {_BEFORE}", f"k <= {LAST}"]
    if batch.spread:
        conditions.append("spread IS NOT NULL")
    if not all(any(map(_is_true, day.columns)) for day in batch.days):
        sums = [f"x{i}{'' if _is_count(batch, i) else ' <> 0'}" for i in range(_width(batch))]
        conditions.append(f"({' OR '.join(sums)})")
    return (
        f"SELECT * FROM (\nSELECT {', '.join(_by_day(batch))} FROM (\n{units}\n"  # noqa: S608
        f") AS units{_days(batch)}\n) AS each WHERE {' AND '.join(conditions) or 'TRUE'}"
    )


def batch_sql(batch: Batch, rows: str) -> str:
    """One statement for a batch: its rows added up by day, month, and one breakdown at a time.

    A column of a grouping that a row does not belong to is null.
    """
    sums = [_sum(batch, i) for i in range(_width(batch))]
    sets = [", ".join(group) for group in _groupings(batch)]
    groups = f"GROUPING SETS ({', '.join(f'({each})' for each in sets)})"
    keys = [name if name in _by_all(batch) else f"0 AS {name}" for name in keys_of(batch)[:1]]
    return (
        f"SELECT {', '.join([*keys, *keys_of(batch)[1:], *sums])} FROM (\n{rows}\n"  # noqa: S608
        f") AS counted GROUP BY {groups if len(sets) > 1 else sets[0]}"
    )


def keys_of(batch: Batch) -> tuple[str, ...]:
    """By what a batch adds up: day, month, perhaps a value, team, and who and where."""
    return ("d", "k", *(("spread",) if batch.spread else ()), "team_id", *_homely(batch))


def _columns(batch: Batch) -> Any:
    """The units with a month and columns for each day, made of the tables that they come from."""
    units = batch.units.table
    chosen = {"team_id": units.team_id.fill_null("")}
    chosen |= {name: units[name] for name in _homely(batch)}
    if batch.spread:
        chosen["spread"] = units[batch.spread].cast("int64")
    for d, day in enumerate(batch.days):
        chosen[f"k_{d}"] = month_index(day.on).cast("int32")
        chosen |= {f"x_{d}_{i}": column for i, column in enumerate(day.columns)}
    wanted = _met(units, batch.days).select(**chosen)
    return wanted.op().replace({units.op(): batch.units.rows.op()}).to_expr()


def _met(units: Any, days: Sequence[Day]) -> Any:
    """Only what happened in the months asked for, where no more than that is counted.

    Said of the day itself, so that a database can leave out the rest before it joins anything.
    """
    if not _is_cut(days):
        return units
    on = days[0].on
    return units.filter((on >= ibis.date(_BEGIN)) & (on < ibis.date(_AFTER)))


def _is_cut(days: Sequence[Day]) -> bool:
    return len(days) == 1 and not days[0].carried


def _month(d: int, day: Day) -> str:
    return f"CASE WHEN k_{d} < {FIRST} THEN {_BEFORE} ELSE k_{d} END" if day.carried else f"k_{d}"


def _is_true(column: Any) -> bool:
    return isinstance(column.op(), ops.Literal) and column.op().value is True


def _homely(batch: Batch) -> tuple[str, ...]:
    return (*DIMENSIONS, "area") if batch.units.has_person else ()


def _width(batch: Batch) -> int:
    return max(len(day.columns) for day in batch.days)


def _days(batch: Batch) -> str:
    if len(batch.days) == 1:
        return ""
    return f" CROSS JOIN (VALUES {', '.join(f'({d})' for d in range(len(batch.days)))}) AS days(d)"


def _by_day(batch: Batch) -> list[str]:
    """The number of the day, its month, the keys, and its columns, whichever day it is."""
    keys, width = keys_of(batch)[2:], range(_width(batch))
    if len(batch.days) == 1:
        month = _month(0, batch.days[0])
        return ["0 AS d", f"{month} AS k", *keys, *(f"x_0_{i} AS x{i}" for i in width)]
    months = {d: _month(d, day) for d, day in enumerate(batch.days)}
    columns = [f"{_case(_column(batch, i))} AS x{i}" for i in width]
    return ["d", f"{_case(months)} AS k", *keys, *columns]


def _column(batch: Batch, i: int) -> dict[int, str]:
    """Column i of each day that has one, all of them numbers where one is."""
    count = _is_count(batch, i)
    return {
        d: f"x_{d}_{i}" if count or not _yes_or_no(day, i) else f"CAST(x_{d}_{i} AS BIGINT)"
        for d, day in enumerate(batch.days)
        if i < len(day.columns)
    }


def _case(by_day: dict[int, str]) -> str:
    return f"CASE d {' '.join(f'WHEN {d} THEN {text}' for d, text in by_day.items())} END"


def _yes_or_no(day: Day, i: int) -> bool:
    return bool(day.columns[i].type().is_boolean())


def _is_count(batch: Batch, i: int) -> bool:
    return all(_yes_or_no(day, i) for day in batch.days if i < len(day.columns))


def _sum(batch: Batch, i: int) -> str:
    if _is_count(batch, i):
        return f"COUNT(CASE WHEN x{i} THEN 1 END) AS n{i}"
    return f"COALESCE(CAST(SUM(x{i}) AS BIGINT), 0) AS n{i}"


def _by_all(batch: Batch) -> tuple[str, ...]:
    """The keys of every grouping."""
    several = ("d",) if len(batch.days) > 1 else ()
    return (*several, "k", *(("spread",) if batch.spread else ()))


def _groupings(batch: Batch) -> list[tuple[str, ...]]:
    base = _by_all(batch)
    groups: list[tuple[str, ...]] = [(*base, "team_id")]
    if batch.units.has_person:
        groups += [(*base, "team_id", name) for name in DIMENSIONS]
        groups.append((*base, "area"))
    return groups
