"""Every rule of the children in need census against small tables drawn in text.

Each spec is also run on its tables in other forms and with dirt added, and on empty tables.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from almoner.returns import check
from almoner.returns.cin.fields import CODES, DATES, SHAPES
from almoner.returns.cin.rules import RULES
from almoner.returns.cin.rules.days import (
    AFTER_DEATH,
    BEFORE_REFERRAL,
    END_BEFORE_START,
    OUTSIDE_THE_YEAR,
    SAME_DAY,
)
from almoner.returns.cin.rules.listed_codes import ASKED_OF_ALL, IF_GIVEN
from tests.builders.rule_specs import Place, Row, Spec, read_specs

HERE = Path(__file__).parent
# About the return as a whole, so what stands in other children's rows may change the answer.
OF_THE_WHOLE = {"2883", "2886Q", "2887Q", "2888Q"}


def _families() -> list[Spec]:
    specs = []
    for code, _what, table, name, codes, *_changed in (*ASKED_OF_ALL, *IF_GIVEN):
        blank = "!" if code in {row[0] for row in ASKED_OF_ALL} else "."
        lines = [*(f". {listed}" for listed in CODES[codes]), "! X-9", f"{blank} -"]
        specs.append(Spec(code).draw(table, [name], lines))
    for code, _what, table, name in BEFORE_REFERRAL:
        keys, dates = ["LAchildID", "CINdetailsID"], ["2026-05-01", "2026-05-02", "-", "2026-02-31"]
        lines = [f"! a 1 {dates[0]}", f". a 1 {dates[1]}", f". a 1 {dates[2]}", f". a 1 {dates[3]}"]
        lines += [f". a 2 {dates[0]}", f". b 1 {dates[0]}"]
        spec = Spec(code).draw(table, [*keys, name], lines)
        lines = ["! a 1 2026-05-02", ". a 2 -", ". b 2 2026-05-02"]
        specs.append(spec.draw("CINdetails", [*keys, "CINreferralDate"], lines))
    for code, _what, table, name, _severity in AFTER_DEATH:
        lines = ["! a 2026-05-02", ". a 2026-05-01", ". b 2026-05-02", ". a -", ". c 2026-05-02"]
        spec = Spec(code).draw(table, ["LAchildID", name], lines)
        lines = ["! a 2026-05-01", ". b -", ". c 2026-02-31"]
        specs.append(spec.draw("ChildIdentifiers", ["LAchildID", "PersonDeathDate"], lines))
    for code, _what, table, name, _severity in OUTSIDE_THE_YEAR:
        lines = ["! 2026-03-31", ". 2026-04-01", ". 2027-03-31", "! 2027-04-01", ". -"]
        specs.append(Spec(code).draw(table, [name], [*lines, "! 2026-02-31"]))
    for code, _message, table, start, end in END_BEFORE_START:
        lines = ["! 2026-05-02 2026-05-01", ". 2026-05-01 2026-05-01", ". 2026-05-01 -"]
        lines += [". - 2026-05-01", ". 2026-05-31 2026-02-31"]
        specs.append(Spec(code).draw(table, [start, end], lines))
    for code, _what, table, start, end, _severity in SAME_DAY:
        lines = ["! 2026-05-01 2026-05-01", ". 2026-05-01 2026-05-02", ". 2026-05-01 -", ". - -"]
        specs.append(Spec(code).draw(table, [start, end], lines))
    return specs


SPECS = [*_families(), *(s for file in sorted(HERE.glob("*.spec")) for s in read_specs(file))]
each = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)


def found(code: str, tables: dict[str, list[Row]]) -> set[Place]:
    """Where the rule finds breaches."""
    given = {table: _frame(table, rows) for table, rows in tables.items()}
    findings = check("CIN", given, year="2026-27", rules=[code])
    places = findings.select(["table", "row"]).to_pylist()
    return {(place["table"], place["row"]) for place in places}


def _frame(table: str, rows: list[Row]) -> object:
    return rows or pl.DataFrame(schema=dict.fromkeys(SHAPES[table].columns, pl.String))


def test_every_rule_has_a_spec() -> None:
    assert {spec.code for spec in SPECS} == set(RULES)
    assert len(SPECS) == len(RULES) == 109


@each
def test_breaches_are_found_and_nothing_else(spec: Spec) -> None:
    assert spec.expected
    assert found(spec.code, spec.tables) == spec.expected


@each
def test_blanks_around_values_do_not_matter(spec: Spec) -> None:
    loose = {
        table: [{n: f" {v} " if isinstance(v, str) else "" for n, v in row.items()} for row in rows]
        for table, rows in spec.tables.items()
    }
    assert found(spec.code, loose) == spec.expected


@each
def test_dates_may_come_as_dates_or_in_the_british_form(spec: Spec) -> None:
    for turn in (dt.date.fromisoformat, lambda text: "/".join(reversed(text.split("-")))):
        turned = {
            table: [
                {name: _turned(name, value, turn) for name, value in row.items()} for row in rows
            ]
            for table, rows in spec.tables.items()
        }
        assert found(spec.code, turned) == spec.expected


def _turned(name: str, value: object, turn: object) -> object:
    if name not in DATES or not isinstance(value, str) or value.endswith("-02-31"):
        return value
    return turn(value)  # type: ignore[operator]


@each
def test_dirt_does_no_harm(spec: Spec) -> None:
    """Rubbish, blank and doubled rows of other children neither stop nor hide anything."""
    dirty = {}
    for table, rows in spec.tables.items():
        names = list(rows[0]) if rows else []
        rubbish: list[Row] = [dict.fromkeys(names, value) for value in ("?", None, "2020-02-31", 7)]
        strangers = [{**row, "LAchildID": "stranger"} for row in rows for _twice in range(2)]
        dirty[table] = [*rows, *rubbish, *strangers]
    places = found(spec.code, dirty)
    heights = {table: len(rows) for table, rows in dirty.items()}
    assert all(0 <= row < heights[table] for table, row in places)
    if spec.code not in OF_THE_WHOLE:
        assert spec.expected <= places


@each
def test_empty_tables_have_no_breaches(spec: Spec) -> None:
    assert found(spec.code, {table: [] for table in spec.tables}) == set()
