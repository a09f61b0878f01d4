"""CIN plans, and CIN plans beside child protection plans: a child is on one plan at a time."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN, both_of
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import blank, col, given, unknown

START, END = "CINPlanStartDate", "CINPlanEndDate"
PLANS = "ChildProtectionPlans"


@rule(
    "4010",
    "CIN plan start date is missing or after the reference date.",
    on="CINplanDates",
    fields=START,
)
def starts_on_no_day(r: ContextCIN) -> pl.Expr:
    return unknown(START) | (col(START) > r.end)


@rule("4004", "Child has more than one open CIN plan.", on="CINplanDates", fields=END)
def two_open(r: ContextCIN) -> pl.Expr:
    return given("LAchildID") & blank(END) & (blank(END).sum().over("LAchildID") > 1)


@rule(
    "4014",
    "CIN plan starts within another CIN plan of the child.",
    on="CINplanDates",
    fields=f"{START} {END}",
)
def two_at_a_time(r: ContextCIN) -> pl.LazyFrame:
    began, ended = col(f"other.{START}"), col(f"other.{END}")
    running = (col(START) <= ended) | (blank(f"other.{END}") & (col(START) <= r.end))
    pairs = r.others("CINplanDates").filter(col(START) >= began, running)
    return both_of("CINplanDates", pairs)


@rule(
    "4001",
    "Case has an open CIN plan and an open child protection plan.",
    on="CINplanDates ChildProtectionPlans",
    fields=f"{END} CPPendDate",
)
def both_open(r: ContextCIN) -> pl.LazyFrame:
    pairs = r.of_case("CINplanDates", PLANS)
    return pairs.filter(given(START), blank(END, f"{PLANS}.CPPendDate"))


@rule(
    "4016",
    "CIN plan starts within a child protection plan (unless on the day it ended).",
    on="CINplanDates ChildProtectionPlans",
    fields=f"{START} CPPstartDate CPPendDate",
)
def need_within_protection(r: ContextCIN) -> pl.LazyFrame:
    began, ended = col(f"{PLANS}.CPPstartDate"), col(f"{PLANS}.CPPendDate")
    running = (col(START) < ended) | (blank(f"{PLANS}.CPPendDate") & (col(START) <= r.end))
    return r.pairs("CINplanDates", PLANS).filter(col(START) >= began, running)


@rule(
    "4017",
    "Child protection plan starts within a CIN plan (unless on the day it ended).",
    on="CINplanDates ChildProtectionPlans",
    fields=f"{START} {END} CPPstartDate",
)
def protection_within_need(r: ContextCIN) -> pl.LazyFrame:
    began = col(f"{PLANS}.CPPstartDate")
    running = (began < col(END)) | (blank(END) & (began <= r.end))
    return r.pairs("CINplanDates", PLANS).filter(began >= col(START), running)


@rule(
    "4003",
    "Child protection review is dated within a CIN plan (unless it is the plan's end date).",
    on="Reviews CINplanDates",
    also="ChildProtectionPlans",
    fields=f"{START} {END} CPPreviewDate CPPendDate",
)
def reviewed_within_need(r: ContextCIN) -> pl.LazyFrame:
    # The review that ends protection may be held on the day from which a CIN plan goes on.
    day = col("CPPreviewDate")
    within = (day >= col(f"CINplanDates.{START}")) & (day < col(f"CINplanDates.{END}"))
    pairs = r.pairs("Reviews", "CINplanDates").filter(within)
    if not r.has(PLANS):
        return pairs
    keys = ["LAchildID", "CINdetailsID", "CPPID"]
    plans = r.paired(PLANS).select(*keys, "CPPendDate", f"{PLANS}.row")
    found = pairs.join(plans, on=keys, how="left", nulls_equal=True)
    return found.filter(day.ne_missing(col("CPPendDate")))
