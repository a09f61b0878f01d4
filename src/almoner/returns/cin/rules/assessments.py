"""Assessments: started, authorised, one at a time."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN, both_of
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import blank, col, given, within_year

STATUTORY_WORKING_DAYS = 45
START, DONE = "AssessmentActualStartDate", "AssessmentAuthorisationDate"


@rule(
    "8670Q",
    "Unfinished assessment began more than 45 working days before the reference date.",
    on="Assessments",
    fields=f"{START} {DONE}",
    severity="query",
)
def unfinished_for_too_long(r: ContextCIN) -> pl.Expr:
    return blank(DONE) & (col(START) < r.working_days_before_the_end(STATUTORY_WORKING_DAYS))


@rule(
    "8736",
    "Unfinished assessment starts outside the census year.",
    on="Assessments",
    fields=f"{DONE} {START}",
)
def unfinished_from_another_year(r: ContextCIN) -> pl.Expr:
    # One with no start lies in no year; no other rule asks when an assessment began.
    inside = within_year(START, r.start, r.end)
    return r.has_key("Assessments", "CINdetailsID", START) & blank(DONE) & ~inside


@rule(
    "8896",
    "Case has two or more unfinished assessments.",
    on="Assessments",
    fields=DONE,
)
def two_unfinished(r: ContextCIN) -> pl.Expr:
    unfinished = blank(DONE)
    many = unfinished.sum().over("LAchildID", "CINdetailsID") > 1
    return given("LAchildID", "CINdetailsID") & unfinished & many


@rule(
    "8863Q",
    "Assessment starts while another assessment of the case is running.",
    on="Assessments",
    fields=f"{START} {DONE}",
    severity="query",
)
def two_at_a_time(r: ContextCIN) -> pl.LazyFrame:
    began, ended = col(f"other.{START}"), col(f"other.{DONE}")
    running = (col(START) <= ended) | (blank(f"other.{DONE}") & (col(START) <= r.end))
    pairs = r.others("Assessments", "CINdetailsID").filter(~_same())
    return both_of("Assessments", pairs.filter(col(START) >= began, running))


def _same() -> pl.Expr:
    # Flattened with a row for each factor, one assessment stands in several rows.
    key = (col("AssessmentID") == col("other.AssessmentID")).fill_null(value=True)
    start = col(START).eq_missing(col(f"other.{START}"))
    return key & start & col(DONE).eq_missing(col(f"other.{DONE}"))
