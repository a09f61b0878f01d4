"""The closure of a case, and what a closed case may hold."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import (
    after_assessment,
    blank,
    col,
    given,
    is_true,
    marking,
    unknown,
)

# Dates of a case that its closure cannot come before.
WITHIN = {
    "Assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "Section47": ("S47ActualStartDate", "DateOfInitialCPC"),
    "ChildProtectionPlans": ("CPPendDate",),
    "CINplanDates": ("CINPlanStartDate", "CINPlanEndDate"),
}


@rule(
    "8805",
    "Closure date is given without a reason for closure.",
    on="CINdetails",
    fields="CINclosureDate ReasonForClosure",
)
def closed_for_no_reason(r: ContextCIN) -> pl.Expr:
    return given("CINclosureDate") & blank("ReasonForClosure")


@rule(
    "8810",
    "Reason for closure is given without a closure date.",
    on="CINdetails",
    fields="ReasonForClosure CINclosureDate",
)
def closed_on_no_day(r: ContextCIN) -> pl.Expr:
    return given("ReasonForClosure") & unknown("CINclosureDate")


@rule(
    "8565",
    "Case closes before a date of its assessments, Section 47 enquiries, conferences or plans.",
    on="CINdetails",
    also="Assessments Section47 ChildProtectionPlans CINplanDates",
    fields="CINclosureDate DateOfInitialCPC AssessmentActualStartDate AssessmentAuthorisationDate "
    "S47ActualStartDate CPPendDate CINPlanStartDate CINPlanEndDate",
)
def closed_before_its_end(r: ContextCIN) -> pl.LazyFrame:
    closed = col("CINclosureDate")
    found = [r.rows("CINdetails").filter(closed < col("DateOfInitialCPC"))]
    for table, dates in WITHIN.items():
        if r.has(table):
            later = pl.any_horizontal(closed < col(f"{table}.{date}") for date in dates)
            found.append(r.of_case("CINdetails", table).filter(later))
    return marking(*found)


@rule(
    "2990",
    "Case closed after assessment (RC8 or RC9) has a Section 47 enquiry, a conference or a plan.",
    on="CINdetails",
    also="Section47 ChildProtectionPlans CINplanDates",
    fields="ReasonForClosure DateOfInitialCPC",
)
def closed_after_assessment_but_more(r: ContextCIN) -> pl.LazyFrame:
    cases = r.rows("CINdetails").filter(after_assessment())
    found = [cases.filter(given("DateOfInitialCPC"))]
    for table in ("Section47", "ChildProtectionPlans", "CINplanDates"):
        if r.has(table):
            found.append(r.of_case("CINdetails", table).filter(after_assessment()))
    return marking(*found)


@rule(
    "8825Q",
    "Case closed after assessment (RC8 or RC9) has no assessment.",
    on="CINdetails",
    reads="Assessments",
    fields="ReasonForClosure",
    severity="query",
)
def closed_after_no_assessment(r: ContextCIN) -> pl.LazyFrame:
    return r.without("CINdetails", "Assessments").filter(after_assessment())


@rule(
    "8867",
    "Closed case has an assessment with no authorisation date.",
    on="CINdetails Assessments",
    fields="CINclosureDate AssessmentAuthorisationDate",
)
def closed_with_one_unfinished(r: ContextCIN) -> pl.LazyFrame:
    unfinished = unknown("Assessments.AssessmentAuthorisationDate")
    return r.of_case("CINdetails", "Assessments").filter(given("CINclosureDate"), unfinished)


@rule(
    "8868",
    "Closed case has a Section 47 enquiry with neither a conference date nor a not-required flag.",
    on="Section47 CINdetails",
    fields="CINclosureDate DateOfInitialCPC ICPCnotRequired",
)
def closed_with_no_answer(r: ContextCIN) -> pl.LazyFrame:
    # Both together contradict each other: whether the child came before a conference is not known.
    pairs = r.of_case("Section47", "CINdetails").filter(given("CINdetails.CINclosureDate"))
    return pairs.filter(given("DateOfInitialCPC") == is_true("ICPCnotRequired"))
