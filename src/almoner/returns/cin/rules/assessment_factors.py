"""The factors that an assessment found."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.fields import CODES
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import after_assessment, any_given, col, given, unknown

NOTHING_FOUND = "21"
_DONE = "AssessmentAuthorisationDate"


def _factors(name: str = "AssessmentFactors") -> pl.Expr:
    return col(name).fill_null("").str.split(",")


def _has(code: str, name: str = "AssessmentFactors") -> pl.Expr:
    return _factors(name).list.contains(code)


@rule(
    "8614",
    "Assessment factors are given for an assessment with no authorisation date.",
    on="Assessments",
    fields=f"{_DONE} AssessmentFactors",
)
def factors_before_the_end(r: ContextCIN) -> pl.Expr:
    return unknown(_DONE) & given("AssessmentFactors")


@rule(
    "8869",
    "Assessment factor 21 (none found) is given together with another factor.",
    on="Assessments",
    fields="AssessmentFactors",
)
def none_and_some(r: ContextCIN) -> pl.Expr:
    # Flattened with a row for each factor, one assessment stands in several rows: then the other
    # factors are marked.
    none, keys = _has(NOTHING_FOUND), ("LAchildID", "CINdetailsID")
    found = _factors().list.set_difference([NOTHING_FOUND, ""]).list.len() > 0
    beside = none.any().over(*keys, "AssessmentID", f"{_DONE}.raw")
    return found & (none | (given(*keys) & beside))


@rule(
    "8873Q",
    "Only assessment of a closed case found no factor (21), but the case was not closed after "
    "assessment (RC8 or RC9).",
    on="Assessments CINdetails",
    fields="ReasonForClosure AssessmentFactors",
    severity="query",
)
def nothing_found_but_served(r: ContextCIN) -> pl.LazyFrame:
    # While the case is open it may still be closed after this assessment.
    closed = any_given("CINdetails.CINclosureDate", "CINdetails.ReasonForClosure")
    only = pl.len().over("LAchildID", "CINdetailsID") == 1
    alone = r.rows("Assessments").filter(given("LAchildID", "CINdetailsID"), only)
    pairs = r.of_case("Assessments", "CINdetails").join(alone, on="Assessments.row", how="semi")
    ended = closed & ~after_assessment("CINdetails.ReasonForClosure")
    return pairs.filter(_has(NOTHING_FOUND), ended)


@rule(
    "8897Q",
    "Assessment authorised in or after the census year has no valid factor.",
    on="Assessments",
    fields=f"{_DONE} AssessmentFactors",
    severity="query",
)
def nothing_said(r: ContextCIN) -> pl.Expr:
    valid = pl.lit(list(CODES["assessmentfactorstype"])).list.set_intersection(_factors())
    return (col(_DONE) >= r.start) & (valid.list.len() == 0)


@rule(
    "8898",
    "The same assessment factor is given twice for an assessment.",
    on="Assessments",
    fields="AssessmentFactors",
)
def same_factor_twice(r: ContextCIN) -> pl.Expr:
    return _factors().list.len() > _factors().list.n_unique()


@rule(
    "8945Q",
    "Assessment factor 18A is used, which 18B and 18C have replaced.",
    on="Assessments",
    fields="AssessmentFactors",
    severity="query",
    changed="2024-25",
    since="2024-25",
)
def physical_abuse_by_whom(r: ContextCIN) -> pl.Expr:
    return col("AssessmentFactors").str.to_uppercase().str.split(",").list.contains("18A")


@rule(
    "8950Q",
    "Assessment factor 19A is used, which 19B and 19C have replaced.",
    on="Assessments",
    fields="AssessmentFactors",
    severity="query",
    changed="2024-25",
    since="2024-25",
)
def sexual_abuse_by_whom(r: ContextCIN) -> pl.Expr:
    return col("AssessmentFactors").str.to_uppercase().str.split(",").list.contains("19A")
