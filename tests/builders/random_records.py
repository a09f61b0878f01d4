"""Random records of a few people: every declared table, with values that definitions look for."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.table import Column, Kind, Table
from almoner.records.tables import declared_tables

TEAMS = ("t1", "t2", "t3")
_PEOPLE = ("p1", "p2", "p3", "p4")
_LONG = "Long term support: "
_WORDS = {
    "person_id": _PEOPLE,
    "team_id": (*TEAMS, None),
    "worker_id": ("w1", "w2"),
    "locality": ("east", "west"),
    "source": ("2A", "3B", "6", "9"),
    "activity": ("F1", "P2", "F5", "G4"),
    "legal_status": ("C2", "V2", "V4", None),
    "placement_type": ("U6", "K2", "P1", "T1", "A3", None),
    "end_reason": ("X1", "E11", "E45", "E4A", "E8", None),
    "service_type": (
        f"{_LONG}Community",
        f"{_LONG}Residential care",
        f"{_LONG}Nursing care",
        "Short term support: ST-Max",
    ),
    "component": ("Direct payment", "Long term residential care", "Long term nursing care", None),
    "support_reason": (
        "Learning Disability Support",
        "Mental Health Support",
        "Physical Support: Personal care support",
    ),
    "accommodation": ("Tenant: Private landlord", "Registered care home", "Unknown", None),
    "outcome": (
        "NFA: Self-funded client (inc. 12-week disregard)",
        "Progress to assessment",
        "Progress to support planning or services",
        None,
    ),
    "area": ("X1",),
}
FIRST_DAY = dt.date(2023, 1, 1)


def random_tables(seed: int, rows: int = 7) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table. Half of the days come from a short list, so that they coincide."""
    random = Random(seed)
    tables = {table.name: _rows(random, table, rows) for table in declared_tables().values()}
    tables["person"] = [
        {**row, "person_id": key, "born_on": _birthday(random), "died_on": None}
        for key, row in zip(_PEOPLE, tables["person"], strict=False)
    ]
    tables["team"] = [{"team_id": key, "name": key, "council": "X1"} for key in TEAMS]
    tables["team_membership"] = [
        _membership("m1", "t1", "A", None),
        _membership("m2", "t2", "A", dt.date(2024, 3, 10)),
        _membership("m3", "t2", "B", None, dt.date(2024, 3, 10)),
    ]
    return tables


def frames(tables: dict[str, list[dict[str, Any]]]) -> dict[str, pl.DataFrame]:
    """The tables as frames."""
    return {
        name: pl.DataFrame(rows, schema=polars_schema(declared_tables()[name]), orient="row")
        for name, rows in tables.items()
    }


def random_row(random: Random, table: Table, key: str) -> dict[str, Any]:
    """One row of a table."""
    row = {column.name: _value(random, column) for column in table.columns}
    return row | {table.key: key}


def _rows(random: Random, table: Table, number: int) -> list[dict[str, Any]]:
    return [random_row(random, table, f"{table.name}-{i}") for i in range(number)]


def _value(random: Random, column: Column) -> Any:
    if column.name in _WORDS and not column.codes:
        return random.choice([v for v in _WORDS[column.name] if v or not column.required])
    if not column.required and random.random() < 0.25:
        return None
    if column.codes:
        return random.choice(column.codes)
    if column.refers:
        return f"{column.refers}-{random.randrange(7)}"
    return {
        Kind.DATE: lambda: _day(random),
        Kind.INTEGER: lambda: random.choice((0, 1, 2, 5, 15, 150, 250)),
        Kind.FLAG: lambda: random.random() < 0.5,
        Kind.TEXT: lambda: random.choice("xyz"),
    }[column.kind]()


def _day(random: Random) -> dt.date:
    if random.random() < 0.5:
        return random.choice(
            [dt.date(2024, 2, 29), dt.date(2023, 3, 31), dt.date(2024, 3, 31), dt.date(2024, 4, 1)]
        )
    return FIRST_DAY + dt.timedelta(days=random.randrange(800))


def _birthday(random: Random) -> dt.date | None:
    years = random.choice((2, 9, 15, 17, 20, 64, 65, 83))
    day = dt.date(2024 - years, random.choice((2, 3, 6)), random.choice((1, 28)))
    return None if random.random() < 0.1 else day


def _membership(
    key: str, team: str, service: str, ended: dt.date | None, started: dt.date = FIRST_DAY
) -> dict[str, Any]:
    return {
        "membership_id": key,
        "team_id": team,
        "service": service,
        "started_on": started,
        "ended_on": ended,
    }
