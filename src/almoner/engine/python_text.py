"""A program as Python functions, beside its SQL: what it counts over the rows of a few people.

Each function is given the tables by name and returns rows: of a table to be made, or of what one
statement adds up (as `compiler.rows_sql`). Months are put in last, as they are into SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from almoner.engine.compiler import FIRST, LAST, Work, keys_of, put_in_months
from almoner.engine.plan import Batch, Plan
from almoner.engine.python_tables import Writer
from almoner.engine.python_values import NotInPythonError
from almoner.records.tables import declared_tables
from almoner.records.working_calendar import calendar, working_days


@dataclass(frozen=True)
class PythonText:
    """The text of a function (`counted`) for each table and statement; "" where it cannot be said.

    `always` are tables made of what nobody's record changes, and `columns` what the rows of each
    statement have.
    """

    always: dict[str, str]
    tables: dict[str, str]
    statements: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]

    def between(self, first: int, last: int) -> PythonText:
        """The same for the months `first` to `last` (indexes)."""

        def put_in(text: str) -> str:
            return put_in_months(text, first, last)

        return PythonText(
            {name: put_in(text) for name, text in self.always.items()},
            {name: put_in(text) for name, text in self.tables.items()},
            tuple(map(put_in, self.statements)),
            self.columns,
        )


def python_text(plan: Plan, work: Work) -> PythonText:
    """The Python of a plan, whose work has been set apart."""
    columns = _columns_of(work.tables)
    always: dict[Any, str] = {}
    tables = {name: _table(table, columns, always) for name, table in work.tables.items()}
    statements = [
        _statement(batch, query, columns, always)
        for batch, query in zip(plan.batches, work.queries, strict=True)
    ]
    made = {name: _text(_rows(node, columns, {})) for node, name in always.items()}
    return PythonText(made, tables, tuple(statements), tuple(map(_columns_counted, plan.batches)))


def _columns_counted(batch: Batch) -> tuple[str, ...]:
    return (*keys_of(batch), *(f"x{i}" for i in range(_width(batch))))


def _width(batch: Batch) -> int:
    return max(len(day.columns) for day in batch.days)


def _columns_of(made: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    records = {name: table.schema.names for name, table in declared_tables().items()}
    lasting = {"calendar": calendar().columns, "working_day": working_days().columns}
    return records | lasting | {name: table.op().schema.names for name, table in made.items()}


def _table(table: Any, columns: Mapping[str, Sequence[str]], always: dict[Any, str]) -> str:
    try:
        return _text(_rows(table.op(), columns, always))
    except NotInPythonError:
        return ""


def _rows(node: Any, columns: Mapping[str, Sequence[str]], always: dict[Any, str]) -> Writer:
    writer = Writer(columns, always)
    writer.add(f"return {writer.table(node)}")
    return writer


def _statement(
    batch: Batch, query: Any, columns: Mapping[str, Sequence[str]], always: dict[Any, str]
) -> str:
    writer = Writer(columns, always)
    node = query.op()
    try:
        source = writer.table(node)
    except NotInPythonError:
        return ""
    _count(writer, batch, source, writer.places(node))
    return _text(writer)


def _text(writer: Writer) -> str:
    lines = "\n".join(f"    {line}" for line in writer.lines)
    return f"def counted(tables, always):\n{lines}\n"


def _count(writer: Writer, batch: Batch, source: str, places: Mapping[str, int]) -> None:
    """A row for each unit and day on which it counts for something."""
    keys = keys_of(batch)[2:]
    writer.add("counted = []")
    writer.add(f"for x in {source}:")
    if batch.spread:
        writer.add(f"if x[{places['spread']}] is None: continue", 1)
    writer.add(f"keys = ({''.join(f'x[{places[key]}], ' for key in keys)})", 1)
    everything = all(any(_is_true(column) for column in day.columns) for day in batch.days)
    for d, day in enumerate(batch.days):
        own = [f"x[{places[f'x_{d}_{i}']}]" for i in range(len(day.columns))]
        writer.add(f"k = x[{places[f'k_{d}']}]", 1)
        if day.carried:
            writer.add(f"if k is not None and k < {FIRST}: k = {FIRST} - 1", 1)
        holds = [f"k is not None and {FIRST} - 1 <= k <= {LAST}"]
        if not everything:
            holds.append(f"({' or '.join(own)})")
        shown = [*own, *["None"] * (_width(batch) - len(own))]
        writer.add(f"if {' and '.join(holds)}:", 1)
        writer.add(f"counted.append(({d}, k, *keys, {', '.join(shown)},))", 2)
    writer.add("return counted")


def _is_true(column: Any) -> bool:
    return getattr(column.op(), "value", None) is True
