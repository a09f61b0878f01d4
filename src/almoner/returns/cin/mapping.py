"""What a children in need census gives to the record, and how it is made from it again."""

from __future__ import annotations

import polars as pl

from almoner.reference.area import CodeScheme
from almoner.reference.areas import areas
from almoner.returns import dates
from almoner.returns.cin.nesting import in_cases
from almoner.returns.context import Collection
from almoner.returns.keeping.ethnicity import group_of_code
from almoner.returns.keeping.giving import (
    Gives,
    Item,
    Keeping,
    Link,
    Tables,
    coded,
    day,
    derived,
    flag,
    pupil_number,
    same,
    whole,
)

col = pl.col
CASE, CASE_ID = "CINdetails", "CINdetailsID"
_TRUE, _FALSE = ("1", "true"), ("0", "false")
_REFERRAL = Link("referral_id", CASE, (CASE_ID,))


def _person(table: str, *items: Item) -> Gives:
    return Gives(table, "person", items, merged=True, rows=True, follows=True)


def _identifier(scheme: str, field: str) -> Gives:
    return Gives(
        "ChildIdentifiers", "person_identifier",
        (derived("scheme", pl.lit(scheme)), same(field, "value")),
        key=(field,), tag=scheme, when=pupil_number(field), merged=True,
    )  # fmt: skip


GIVES = (
    _person(
        "ChildIdentifiers", day("PersonBirthDate", "born_on"),
        day("ExpectedPersonBirthDate", "expected_on"), day("PersonDeathDate", "died_on"),
        # The letters, and the numbers that the census used until 2022-23.
        coded("Sex", "sex", {"M": "M", "F": "F", "U": "U", "1": "M", "2": "F", "0": "U", "9": "U"}),
    ),
    _identifier("UPN", "UPN"),
    _identifier("former UPN", "FormerUPN"),
    _person(
        "ChildCharacteristics", same("Ethnicity", "ethnic_code"),
        derived("ethnicity", group_of_code("Ethnicity")),
    ),
    Gives(
        "Disabilities", "disability", (same("Disability", "code"),), key=("Disability",),
        rows=True, follows=True,
    ),
    Gives(
        "Disabilities", "person", (derived("disabled", col("Disability") != "NONE"),),
        merged=True, when=col("Disability").is_not_null() & (col("Disability") != "NONE"),
    ),
    Gives(
        CASE, "referral",
        (
            day("CINreferralDate", "referred_on"), same("ReferralSource", "source"),
            same("PrimaryNeedCode", "primary_need"), day("CINclosureDate", "closed_on"),
            same("ReasonForClosure", "closure_reason"),
            flag("ReferralNFA", "no_further_action", _TRUE, _FALSE),
        ),
        key=("CINreferralDate",), rows=True, spell=("referred_on", "closed_on"),
        closes=("closure_reason",),
    ),
    Gives(
        CASE, "conference", (day("DateOfInitialCPC", "held_on"),),
        key=("DateOfInitialCPC",), tag="case", when=col("DateOfInitialCPC").is_not_null(),
        spell=("held_on",),
    ),
    Gives(
        "Assessments", "child_assessment",
        (
            day("AssessmentActualStartDate", "started_on"),
            day("AssessmentInternalReviewDate", "review_point_on"),
            day("AssessmentAuthorisationDate", "authorised_on"),
        ),
        key=("AssessmentActualStartDate",), rows=True, links=(_REFERRAL,),
        spell=("started_on", "authorised_on"),
    ),
    Gives(
        "AssessmentFactorsList", "assessment_factor", (same("AssessmentFactors", "code"),),
        key=("assessed", "AssessmentFactors"), rows=True, follows=True,
        links=(Link("assessment_id", "Assessments", (CASE_ID, "AssessmentID")),),
    ),
    Gives(
        "CINplanDates", "need_plan",
        (day("CINPlanStartDate", "started_on"), day("CINPlanEndDate", "ended_on")),
        key=("CINPlanStartDate",), rows=True, links=(_REFERRAL,), spell=("started_on", "ended_on"),
    ),
    Gives(
        "Section47", "section_47",
        (
            day("S47ActualStartDate", "started_on"), day("InitialCPCtarget", "conference_due_on"),
            flag("ICPCnotRequired", "conference_not_required", _TRUE, _FALSE),
        ),
        key=("S47ActualStartDate",), rows=True, links=(_REFERRAL,), spell=("started_on",),
    ),
    Gives(
        "Section47", "conference", (day("DateOfInitialCPC", "held_on"),),
        key=("DateOfInitialCPC",), when=col("DateOfInitialCPC").is_not_null(),
        spell=("held_on",), links=(Link("enquiry_id", "Section47", (CASE_ID, "Section47.row")),),
    ),
    Gives(
        "ChildProtectionPlans", "protection_plan",
        (
            day("CPPstartDate", "started_on"), day("CPPendDate", "ended_on"),
            same("InitialCategoryOfAbuse", "category"),
            same("LatestCategoryOfAbuse", "latest_category"),
            whole("NumberOfPreviousCPP", "previous_plans"),
        ),
        key=("CPPstartDate",), rows=True, links=(_REFERRAL,), spell=("started_on", "ended_on"),
    ),
    Gives(
        "Reviews", "protection_review", (day("CPPreviewDate", "held_on"),),
        key=("CPPreviewDate",), rows=True, spell=("held_on",),
        links=(Link("plan_id", "ChildProtectionPlans", (CASE_ID, "CPPID")),),
    ),
)  # fmt: skip


