"""Our own checks of the safeguarding dataset: families from its declarations, and drawn ones."""

from __future__ import annotations

import pytest

from almoner.returns import check
from almoner.returns.ssd.fields import CODES, DECLARED, SHAPES, spells
from almoner.returns.ssd.rules import RULES
from almoner.returns.ssd.rules.in_time import OVERLAPS
from tests.builders.rule_specs import Row, Spec

AS_AT = "2024-05-01"
PEOPLE: list[Row] = [
    {"pers_person_id": "a", "pers_dob": "2010-01-02", "pers_death_date": "2020-01-02"},
    {"pers_person_id": "b", "pers_dob": None, "pers_death_date": None},
]


def _spec(code: str, table: str, breaching: list[Row], passing: list[Row]) -> Spec:
    places = {(table, len(passing) + at) for at in range(len(breaching))}
    return Spec(code, {table: [*passing, *breaching]}, places)


def _each(field: str, *values: object) -> list[Row]:
    return [{field: value} for value in values]


def _declared() -> list[Spec]:
    specs = []
    for table, field, kind, codes, is_key, refers in DECLARED:
        code = f"SSD-{field}"
        if is_key:
            specs.append(_spec(f"{code}-KEY", table, _each(field, None, ""), _each(field, "a")))
            both = _each(field, "a", "a")
            specs.append(_spec(f"{code}-TWICE", table, both, _each(field, "b", None, None)))
        if refers is not None and refers[0] == "ssd_person" and not is_key:
            specs.append(_spec(f"{code}-BLANK", table, _each(field, None), _each(field, "a")))
        if refers is not None and refers[0] != table:
            spec = _spec(f"{code}-ORPHAN", table, _each(field, "z"), _each(field, "a", None))
            spec.tables[refers[0]] = _each(refers[1], "a", None, "b")
            specs.append(spec)
        elif refers is not None:
            rows: list[Row] = [{refers[1]: "a", field: None}, {refers[1]: "b", field: "a"},
                               {refers[1]: "c", field: "z"}]  # fmt: skip
            specs.append(Spec(f"{code}-ORPHAN", {table: rows}, {(table, 2)}))
        if codes:
            good = [*sorted(CODES[codes]), sorted(CODES[codes])[0].upper(), None]
            specs.append(_spec(f"{code}-CODE", table, _each(field, "zz"), _each(field, *good)))
        if kind == "date":
            good = ["2020-01-02", "2020-01-02T00:00:00", "02/01/2020", None]
            bad = _each(field, "2020-02-31", "soon")
            specs.append(_spec(f"{code}-DATE", table, bad, _each(field, *good)))
        if kind == "number":
            right = _each(field, "1", "1.5", 2, None)
            specs.append(_spec(f"{code}-NUMBER", table, _each(field, "many"), right))
    return specs


def _in_time() -> list[Spec]:
    specs = []
    for table, first, last in spells():
        wrong = [{first: "2020-01-02", last: "2020-01-01"}]
        right = [{first: "2020-01-02", last: "2020-01-02"}, {first: "2020-01-02", last: None}]
        specs.append(_spec(f"SSD-{last}-ORDER", table, wrong, right))
    for table, (key,), first, last in OVERLAPS:
        rows: list[Row] = [
            {key: "a", first: "2020-01-01", last: "2020-02-01"},
            {key: "a", first: "2020-02-01", last: None},
            {key: "b", first: "2020-01-01", last: None},
            {key: "b", first: "2020-02-01", last: "2020-03-01"},
            {key: None, first: "2020-01-01", last: None},
        ]
        places = {(table, 2), (table, 3)}
        specs.append(Spec(f"SSD-{first}-OVERLAP", {table: rows}, places))
    for code in RULES:
        field, _dash, what = code.removeprefix("SSD-").rpartition("-")
        table = RULES[code].on[0]
        key = SHAPES[table].key
        if what == "FUTURE":
            right = _each(field, "2024-05-01", None, "2024-02-31")
            specs.append(_spec(code, table, _each(field, "2024-05-02"), right))
        if what in ("BIRTH", "DEATH"):
            early, late = ("2010-01-01", "2010-01-02") if what == "BIRTH" else (
                "2020-01-03", "2020-01-02")  # fmt: skip
            right = [{key: "a", field: late}, {key: "b", field: early}, {key: "z", field: early}]
            spec = _spec(code, table, [{key: "a", field: early}], right)
            spec.tables["ssd_person"] = PEOPLE
            specs.append(spec)
    died = [{"pers_dob": "2010-01-02", "pers_death_date": "2010-01-01"}]
    specs.append(_spec("SSD-pers_death_date-ORDER", "ssd_person", died, PEOPLE))
    own = [{"moth_person_id": "a", "moth_childs_person_id": "a"}]
    other = [{"moth_person_id": "a", "moth_childs_person_id": "b"}, {}]
    specs.append(_spec("SSD-moth_childs_person_id-SELF", "ssd_mother", own, other))
    return specs


SPECS = [*_declared(), *_in_time()]


def found(code: str, tables: dict[str, list[Row]]) -> set[tuple[str, int]]:
    """Where the check finds breaches."""
    findings = check("SSD", tables, year="2024-25", collection_end=AS_AT, rules=[code])
    return {(place["table"], place["row"]) for place in findings.to_pylist()}


def test_every_check_has_a_spec_and_says_that_it_is_ours() -> None:
    assert {spec.code for spec in SPECS} == set(RULES)
    assert all("Almoner" in rule.message for rule in RULES.values())


def test_every_reference_is_to_a_field_that_is_there() -> None:
    declared = {(item.table, item.field) for item in DECLARED}
    assert all(item.refers_to in declared for item in DECLARED if item.refers_to)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_breaches_are_found_and_nothing_else(spec: Spec) -> None:
    assert spec.expected
    assert found(spec.code, spec.tables) == spec.expected
