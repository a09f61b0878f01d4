"""Which columns should be filled, which say that something ended: data beside this file."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from almoner.records.table import Kind, Table
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_HERE = Path(__file__).parent

ENDS = frozenset({
    "ended_on", "authorised_on", "completed_on", "decided_on", "concluded_on", "closed_on",
    "held_on", "left_on", "delivered_on", "discharged_on", "ceased_on", "answered_on",
})  # fmt: skip
"""Columns of days that cannot come before the first day of their row."""

_NOT_EVENTS = frozenset({
    "born_on", "died_on", "expected_on", "due_on", "conference_due_on", "review_point_on",
    "review_due_on", "due_again_on", "ends_on", "until_on", "own_child_born_on", "asylum_until",
    "period_ended_on", "year_ended_on", "month",
})  # fmt: skip
"""Columns of days that are planned, or of no event that somebody records when it happens."""


class Expected(NamedTuple):
    """A column that should be filled: always, or once the column `once` is."""

    column: str
    once: str


@cache
def expected() -> dict[str, list[Expected]]:
    """Table to the columns that should be filled. Refuses a line that names no column."""
    found: dict[str, list[Expected]] = {}
    with (_HERE / "expected.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            names = {column.name for column in declared_tables()[row["table"]].columns}
            if row["column"] not in names or (row["once"] and row["once"] not in names):
                raise Refusal(_("there is no such column"), file="expected.csv",
                              found=f"{row['table']}.{row['column']} {row['once']}")  # fmt: skip
            found.setdefault(row["table"], []).append(Expected(row["column"], row["once"]))
    for table in declared_tables().values():
        if any(column.name == "team_id" and not column.required for column in table.columns):
            found.setdefault(table.name, []).append(Expected("team_id", ""))
    return found


def events(table: Table) -> list[str]:
    """The columns of days on which something happened that is then recorded."""
    return [
        column.name
        for column in table.columns
        if column.kind is Kind.DATE and column.name not in _NOT_EVENTS
    ]


def first_day(table: Table) -> str | None:
    """The column of the first day of a row: its first required day."""
    days = [one for one in table.columns if one.kind is Kind.DATE and one.required]
    return days[0].name if days else None


class Agreeing(NamedTuple):
    """A field of a return that says what a column of a person says; `means` recodes `given`."""

    return_code: str
    table_name: str
    field: str
    column: str
    given: str
    means: str


@cache
def agreeing() -> tuple[Agreeing, ...]:
    """The fields of returns that can be compared with the record."""
    with (_HERE / "agreeing.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(Agreeing(**row) for row in csv.DictReader(stream))
