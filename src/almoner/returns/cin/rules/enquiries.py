"""Section 47 enquiries: whether a child suffers significant harm."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN, both_of
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import (
    blank,
    col,
    given,
    is_false,
    is_true,
    within_year,
)

CONFERENCE_WORKING_DAYS = 15
START, HELD, NOT_REQUIRED = "S47ActualStartDate", "DateOfInitialCPC", "ICPCnotRequired"


@rule(
    "2991Q",
    "Case with a Section 47 enquiry has no assessment.",
    on="Section47",
    reads="Assessments",
    fields="CINdetailsID",
    severity="query",
)
def enquiry_without_assessment(r: ContextCIN) -> pl.LazyFrame:
    return r.without("Section47", "Assessments")


@rule(
    "8675Q",
    "Section 47 enquiry needing a conference and without one began more than 15 working days "
    "before the reference date.",
    on="Section47",
    fields=f"{HELD} {START} {NOT_REQUIRED}",
    severity="query",
)
def conference_overdue(r: ContextCIN) -> pl.Expr:
    late = col(START) < r.working_days_before_the_end(CONFERENCE_WORKING_DAYS)
    return blank(HELD) & is_false(NOT_REQUIRED) & late


@rule(
    "8740",
    "Section 47 enquiry needing a conference and without one starts outside the census year.",
    on="Section47",
    fields=f"{START} {HELD} {NOT_REQUIRED}",
)
def enquiry_of_another_year(r: ContextCIN) -> pl.Expr:
    outside = ~within_year(START, r.start, r.end)
    return blank(HELD) & is_false(NOT_REQUIRED) & given(START) & outside


@rule(
    "8839",
    "Case has two or more Section 47 enquiries with no conference date and no not-required flag.",
    on="Section47",
    fields=f"{HELD} {NOT_REQUIRED}",
)
def two_unfinished(r: ContextCIN) -> pl.Expr:
    unfinished = blank(HELD) & ~is_true(NOT_REQUIRED)
    many = unfinished.sum().over("LAchildID", "CINdetailsID") > 1
    return given("LAchildID", "CINdetailsID") & unfinished & many


@rule(
    "8890",
    "Section 47 enquiry starts while another of the case is running.",
    on="Section47",
    fields=f"{START} {HELD}",
)
def two_at_a_time(r: ContextCIN) -> pl.LazyFrame:
    began, ended = col(f"other.{START}"), col(f"other.{HELD}")
    going_on = blank(f"other.{HELD}") & ~is_true(f"other.{NOT_REQUIRED}")
    running = (col(START) <= ended) | (going_on & (col(START) <= r.end))
    pairs = r.others("Section47", "CINdetailsID").filter(col(START) >= began, running)
    return both_of("Section47", pairs)
