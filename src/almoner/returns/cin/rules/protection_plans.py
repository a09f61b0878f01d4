"""Child protection plans and their reviews."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN, both_of
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import blank, col, given, unknown

START, END = "CPPstartDate", "CPPendDate"


@rule(
    "8720",
    "Plan start date is missing or after the reference date.",
    on="ChildProtectionPlans",
    fields=START,
)
def starts_on_no_day(r: ContextCIN) -> pl.Expr:
    missing = r.has_key("ChildProtectionPlans", "CPPID", START) & unknown(START)
    return missing | (col(START) > r.end)


@rule(
    "8730",
    "Number of previous plans is missing or negative.",
    on="ChildProtectionPlans",
    fields="NumberOfPreviousCPP",
)
def plans_before_not_said(r: ContextCIN) -> pl.Expr:
    # What is not a number says as little as a blank, and the child's second plan goes unseen.
    number = col("NumberOfPreviousCPP").cast(pl.Float64, strict=False)
    return number.is_null() | (number < 0)


@rule("8935", "Child has more than one open plan.", on="ChildProtectionPlans", fields=END)
def two_open(r: ContextCIN) -> pl.Expr:
    return given("LAchildID") & blank(END) & (blank(END).sum().over("LAchildID") > 1)


@rule(
    "8940",
    "Plan starts within another plan of the child.",
    on="ChildProtectionPlans",
    fields=f"{START} {END}",
)
def two_at_a_time(r: ContextCIN) -> pl.LazyFrame:
    began, ended = col(f"other.{START}"), col(f"other.{END}")
    running = (col(START) <= ended) | (blank(f"other.{END}") & (col(START) <= r.end))
    pairs = r.others("ChildProtectionPlans").filter(col(START) >= began, running)
    return both_of("ChildProtectionPlans", pairs)


@rule(
    "8841",
    "Plan review is on or before the plan's start.",
    on="ChildProtectionPlans Reviews",
    fields=f"{START} CPPreviewDate",
)
def reviewed_before_its_start(r: ContextCIN) -> pl.LazyFrame:
    pairs = r.on("ChildProtectionPlans", "Reviews", ("CINdetailsID", "CPPID"))
    return pairs.filter(col("Reviews.CPPreviewDate") <= col(START))


@rule(
    "8842Q",
    "Review record has no review date.",
    on="Reviews",
    fields="CPPreviewDate",
    severity="query",
)
def reviewed_on_no_day(r: ContextCIN) -> pl.Expr:
    return unknown("CPPreviewDate")
