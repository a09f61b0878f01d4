"""Initial child protection conferences, on the case or on its Section 47 enquiry."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import (
    col,
    given,
    is_true,
    marking,
    on_a_weekend,
    unknown,
)


@rule(
    "2884",
    "The same initial conference is recorded on a case and on a Section 47 enquiry of the child.",
    on="Section47 CINdetails",
    fields="DateOfInitialCPC",
)
def conference_twice(r: ContextCIN) -> pl.LazyFrame:
    # Conferences on different days may both be; one told twice is counted twice, and it does not
    # matter under which of the child's cases.
    same = col("DateOfInitialCPC") == col("CINdetails.DateOfInitialCPC")
    return r.pairs("Section47", "CINdetails").filter(same)


@rule(
    "8615",
    "Initial conference is dated while the Section 47 start is missing or later.",
    on="Section47",
    fields="S47ActualStartDate DateOfInitialCPC",
)
def conference_before_enquiry(r: ContextCIN) -> pl.Expr:
    start, held = col("S47ActualStartDate"), col("DateOfInitialCPC")
    return (start > held) | (given("DateOfInitialCPC") & unknown("S47ActualStartDate"))


@rule(
    "8870Q",
    "Target date of the initial conference is a Saturday or Sunday.",
    on="Section47",
    fields="InitialCPCtarget",
    severity="query",
)
def target_on_a_weekend(r: ContextCIN) -> pl.Expr:
    return on_a_weekend("InitialCPCtarget")


@rule(
    "8875",
    "Initial conference is dated on a Saturday or Sunday.",
    on="Section47",
    fields="DateOfInitialCPC",
)
def conference_on_a_weekend(r: ContextCIN) -> pl.Expr:
    return on_a_weekend("DateOfInitialCPC")


@rule(
    "2885",
    "Plan of the census year does not start on the day of the initial conference of its Section "
    "47 enquiry, or of its case where there is none.",
    on="ChildProtectionPlans CINdetails",
    also="Section47",
    fields="CPPstartDate DateOfInitialCPC",
)
def plan_apart_from_conference(r: ContextCIN) -> pl.LazyFrame:
    # A child comes under a plan at the conference. A conference is marked only where no plan of
    # its case started on it; an enquiry that needed none cannot have led to the plan.
    plans = r.paired("ChildProtectionPlans").filter(col("CPPstartDate").is_between(r.start, r.end))
    cases = r.rows("CINdetails")
    if not r.has("Section47"):
        return _apart(plans, cases, "CINdetails")
    enquiries = r.rows("Section47").filter(~is_true("ICPCnotRequired"))
    led = plans.join(enquiries, on=_CASE, how="semi")
    rest = plans.join(enquiries, on=_CASE, how="anti")
    return marking(_apart(led, enquiries, "Section47"), _apart(rest, cases, "CINdetails"))


_CASE = ["LAchildID", "CINdetailsID"]


def _apart(plans: pl.LazyFrame, held: pl.LazyFrame, table: str) -> pl.LazyFrame:
    plan = plans.select(*_CASE, "CPPstartDate", "ChildProtectionPlans.row")
    conferences = held.select(*_CASE, "DateOfInitialCPC", f"{table}.row")
    pairs = plan.join(conferences, on=_CASE, how="left")
    same = (col("CPPstartDate") == col("DateOfInitialCPC")).fill_null(value=False)
    plans_apart = pairs.filter(~same.any().over("ChildProtectionPlans.row"))
    met = pairs.filter(same)
    unmet = pairs.join(met, on=_CASE, how="anti").select(f"{table}.row")
    return marking(plans_apart.select("ChildProtectionPlans.row"), unmet)
