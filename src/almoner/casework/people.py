"""The record of a person: every version of every row, what changed, and what was entered late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from almoner.casework.models import ChangeKind, RecordVersion
from almoner.records.table import Kind, Table
from almoner.records.tables import declared_tables

_LATE_DAYS = 7


@dataclass(frozen=True)
class Version:
    """One version of a row: the columns that it set or changed, as (name, meaning, value)."""

    number: int
    kind: str
    known_from: datetime | None
    recorded_by: str
    source: str
    is_current: bool
    changes: list[tuple[str, str, str]]
    days_late: int


@dataclass(frozen=True)
class Row:
    """A row of a table with its versions, the newest first."""

    table: str
    title: str
    key: str
    versions: list[Version]


def rows_of(versions: Sequence[RecordVersion]) -> list[Row]:
    """The rows that these versions (in order of table, key and number) belong to."""
    rows = []
    for (name, key), group in groupby(versions, key=lambda one: (one.table, one.key)):
        table = declared_tables()[name]
        found, before = [], None
        for one in group:
            found.append(_version(one, before, table))
            before = one
        rows.append(Row(name, table.title, key, found[::-1]))
    return rows


def _version(one: RecordVersion, before: RecordVersion | None, table: Table) -> Version:
    earlier = before.content if before else {}
    changes = [
        (column.name, column.meaning, _words(one.content.get(column.name)))
        for column in table.columns
        if one.content.get(column.name) != earlier.get(column.name)
    ]
    return Version(
        one.number, ChangeKind(one.kind).words, one.known_from, one.recorded_by, one.source,
        one.is_current, changes, _days_late(one, before, table),
    )  # fmt: skip


def _days_late(one: RecordVersion, before: RecordVersion | None, table: Table) -> int:
    """Days from what was entered to its entry, where that is more than a week; else nought.

    It is the latest of the days that this version brought.
    """
    if one.known_from is None or one.kind == ChangeKind.DELETE:
        return 0
    earlier = before.content if before else {}
    days = [
        date.fromisoformat(one.content[column.name])
        for column in table.columns
        if column.kind is Kind.DATE
        and one.content.get(column.name)
        and one.content[column.name] != earlier.get(column.name)
        and column.name not in {"born_on", "due_on"}
    ]
    if not days:
        return 0
    late = (timezone.localtime(one.known_from).date() - max(days)).days
    return late if late > _LATE_DAYS else 0


def _words(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