def settle(prepared: list[Tables], _collections: list[Collection]) -> list[Tables]:
    """The tables with the day of the assessment beside each of its factors: part of their key."""
    return [_settled(tables) for tables in prepared]


def _settled(tables: Tables) -> Tables:
    name, keys = "AssessmentFactorsList", ["LAchildID", CASE_ID, "AssessmentID"]
    if name not in tables:
        return tables
    assessed = pl.lit(None, dtype=pl.Date).alias("assessed")
    if "Assessments" not in tables:
        return {**tables, name: tables[name].with_columns(assessed)}
    started = tables["Assessments"].select(*keys, assessed=col("AssessmentActualStartDate"))
    started = started.unique(keys, keep="first")
    found = tables[name].join(started, on=keys, how="left", maintain_order="left", nulls_equal=True)
    return {**tables, name: found}


def heads(collection: Collection) -> dict[str, dict[str, str]]:
    """The header of a census made from the record."""
    end = collection.end
    header = {
        "Collection": "CIN", "Year": str(end.year), "ReferenceDate": end.isoformat(),
        "SourceLevel": "L", "LEA": _number(collection.authority), "SoftwareCode": "Almoner",
        "SerialNo": "1", "DateTime": f"{end.isoformat()}T00:00:00",
    }  # fmt: skip
    return {"Header": header}


def _number(authority: str | None) -> str:
    """The authority's three figures, as the Department for Education has them."""
    found = areas().find(authority) if authority else None
    if found is None:
        return authority or ""
    numbers = areas().codes(CodeScheme.DFE)
    return next((number for number, area in numbers.items() if area.code == found.code), "")


IDENTITY = {
    "Header": (),
    "ChildIdentifiers": ("LAchildID",),
    "ChildCharacteristics": ("LAchildID",),
    "Disabilities": ("LAchildID", "Disability"),
    CASE: ("LAchildID", "CINreferralDate"),
    "Assessments": ("LAchildID", CASE_ID, "AssessmentActualStartDate"),
    "AssessmentFactorsList": ("LAchildID", CASE_ID, "AssessmentID", "AssessmentFactors"),
    "CINplanDates": ("LAchildID", CASE_ID, "CINPlanStartDate"),
    "Section47": ("LAchildID", CASE_ID, "S47ActualStartDate"),
    "ChildProtectionPlans": ("LAchildID", CASE_ID, "CPPstartDate"),
    "Reviews": ("LAchildID", CASE_ID, "CPPID", "CPPreviewDate"),
}
KEEPING = Keeping(
    "CIN", GIVES, IDENTITY, settle=settle, heads=heads, complete=in_cases,
    silent={
        # A child without characteristics has an empty row, on which their absence shows.
        "Disabilities": col("Disability").is_null(),
        "AssessmentFactorsList": col("AssessmentFactors").is_null(),
        "Reviews": col(dates.raw("CPPreviewDate")).is_null(),
        "CINplanDates": col(dates.raw("CINPlanStartDate")).is_null(),
    },
)  # fmt: skip
