"""Our own checks of H-CLIC against sections drawn in text."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.returns import check
from almoner.returns.hclic.fields import CASE, MAIN, NO_DATES, SHAPES, VALUES
from almoner.returns.hclic.rules import RULES
from tests.builders.barred_specs import read_barred_specs
from tests.builders.rule_specs import Row, Spec


def _family() -> list[Spec]:
    specs = []
    for section in SHAPES:
        name = section.replace(" ", "")
        rows: list[Row] = [{CASE: "1"}, {CASE: None}, {CASE: " "}]
        specs.append(Spec(f"HC-{name}-CASE", {section: rows}, {(section, 1), (section, 2)}))
        rows = [{VALUES: "3"}, {VALUES: "0"}]
        specs.append(Spec(f"HC-{name}-EMPTY", {section: rows}, {(section, 1)}))
        rows = [{NO_DATES: None}, {NO_DATES: "moved=2024-02-31"}]
        specs.append(Spec(f"HC-{name}-DATE", {section: rows}, {(section, 1)}))
        if section != MAIN:
            rows = [{CASE: "1"}, {CASE: "2"}, {CASE: None}]
            tables = {section: rows, MAIN: [{CASE: "1"}]}
            specs.append(Spec(f"HC-{name}-MAIN", tables, {(section, 1)}))
    return specs


SPECS = [*_family(), *read_barred_specs(Path(__file__).parent / "rules.spec")]


def found(code: str, tables: dict[str, list[Row]]) -> set[tuple[str, int]]:
    """Where the check finds breaches."""
    findings = check("HCLIC", tables, year="2025-26", rules=[code])
    return {(place["table"], place["row"]) for place in findings.to_pylist()}


def test_every_check_has_a_spec_and_says_that_it_is_ours() -> None:
    assert {spec.code for spec in SPECS} == set(RULES)
    assert all("Almoner" in rule.message for rule in RULES.values())


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_breaches_are_found_and_nothing_else(spec: Spec) -> None:
    assert spec.expected
    assert found(spec.code, spec.tables) == spec.expected


def test_a_section_that_is_wholly_absent_is_missing_from_every_case() -> None:
    assert found("HC-Main-PEOPLE", {MAIN: [{CASE: "1"}, {CASE: "2"}]}) == {(MAIN, 0), (MAIN, 1)}
