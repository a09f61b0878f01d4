"""The tables of the record as a definition sees them: names and types, no rows.

They are Ibis tables bound to no engine. Four are not records but supplied by the engine: `calendar`
(every day with the number of working days up to and including it), `working_day` (every working day
under its number), and each person's age bands and homes over time (`age_state`, `home_state`).
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
STATES: Final = {
    "age_state": {
        "age_person": "string",
        "age": "string",
        "age_from": "date",
        "age_until": "date",
    },
    "home_state": {
        "home_person": "string",
        "area": "string",
        "home_from": "date",
        "home_until": "date",
    },
}


class Records:
    """`records.referral` is the table of that name; AttributeError when none is declared."""

    def __getattr__(self, name: str) -> Any:
        return _unbound(name)


@cache
def _unbound(name: str) -> Any:
    supplied = {**CALENDAR, **STATES}
    if name in supplied:
        return ibis.table(supplied[name], name=name)
    if name not in declared_tables():
        raise AttributeError(name)
    columns = declared_tables()[name].columns
    return ibis.table({column.name: _TYPES[column.kind] for column in columns}, name=name)


RECORDS: Final = Records()
