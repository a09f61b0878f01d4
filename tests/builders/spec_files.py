"""Specs as text: small tables drawn with bars, then what an indicator must say of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.table import Kind
from almoner.records.tables import declared_tables


@dataclass(frozen=True)
class Spec:
    """Record tables, and for each indicator the measurements expected."""

    tables: dict[str, pl.DataFrame]
    expected: dict[str, list[dict[str, str]]]


def read_spec(path: Path) -> Spec:
    """A spec file: blocks separated by blank lines, each a name and a table; prose is skipped."""
    tables: dict[str, pl.DataFrame] = {}
    expected: dict[str, list[dict[str, str]]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.strip().splitlines() if line.strip()]
        if len(lines) < 2 or "|" not in lines[1]:
            continue
        name, rows = lines[0].strip(), [_cells(line) for line in lines[1:]]
        drawn = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        if name in declared_tables():
            tables[name] = _frame(name, drawn)
        else:
            expected[name] = drawn
    return Spec(tables, expected)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _frame(name: str, drawn: list[dict[str, str]]) -> pl.DataFrame:
    table = declared_tables()[name]
    assert set(drawn[0]) <= {column.name for column in table.columns}, (name, drawn[0])
    rows = [
        {column.name: _value(column.kind, row.get(column.name, "")) for column in table.columns}
        for row in drawn
    ]
    return pl.DataFrame(rows, schema=polars_schema(table), orient="row")


def _value(kind: Kind, text: str) -> Any:
    if text in ("", "-"):
        return None
    return {
        Kind.TEXT: lambda: text,
        Kind.DATE: lambda: dt.date.fromisoformat(text),
        Kind.INTEGER: lambda: int(text),
        Kind.FLAG: lambda: text == "yes",
    }[kind]()
