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
    parts = [_part(breach, tables[breach.table], shapes[breach.table]) for breach in breaches]
    return pl.concat(parts) if parts else pl.DataFrame(schema=SCHEMA)


def _part(breach: Breach, table: pl.DataFrame, shape: TableShape) -> pl.DataFrame:
    rule, rows = breach.rule, breach.rows.cast(pl.UInt32)
    names = fields_in(rule, shape)
    values = [_as_given(table, name) for name in names]
    return table[rows].select(
        rule=pl.lit(rule.code),
        severity=pl.lit(rule.severity),
        table=pl.lit(breach.table),
        row=rows,
        child_or_key=_as_given(table, shape.key),
        fields=pl.lit(";".join(names)),
        values=pl.concat_str(values, separator=";"),
        message=pl.lit(_(rule.message)),
    )


def _as_given(table: pl.DataFrame, name: str) -> pl.Expr:
    if name not in table.columns:
        return pl.lit("")
    text = dates.raw(name) if dates.raw(name) in table.columns else name
    return pl.col(text).cast(pl.String).fill_null("")
