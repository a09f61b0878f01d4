"""Whether a change is one that its table allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from almoner.casework.models import ChangeKind
from almoner.records.identifiers import CHECKS
from almoner.records.table import Column, Kind, Table
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_TRUTH = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
_SHAPE = {Kind.DATE: "2024-03-31", Kind.INTEGER: "12", Kind.FLAG: "true, false"}

Content = dict[str, str | int | bool | None]
"""A row as it is kept: dates as 2024-03-31, and every column of the table."""


@dataclass(frozen=True)
class RecordChange:
    """One change asked for: a row of a table entered, corrected in some columns, or taken out."""

    table: str
    key: str
    kind: ChangeKind
    values: Mapping[str, object] = field(default_factory=dict)


class ChangeRefused(Refusal):
    """A change that cannot be taken: names the table, the key, the column, what was expected.

    `row` is the place of the change in its batch, the first being 1.
    """

    def __init__(
        self,
        message: str,
        change: RecordChange,
        *,
        column: str | None = None,
        found: object = None,
        expected: str | None = None,
    ) -> None:
        self.table, self.key = change.table, change.key
        where = f"{change.table} {change.key}".strip()
        super().__init__(message, file=where, column=column, found=found, expected=expected)


def table_of(change: RecordChange) -> Table:
    """The declaration of the table; refuses a table that is not declared."""
    tables = declared_tables()
    if change.table not in tables:
        raise ChangeRefused(
            _("there is no such table"),
            change,
            found=change.table,
            expected=", ".join(sorted(tables)),
        )
    return tables[change.table]


def checked_content(
    change: RecordChange, held: Content | None, exists: Callable[[str, str], bool]
) -> Content:
    """The row as it will be, from the row as `held` and the values of the change.

    `exists` says whether a table has a row of a key. Refuses columns, types, codes and references
    that the table does not allow.
    """
    table = table_of(change)
    names = [column.name for column in table.columns]
    content: Content = {name: (held or {}).get(name) for name in names}
    content[table.key] = change.key
    for name, raw in change.values.items():
        if name not in names:
            raise ChangeRefused(
                _("this table has no such column"), change, column=name, expected=", ".join(names)
            )
        content[name] = _typed(change, table.column(name), raw)
    if content[table.key] != change.key:
        raise ChangeRefused(
            _("the key of a row does not change"),
            change,
            column=table.key,
            found=content[table.key],
            expected=change.key,
        )
    for column in table.columns:
        _check(change, column, content[column.name], exists, own=column.name == table.key)
    return content


def _typed(change: RecordChange, column: Column, raw: object) -> str | int | bool | None:
    value = raw.strip() if isinstance(raw, str) else raw
    if value is None or value == "":
        return None
    read = _read(column.kind, value)
    if read is None:
        raise ChangeRefused(
            _("this value is not of the column's type"),
            change,
            column=column.name,
            found=raw,
            expected=_SHAPE.get(column.kind, column.kind.value),
        )
    return read


def _read(kind: Kind, value: object) -> str | int | bool | None:
    """The value as it is kept; None when it is not of the kind."""
    match kind, value:
        case Kind.TEXT, str():
            return value
        case Kind.FLAG, bool():
            return value
        case Kind.FLAG, str():
            return _TRUTH.get(value.lower())
        case Kind.INTEGER, bool():
            return None
        case Kind.INTEGER, int():
            return value
        case Kind.INTEGER, str() if value.removeprefix("-").isdecimal():
            return int(value)
        case Kind.DATE, date():
            return value.isoformat()[:10]
        case Kind.DATE, str() if len(value) == len("2024-03-31"):
            return _day(value)
    return None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _check(
    change: RecordChange,
    column: Column,
    value: object,
    exists: Callable[[str, str], bool],
    *,
    own: bool,
) -> None:
    if value is None:
        if column.required:
            raise ChangeRefused(_("a value is required"), change, column=column.name)
        return
    if column.codes and value not in column.codes:
        raise ChangeRefused(
            _("this code is not in the list"),
            change,
            column=column.name,
            found=value,
            expected=", ".join(column.codes),
        )
    if column.check and not CHECKS[column.check](str(value)):
        raise ChangeRefused(
            _("this is no {kind}: its check digit does not fit").format(kind=column.check),
            change,
            column=column.name,
            found=value,
        )
    if column.refers and not own and not exists(column.refers, str(value)):
        raise ChangeRefused(
            _("no row of {table} has this key").format(table=column.refers),
            change,
            column=column.name,
            found=value,
            expected=_("the key of a row that is there"),
        )
