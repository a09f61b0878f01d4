"""One council's rows made fit to lie beside those of others.

Two councils may both have a person 17 and a team "ASSESS-1". So every identifier, team and
service is given the council's code in front. Names and identity numbers stay with the council.
"""

from __future__ import annotations

import re

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.provenance import PROVENANCE
from almoner.records.table import Column, Table

ONS_CODE = re.compile(r"[ENSWJKX][0-9]{8}")
"""An area code that means the same everywhere (X is for made-up places)."""

LEFT_OUT = frozenset({"identity_decision", "person_identifier", "returned_row", "returned_table"})
"""Tables that hold who somebody is, or files as they came: no figure is made of them."""

_WITHHELD = frozenset({"forename", "surname", "nhs_number"})
_NATIONAL = frozenset({"regulator_id"})
_PLACES = frozenset({"area", "locality", "ward"})


def joined(rows: pl.LazyFrame, table: Table, own: str, council: str) -> pl.LazyFrame:
    """The versions of a table's rows as they stand in a lake, in the declared columns.

    `own` is what the export calls the council, `council` its code in the lake. Columns of
    provenance are always there, so that all councils' files have the same.
    """
    names = rows.collect_schema().names()
    stamps = [
        pl.col(name) if name in names else pl.lit(None, dtype=kind).alias(name)
        for name, kind in PROVENANCE.items()
    ]
    columns = [_column(table, column, own, council) for column in table.columns]
    out = rows.select(*columns, *stamps)
    if table.name == "team":
        return pl.concat([out, _no_team(table, council)], how="diagonal")
    return out


def _column(table: Table, column: Column, own: str, council: str) -> pl.Expr:
    value = pl.col(column.name)
    if column.name in _WITHHELD:
        return pl.lit(None, pl.String).alias(column.name)
    if table.name == "team" and column.name == "council":
        return pl.lit(council).alias("council")
    if column.name == "team_id":  # in a lake of several councils, no team would be no council
        return pl.format(f"{council}:{{}}", value.fill_null("")).alias("team_id")
    if _is_identifier(table, column):
        return (
            pl.when(value.is_not_null())
            .then(pl.format(f"{council}:{{}}", value))
            .alias(column.name)
        )
    if column.name in _PLACES:
        return _place(value, own, council).alias(column.name)
    return value


def _is_identifier(table: Table, column: Column) -> bool:
    if column.name in _NATIONAL:
        return False
    named = column.name.endswith("_id") or column.name in ("worker", "service")
    return column.name == table.key or bool(column.refers) or (named and not column.codes)


def _place(value: pl.Expr, own: str, council: str) -> pl.Expr:
    known = value.str.contains(f"^{ONS_CODE.pattern}$")
    return (
        pl.when(value == own)
        .then(pl.lit(council))
        .when(known)
        .then(value)
        .when(value.is_not_null())
        .then(pl.format(f"{council}:{{}}", value))
    )


def _no_team(table: Table, council: str) -> pl.LazyFrame:
    row = {"team_id": f"{council}:", "name": "", "council": council}
    return pl.LazyFrame([row], schema=polars_schema(table) | PROVENANCE)
