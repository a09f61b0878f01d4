"""Findings: one row per breach of a rule by a row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import polars as pl

from almoner.reference.language import _
from almoner.returns import dates
from almoner.returns.rule import Rule
from almoner.returns.shapes import TableShape

SCHEMA = {
    "rule": pl.String,
    "severity": pl.String,
    "table": pl.String,
    "row": pl.UInt32,
    "child_or_key": pl.String,
    "fields": pl.String,
    "values": pl.String,
    "message": pl.String,
}
# The columns of SCHEMA that are the same in all rows of a breach.
_WORDS = ["rule", "severity", "table", "fields", "message"]


class Breach(NamedTuple):
    """The rows (numbers from 0) of one table that breach one rule."""

    rule: Rule
    table: str
    rows: pl.Series


def fields_in(rule: Rule, shape: TableShape) -> tuple[str, ...]:
    """The fields that the rule points at in this table; all of its fields if none is in it."""
    return tuple(name for name in rule.fields if name in shape.names) or rule.fields


def tabulate(
    breaches: Iterable[Breach],
    tables: Mapping[str, pl.DataFrame],
    shapes: Mapping[str, TableShape],
) -> pl.DataFrame:
    """Findings with the columns of SCHEMA; `fields` and `values` are parted by semicolons."""
    parts = list(breaches)
    if not parts:
        return pl.DataFrame(schema=SCHEMA)
    text = _Text(tables)
    words, keys, values = [], [], []
    for rule, table, rows in parts:
        names = fields_in(rule, shapes[table])
        words.append((rule.code, rule.severity, table, ";".join(names), _(rule.message)))
        keys.append(text.of(table, shapes[table].key, rows))
        values.append(text.joined(table, names, rows))
    # One line of words for each breach, and one of its number for each of its rows.
    spread = pl.Series([len(part.rows) for part in parts])
    number = pl.int_range(len(parts), eager=True).repeat_by(spread).explode()
    said = pl.DataFrame(words, schema=_WORDS, orient="row")[number]
    rows = pl.concat([part.rows.cast(pl.UInt32).rename("row") for part in parts])
    columns = (rows, pl.concat(keys).rename("child_or_key"), pl.concat(values).rename("values"))
    return said.with_columns(columns).select(*SCHEMA)


class _Text:
    """The cells of tables as they were given, each column made into text once."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self._tables = tables
        self._columns: dict[tuple[str, str], pl.Series] = {}

    def of(self, table: str, name: str, rows: pl.Series) -> pl.Series:
        """The cells of a column in these rows; no text where the table lacks it."""
        if (table, name) not in self._columns:
            self._columns[table, name] = _as_given(self._tables[table], name)
        return self._columns[table, name][rows]

    def joined(self, table: str, names: Iterable[str], rows: pl.Series) -> pl.Series:
        """The cells of several columns in these rows, parted by semicolons."""
        first, *rest = (self.of(table, name, rows) for name in names)
        for cells in rest:
            first = first + ";" + cells
        return first


def _as_given(table: pl.DataFrame, name: str) -> pl.Series:
    text = dates.raw(name) if dates.raw(name) in table.columns else name
    if text not in table.columns:
        return pl.repeat("", table.height, dtype=pl.String, eager=True)
    cells = table.get_column(text).cast(pl.String)
    return cells.fill_null("") if cells.null_count() else cells
