"""The one place where a definition becomes SQL.

Ibis is used as a compiler of unbound tables, never as a runtime: the text goes to the engine's own
client. What Ibis cannot say (several groupings in one scan) is written here in the plain SQL that
all engines share. Only whole numbers and codes leave a statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import ibis
import ibis.expr.operations as ops

from almoner.catalogue.record_tables import RECORDS
from almoner.engine.dimensions import DIMENSIONS, ages, homes
from almoner.engine.plan import Batch, Plan, UnitTable

Dialect = Literal["duckdb", "pyspark"]
_BEFORE, _FIRST, _LAST = 987_000, 987_001, 987_002  # stand for months, which are put in last


@dataclass(frozen=True)
class Program:
    """A plan as SQL: tables to make, by name and in order, then statements to run.

    `reads[i]` and `needs[i]` are the record tables and the unit tables behind statement i, and
    `rows[i]` is what it adds up: for each unit the keys, and the columns as x0, x1 and so on.
    """

    tables: dict[str, str]
    statements: tuple[str, ...]
    rows: tuple[str, ...]
    reads: tuple[frozenset[str], ...]
    needs: tuple[tuple[str, ...], ...]

    def between(self, first: int, last: int) -> list[str]:
        """The statements for the months `first` to `last` (indexes)."""
        return [_with_months(sql, first, last) for sql in self.statements]

    def rows_between(self, first: int, last: int) -> list[str]:
        """`rows` for the months `first` to `last` (indexes)."""
        return [_with_months(sql, first, last) for sql in self.rows]


def _with_months(sql: str, first: int, last: int) -> str:
    for stand_in, month in ((_BEFORE, first - 1), (_FIRST, first), (_LAST, last)):
        sql = sql.replace(str(stand_in), str(month))
    return sql


def compiled(plan: Plan, dialect: Dialect = "duckdb") -> Program:
    """The program of a plan. The same plan makes the same text."""
    used = _used_columns(plan)
    units = {unit.name: unit for unit in plan.tables.values()}
    tables = {
        name: to_sql(unit.rows.select(*[c for c in unit.rows.columns if c in used[name]]), dialect)
        for name, unit in units.items()
        if used[name]
    }
    chains = [chain(batch.units, units) for batch in plan.batches]
    rows = [to_sql(_columns(batch), dialect) for batch in plan.batches]
    return Program(
        tables,
        tuple(batch_sql(batch, inner) for batch, inner in zip(plan.batches, rows, strict=True)),
        tuple(rows),
        tuple(frozenset().union(*(record_tables(units[name].rows) for name in c)) for c in chains),
        tuple(chains),
    )


def to_sql(expression: Any, dialect: Dialect = "duckdb") -> str:
    """The SQL text of an unbound Ibis table."""
    if dialect == "pyspark":
        _wake_pyspark()
    return str(ibis.to_sql(expression, dialect=dialect))


@cache
def states_sql(dialect: Dialect = "duckdb") -> dict[str, str]:
    """The tables of everybody's age bands and homes, made from the person and address tables."""
    return {
        "age_state": to_sql(ages(RECORDS), dialect),
        "home_state": to_sql(homes(RECORDS), dialect),
    }


def _wake_pyspark() -> None:
    # Ibis 12 finds this dialect's settings only once the backend has been touched.
    _ = ibis.pyspark


def record_tables(expression: Any) -> frozenset[str]:
    """The names of the tables that an expression reads, unit tables left out."""
    names = {node.name for node in expression.op().find(ops.UnboundTable)}
    return frozenset(name for name in names if not name.startswith("units_"))


def chain(unit: UnitTable, units: dict[str, UnitTable]) -> tuple[str, ...]:
    """The unit tables behind one, in the order of their making, itself last."""
    found = [unit.name]
    for node in unit.rows.op().find(ops.UnboundTable):
        if node.name in units:
            found = [*chain(units[node.name], units), *found]
    return tuple(dict.fromkeys(found))


def _used_columns(plan: Plan) -> dict[str, set[str]]:
    """For each unit table, the columns that some batch, or a later unit table, reads."""
    used: dict[str, set[str]] = {unit.name: set() for unit in plan.tables.values()}
    expressions = [e for batch in plan.batches for e in (batch.month, *batch.columns)]
    for expression in expressions:
        for node in expression.op().find(ops.Field):
            if isinstance(node.rel, ops.UnboundTable) and node.rel.name in used:
                used[node.rel.name].add(node.name)
    for unit in plan.tables.values():
        for node in unit.rows.op().find(ops.UnboundTable):
            if node.name in used:  # a later unit table takes all of an earlier one
                used[node.name] |= set(node.schema.names)
    for batch in plan.batches:
        used[batch.units.name] |= {"team_id", *([batch.spread] if batch.spread else [])}
        if batch.units.has_person:
            used[batch.units.name] |= {*DIMENSIONS, "area"}
    return used


def batch_sql(batch: Batch, inner: str) -> str:
    """One statement for a batch: its rows added up by month, team, and one breakdown at a time.

    Months are indexes; everything before the first asked for falls into the month before it,
    everything after the last is left out. A column of a grouping that a row does not belong to is
    null.
    """
    sums = [f"{_sum(column, i)} AS n{i}" for i, column in enumerate(batch.columns)]
    person = batch.units.has_person
    keys = ["k", "team_id", *((*DIMENSIONS, "area") if person else ()), *_spread(batch)]
    sets = ", ".join(f"({', '.join(group)})" for group in _groupings(batch))
    return (
        f"SELECT {', '.join(keys + sums)} FROM (\n{inner}\n) AS units "  # noqa: S608
        f"GROUP BY GROUPING SETS ({sets})"
    )


def _columns(batch: Batch) -> Any:
    units = batch.units.table
    month = ibis.ifelse(batch.month < _FIRST, _BEFORE, batch.month).cast("int32")
    chosen = {"k": month, "team_id": units.team_id.fill_null("")}
    if batch.units.has_person:
        chosen |= {name: units[name] for name in (*DIMENSIONS, "area")}
    kept = batch.month <= _LAST
    if batch.spread:
        chosen["spread"] = units[batch.spread].cast("int64")
        kept = kept & units[batch.spread].notnull()
    chosen |= {f"x{i}": column for i, column in enumerate(batch.columns)}
    return units.filter(kept).select(**chosen)


def _sum(column: Any, i: int) -> str:
    if column.type().is_boolean():
        return f"COUNT(CASE WHEN x{i} THEN 1 END)"
    return f"CAST(SUM(x{i}) AS BIGINT)"


def _spread(batch: Batch) -> tuple[str, ...]:
    return ("spread",) if batch.spread else ()


def _groupings(batch: Batch) -> list[tuple[str, ...]]:
    base = ("k", *_spread(batch))
    groups: list[tuple[str, ...]] = [(*base, "team_id")]
    if batch.units.has_person:
        groups += [(*base, "team_id", name) for name in DIMENSIONS]
        groups.append((*base, "area"))
    return groups
