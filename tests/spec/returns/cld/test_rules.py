"""Every check of Client Level Data against small tables: field status, values, rows together."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.returns import check
from almoner.returns.cld.fields import CODES, RELEASE_1, SHAPE, STATUSES
from almoner.returns.cld.rules import RULES
from tests.builders.barred_specs import read_barred_specs
from tests.builders.rule_specs import Row, Spec

USER, CARER = {"Client_Type": "Service user"}, {"Client_Type": "Unpaid carer"}
ASSOCIATE = {"Client_Type": "unpaid carer known by association"}
REQUEST, ASSESSMENT = {**USER, "Event_Type": "Request"}, {**USER, "Event_Type": "Assessment"}
SERVICE, REVIEW = {**USER, "Event_Type": "Service"}, {**USER, "Event_Type": "Review"}
FINANCIAL = {**ASSESSMENT, "Assessment_Type": "Financial assessment"}
DISABLED = {
    **SERVICE, "Date_of_Birth": "01/04/1961", "Reporting_Period_End_Date": "31/03/2026",
    "Primary_Support_Reason": "Learning Disability Support",
}  # fmt: skip
LONG_TERM = {**SERVICE, "Service_Type": "Long term support: Community"}
DEAD = {**SERVICE, "Date_of_Death": "01/05/2025"}
# Condition -> rows of which it is true, rows of which it is not.
CASES: dict[str, tuple[list[Row], list[Row]]] = {
    "all": ([USER, ASSOCIATE, {}], []),
    "service_user": ([SERVICE, USER], [CARER, ASSOCIATE, {}]),
    "carer": ([CARER, ASSOCIATE, {"Client_Type": "Carer"}], [USER, {}]),
    "event": ([USER, CARER, {}], [ASSOCIATE, {"Client_Type": "Carer known by association"}]),
    "request": ([REQUEST], [SERVICE, {**REQUEST, **ASSOCIATE}, USER]),
    "assessment": ([ASSESSMENT, FINANCIAL], [SERVICE, {**ASSESSMENT, **ASSOCIATE}, USER]),
    "service": ([SERVICE, {**SERVICE, **CARER}], [REVIEW, {**SERVICE, **ASSOCIATE}, USER]),
    "review": ([REVIEW], [SERVICE, {**REVIEW, **ASSOCIATE}, USER]),
    "other_than_request": ([SERVICE, REVIEW, ASSESSMENT, USER], [REQUEST]),
    "working_age_learning_disability": (
        [DISABLED, {**DISABLED, "Date_of_Birth": "30/03/2008"}],
        [
            {**DISABLED, **CARER},
            {**DISABLED, "Date_of_Birth": "01/01/1961"},
            # 6,574 days are 17.999 years of 365.25, on an eighteenth birthday.
            {**DISABLED, "Date_of_Birth": "31/03/2008"},
            {**DISABLED, "Date_of_Birth": None},
            {**DISABLED, "Primary_Support_Reason": "Mental Health Support"},
        ],
    ),
    "funded": ([SERVICE, REVIEW, FINANCIAL], [REQUEST, ASSESSMENT, {**SERVICE, **CARER}]),
    "ended": ([REQUEST, REVIEW, ASSESSMENT, DEAD], [SERVICE, ASSOCIATE]),
    "outcome": ([REQUEST, SERVICE, ASSESSMENT], [FINANCIAL, ASSOCIATE]),
    "assessed": ([ASSESSMENT], [FINANCIAL, SERVICE]),
    "planned_review": (
        [{**REVIEW, "Review_Reason": "Planned"}],
        [{**REVIEW, "Review_Reason": "Unplanned"}, REVIEW, {**SERVICE, "Review_Reason": "Planned"}],
    ),
    "costed": (
        [
            LONG_TERM,
            {**LONG_TERM, "Delivery_Mechanism": "Direct payment"},
            {**SERVICE, "Service_Component": "Short term nursing care"},
            {**SERVICE, **CARER, "Service_Type": "Unpaid carer support: Direct to unpaid carer"},
        ],
        [
            {**LONG_TERM, "Delivery_Mechanism": "CASSR commissioned support"},
            {**SERVICE, "Service_Type": "Short term support: ST-Max"},
            {**LONG_TERM, "Event_Type": "Review"},
            REVIEW,
        ],
    ),
}


def _spec(code: str, breaching: list[Row], passing: list[Row]) -> Spec:
    rows = [*passing, *breaching, *passing]
    places = {("CLD", len(passing) + at) for at in range(len(breaching))}
    return Spec(code, {"CLD": rows}, places)


def _of_status() -> list[Spec]:
    specs = []
    for field, _label, applicable, mandatory in STATUSES:
        if mandatory != "never":
            true, false = CASES[mandatory]
            # A row in which the field decides about itself cannot have it blank.
            true, false = ([row for row in rows if not row.get(field)] for rows in (true, false))
            filled = [{**row, field: "01/05/2025"} for row in true]
            specs.append(_spec(f"{field}:-1", true, [*false, *filled]))
        if applicable != "all":
            true, false = CASES[applicable]
            given, left = [{**row, field: "x"} for row in false], [*false]
            true = [{field: "x", **row} for row in true]
            if field == "Event_Type":
                left = [row for row in false if "Event_Type" not in row]
            specs.append(_spec(f"{field}:0", given, [*true, *left]))
    return specs


def _of_values() -> list[Spec]:
    specs = []
    for field in SHAPE.fields:
        name = field.name
        if field.codes is not None:
            old = [{name: value} for value in RELEASE_1.get(name, {})]
            new = [{name: value.upper()} for value in sorted(CODES[field.codes])]
            specs.append(_spec(f"{name}:-2", [{name: "nonsense"}], [*old, *new, {name: None}]))
            if old:
                specs.append(_spec(f"{name}:-7", old, [*new, {name: "nonsense"}, {name: None}]))
        elif field.is_date:
            bad = [{name: text} for text in ("31/02/2025", "soon", "01/04/26")]
            other = [{name: text} for text in ("2025-05-01", "1 May 2025")]
            good = [{name: "01/05/2025"}, {name: None}]
            specs.append(_spec(f"{name}:-2", bad, [*good, *other]))
            specs.append(_spec(f"ALMONER-{name}:form", other, [*good, *bad]))
        elif field.kind == "number":
            good = [{name: text} for text in ("12", "12.50", "£1,200.00", None)]
            specs.append(_spec(f"{name}:-2", [{name: "many"}, {name: "1-2"}], good))
    return specs


DRAWN = read_barred_specs(Path(__file__).parent / "rules.spec")
SPECS = [*_of_status(), *_of_values(), *DRAWN]
each = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)


def found(code: str, rows: list[Row]) -> set[tuple[str, int]]:
    """Where the check finds breaches."""
    findings = check("CLD", {"CLD": rows}, year="2025-26", rules=[code])
    return {(place["table"], place["row"]) for place in findings.to_pylist()}


def test_every_rule_has_a_spec() -> None:
    assert {spec.code for spec in SPECS} == set(RULES)


@each
def test_breaches_are_found_and_nothing_else(spec: Spec) -> None:
    assert spec.expected
    assert found(spec.code, spec.tables["CLD"]) == spec.expected


@each
def test_blanks_and_case_do_not_matter(spec: Spec) -> None:
    loose = [
        {n: f" {v.upper()} " if isinstance(v, str) else "" for n, v in row.items()}
        for row in spec.tables["CLD"]
    ]
    assert found(spec.code, loose) == spec.expected


def test_no_rows_no_findings() -> None:
    empty = pl.DataFrame(schema=dict.fromkeys(SHAPE.columns, pl.String))
    assert check("CLD", {"CLD": empty}, year="2025-26").num_rows == 0


def test_values_of_release_1_are_no_findings_while_it_was_in_force() -> None:
    rows = [{"Client_Type": "Carer"}]
    before = check("CLD", {"CLD": rows}, year="2024-25")
    assert "Client_Type:-7" not in before.column("rule").to_pylist()


def test_the_department_s_check_codes_are_in_the_messages() -> None:
    for code, rule in RULES.items():
        if not code.startswith("ALMONER"):
            number = code.split(":")[1]
            said = {"-1": "check code -1", "-7": "check code -7", "0": "field status 0"}
            assert said.get(number, "check codes -2 to -6") in rule.message
