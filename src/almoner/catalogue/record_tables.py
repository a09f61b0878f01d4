"""The tables of the record as a definition sees them: names and types, no rows.

They are Ibis tables bound to no engine. Two are not records but supplied by the engine: `calendar`
(every day with the number of working days up to and including it) and `working_day` (every working
day under its number).
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import ibis

from almoner.records.table import Kind
from almoner.records.tables import declared_tables

_TYPES: Final = {
    Kind.TEXT: "string",
    Kind.DATE: "date",
    Kind.INTEGER: "int64",
    Kind.FLAG: "boolean",
}
CALENDAR: Final = {
    "calendar": {"day": "date", "working_days": "int64"},
    "working_day": {"number": "int64", "day": "date"},
}


class Records:
    """`records.referral` is the table of that name; AttributeError when none is declared."""

    def __getattr__(self, name: str) -> Any:
        return _unbound(name)


@cache
def _unbound(name: str) -> Any:
    if name in CALENDAR:
        return ibis.table(CALENDAR[name], name=name)
    if name not in declared_tables():
        raise AttributeError(name)
    columns = declared_tables()[name].columns
    return ibis.table({column.name: _TYPES[column.kind] for column in columns}, name=name)


RECORDS: Final = Records()
