"""Our own checks of Annex A: families from the declarations, and those drawn between lists."""

from __future__ import annotations

import pytest

from almoner.returns import check
from almoner.returns.annex_a.fields import ANSWERS, CHILD, ITEMS, LISTS, SHAPES, name_of
from almoner.returns.annex_a.rules import RULES
from almoner.returns.annex_a.rules.in_order import IN_ORDER, WITH_REASON
from tests.builders.rule_specs import Row, Spec

AS_AT = "2024-05-01"
BORN, AGE = "Date of Birth", "Age of Child (Years)"


def _spec(code: str, table: str, breaching: list[Row], passing: list[Row]) -> Spec:
    places = {(table, len(passing) + at) for at in range(len(breaching))}
    return Spec(code, {table: [*passing, *breaching]}, places)


def _each(field: str, *values: object) -> list[Row]:
    return [{field: value} for value in values]


def _of_fields() -> list[Spec]:
    specs = []
    for table, number, field, kind, codes, asked in ITEMS:
        code = f"AA-{number}"
        if asked:
            specs.append(_spec(f"{code}-BLANK", table, _each(field, None, " "), _each(field, "?")))
        if codes:
            good = [*sorted(ANSWERS[codes]), None]
            good += [str(good[0]).upper()]
            specs.append(_spec(f"{code}-CODE", table, _each(field, "zz"), _each(field, *good)))
        if kind == "date":
            bad, other = ("31/02/2020", "soon"), ("2020-01-02", "2 Jan 2020")
            good = ("02/01/2020", None, "01/05/2024")
            specs.append(_spec(f"{code}-DATE", table, _each(field, *bad), _each(field, *good)))
            rest = _each(field, *good, *bad)
            specs.append(_spec(f"{code}-FORM", table, _each(field, *other), rest))
            late = _each(field, "02/05/2024")
            specs.append(_spec(f"{code}-FUTURE", table, late, rest))
        if kind == "integer":
            bad_numbers = _each(field, "many", "1.5", "-1")
            good_numbers = _each(field, "0", "12", 3, None)
            specs.append(_spec(f"{code}-NUMBER", table, bad_numbers, good_numbers))
        if field == AGE:
            wrong = [{BORN: "01/01/2014", AGE: age} for age in ("8", "12")]
            right = [{BORN: "01/01/2014", AGE: age} for age in ("9", "10", "11", None, "x")]
            specs.append(_spec(f"{code}-AGE", table, wrong, [*right, {BORN: None, AGE: "3"}]))
    return specs


def _of_pairs() -> list[Spec]:
    specs = []
    for first, second in IN_ORDER:
        one, two, table = name_of(first), name_of(second), f"List {first.split('.')[0]}"
        wrong = [{one: "02/01/2024", two: "01/01/2024"}]
        right = [{one: "01/01/2024", two: "01/01/2024"}, {one: "02/01/2024", two: None},
                 {one: None, two: "01/01/2024"}]  # fmt: skip
        specs.append(_spec(f"AA-{first}-AFTER-{second}", table, wrong, right))
    for first, second in WITH_REASON:
        day, reason, table = name_of(first), name_of(second), f"List {first.split('.')[0]}"
        wrong = [{day: "01/01/2024", reason: None}, {day: None, reason: "a"}]
        right = [{day: "01/01/2024", reason: "a"}, {day: None, reason: None}]
        specs.append(_spec(f"AA-{first}-WITH-{second}", table, wrong, right))
    visit, alone = name_of("7.10"), name_of("7.11")
    right = [{visit: "01/01/2024", alone: "Yes"}, {visit: None, alone: None}]
    specs.append(_spec("AA-7.11-WITH-7.10", "List 7", [{visit: None, alone: "No"}], right))
    return specs


def _children(*names: str, **more: object) -> list[Row]:
    return [{CHILD: name, **more} for name in names]


