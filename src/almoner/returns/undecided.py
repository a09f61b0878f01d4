"""Rows on which rules cannot decide, because a date that they read cannot be read by anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from almoner.returns import dates
from almoner.returns.context import Context
from almoner.returns.findings import Breach
from almoner.returns.rule import Rule
from almoner.returns.shapes import TableShape


class Undecided(NamedTuple):
    """A date field of a table: in how many rows it cannot be read, and the rules that read it."""

    table: str
    field: str
    rows: int
    rules: tuple[str, ...]


def undecided(
    rules: Iterable[Rule],
    breaches: Iterable[Breach],
    context: Context,
    shapes: Mapping[str, TableShape],
) -> list[Undecided]:
    """What stands in the way of a decision. A rule that reports the date itself has decided."""
    rules = list(rules)
    found = {(breach.rule.code, breach.table): set(breach.rows) for breach in breaches}
    return [
        Undecided(table, field, len(rows), tuple(codes))
        for table, field, rows in _unreadable(context, shapes)
        if (codes := [r.code for r in rules if _silent(r, table, field, rows, found)])
    ]


def _unreadable(
    context: Context, shapes: Mapping[str, TableShape]
) -> Iterator[tuple[str, str, set[int]]]:
    for table, shape in shapes.items():
        if not context.has(table):
            continue
        frame = context.tables[table]
        for field in shape.fields:
            if field.is_date and frame.get_column(dates.bad(field.name)).any():
                wrong = pl.col(dates.bad(field.name)) & pl.col(field.name).is_null()
                rows = set(frame.select(wrong.arg_true()).to_series())
                if rows:
                    yield table, field.name, rows


def _silent(
    rule: Rule, table: str, field: str, rows: set[int], found: Mapping[tuple[str, str], set[int]]
) -> bool:
    reads = table in rule.marks and field in rule.fields
    return reads and not rows <= found.get((rule.code, table), set())
