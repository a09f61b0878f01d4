"""Every rule of SEND Annex A against small lists drawn in text, clean and dirty."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.returns import check
from almoner.returns.annex_a_send.fields import SHAPES
from almoner.returns.annex_a_send.rules import RULES
from tests.builders.barred_specs import read_barred_specs
from tests.builders.rule_specs import Place, Row, Spec

SPECS = read_barred_specs(Path(__file__).parent / "lists.spec")
each = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
AS_AT = "2024-05-01"


def found(code: str, tables: dict[str, list[Row]]) -> set[Place]:
    """Where the rule finds breaches."""
    given = {
        table: rows or pl.DataFrame(schema=dict.fromkeys(SHAPES[table].columns, pl.String))
        for table, rows in tables.items()
    }
    findings = check("ANNEX_A_SEND", given, year="2024-25", collection_end=AS_AT, rules=[code])
    places = findings.select(["table", "row"]).to_pylist()
    return {(place["table"], place["row"]) for place in places}


def test_every_rule_has_a_spec() -> None:
    assert [spec.code for spec in SPECS] != []
    assert {spec.code for spec in SPECS} == set(RULES)
    assert len(SPECS) == len(RULES) == 29


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
def test_dirt_does_no_harm(spec: Spec) -> None:
    """Rubbish rows after the others neither stop a rule nor hide what it found."""
    dirty = {
        table: [
            *rows,
            *(dict.fromkeys(rows[0], value) for value in ("?", None, "31/02/2020", 7, "")),
        ]
        for table, rows in spec.tables.items()
    }
    places = found(spec.code, dirty)
    assert spec.expected <= places
    assert all(row < len(dirty[table]) for table, row in places)


@each
def test_empty_lists_have_no_breaches(spec: Spec) -> None:
    assert found(spec.code, {table: [] for table in spec.tables}) == set()