def _between() -> list[Spec]:
    specs = []
    for number, start, end in (("6", "6.7", "6.10"), ("7", "7.7", "7.13"), ("8", "8.8", "8.20")):
        one, two = name_of(start), name_of(end)
        rows = [
            {CHILD: "a", one: "01/01/2023", two: "01/03/2023"},
            {CHILD: "a", one: "01/03/2023", two: "01/06/2023"},
            {CHILD: "b", one: "01/01/2023", two: None},
            {CHILD: "b", one: "01/02/2023", two: "01/03/2023"},
            {CHILD: "c", one: None, two: None},
        ]
        table = f"List {number}"
        specs.append(Spec(f"AA-X-{number}-OVERLAP", {table: rows}, {(table, 2), (table, 3)}))
    for table in LISTS:
        field = SHAPES[table].columns[1]
        key = SHAPES[table].columns[0]
        rows = [{key: "a", field: "x"}, {key: "a", field: "y"}, {key: "a", field: "x"}, {}, {}]
        code = f"AA-X-{table.split()[1]}-TWICE"
        specs.append(Spec(code, {table: rows}, {(table, 0), (table, 2)}))
    there = _children("a")
    seven = Spec("AA-X-7-IN-6", {"List 6": there, "List 7": [*_children("a", "b"), {}]})
    seven.expected = {("List 7", 1)}
    ceased = {CHILD: "c", name_of("8.20"): "01/01/2024"}
    eight = Spec("AA-X-8-IN-6", {"List 6": there, "List 8": [*_children("a", "b"), ceased]})
    eight.expected = {("List 8", 1)}
    led = name_of("5.10")
    led_to = _children("a", "b", **{led: "Yes"})
    rows = [*led_to, *_children("c", **{led: "No"}), *_children("d")]
    five = Spec("AA-X-5-IN-7", {"List 7": there, "List 5": rows})
    five.expected = {("List 5", 1)}
    order = {CHILD: "c", name_of("10.13"): "01/01/2024"}
    ten = Spec("AA-X-10-IN-8", {"List 8": there, "List 10": [*_children("a", "b"), order]})
    ten.expected = {("List 10", 1)}
    kind = name_of("9.11")
    rows = [*_children("a", "b", **{kind: "d) Eligible"}), *_children("c", **{kind: "a) Relevant"})]
    nine = Spec("AA-X-9-IN-8", {"List 8": there, "List 9": rows})
    nine.expected = {("List 9", 1)}
    placed, family = name_of("10.12"), "Family identifier"
    rows = [{family: "f", placed: "01/01/2024"}, {family: "g", placed: "01/01/2024"}, {family: "g"}]
    families = Spec("AA-X-10-IN-11", {"List 11": [{family: "f"}], "List 10": rows})
    families.expected = {("List 10", 1)}
    return [*specs, seven, eight, five, ten, nine, families, *_contradictions()]


def _contradictions() -> list[Spec]:
    specs = []
    for code, field, one, same, other in (
        ("BIRTH", BORN, "01/01/2010", "2010-01-01", "02/01/2010"),
        ("GENDER", "Gender", "a) Male", "male", "b) Female"),
        ("ETHNICITY", "Ethnicity", "a) White", "a) white", "b) Mixed"),
    ):
        first = [{CHILD: "a", field: one}, {CHILD: "b", field: one}, {CHILD: "a", field: None}]
        last = [{CHILD: "a", field: other}, {CHILD: "b", field: same}, {CHILD: None, field: other}]
        spec = Spec(f"AA-X-{code}", {"List 1": first, "List 10": last})
        spec.expected = {("List 1", 0), ("List 10", 0)}
        specs.append(spec)
    return specs


SPECS = [*_of_fields(), *_of_pairs(), *_between()]


def found(code: str, tables: dict[str, list[Row]]) -> set[tuple[str, int]]:
    """Where the check finds breaches."""
    findings = check("ANNEX_A", tables, year="2024-25", collection_end=AS_AT, rules=[code])
    return {(place["table"], place["row"]) for place in findings.to_pylist()}


def test_every_check_has_a_spec_and_says_that_it_is_ours() -> None:
    assert {spec.code for spec in SPECS} == set(RULES)
    assert all("Almoner" in rule.message for rule in RULES.values())


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_breaches_are_found_and_nothing_else(spec: Spec) -> None:
    assert spec.expected
    assert found(spec.code, spec.tables) == spec.expected
