"""What became of referrals and of Section 47 enquiries, as the regional reports count it.

Each is of the whole file, not of the year only: a census holds what was open in its year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.fields import CASE, CHILD
from almoner.returns.cin.words import col

REFERRAL_DAYS, ENQUIRY_DAYS, CONFERENCE_DAYS = 30, 60, 45
OUTCOMES = ("BOTH", "S17", "S47", "NFA")


def outcomes(r: ContextCIN) -> Mapping[str, int]:
    """Referrals by what started within 30 days: assessment (S17), enquiry (S47), both, neither."""
    referrals = r.rows("CINdetails").filter(col("CINreferralDate").is_not_null())
    referrals = referrals.select("CINdetails.row", CHILD, "CINreferralDate")
    assessed = _followed(r, "Assessments", "AssessmentActualStartDate")
    enquired = _followed(r, "Section47", "S47ActualStartDate")
    keys = [CHILD, "CINreferralDate"]
    found = referrals.join(assessed, on=keys, how="left").join(enquired, on=keys, how="left")
    one, other = col("Assessments").is_not_null(), col("Section47").is_not_null()
    outcome = (
        pl.when(one & other).then(pl.lit("BOTH")).when(one).then(pl.lit("S17"))
        .when(other).then(pl.lit("S47")).otherwise(pl.lit("NFA"))
    )  # fmt: skip
    counted = dict(found.select(outcome.alias("as")).collect()["as"].value_counts().rows())
    return {name: counted.get(name, 0) for name in OUTCOMES}


def _followed(r: ContextCIN, table: str, start: str) -> pl.LazyFrame:
    """Child and referral date of the cases in which something of `table` started in time."""
    cases = r.paired("CINdetails").select(*CASE, "CINreferralDate")
    begun = (r.view(table) if r.has(table) else r.empty(table)).lazy()
    pairs = cases.join(begun, on=CASE)
    in_time = _days(col(start) - col("CINreferralDate"), REFERRAL_DAYS)
    keys = pairs.filter(in_time).select(CHILD, "CINreferralDate").unique()
    return keys.with_columns(pl.lit(value=True).alias(table))


def journeys(r: ContextCIN, end: dt.date) -> Mapping[str, int]:
    """Links from enquiry to conference, plan or what is yet to come, and from conference on."""
    enquiries = (
        r.paired("Section47")
        .filter(col(CHILD).is_not_null(), col("S47ActualStartDate").is_not_null())
        .group_by(CHILD, "S47ActualStartDate")
        .agg(col("DateOfInitialCPC").min())
        .with_row_index("enquiry")
    )
    plans = r.view("ChildProtectionPlans") if r.has("ChildProtectionPlans") else None
    started = (plans if plans is not None else r.empty("ChildProtectionPlans")).lazy()
    pairs = enquiries.join(started.select(CHILD, "CPPstartDate"), on=CHILD, how="left")
    after_enquiry = _days(col("CPPstartDate") - col("S47ActualStartDate"), ENQUIRY_DAYS)
    after_conference = _days(col("CPPstartDate") - col("DateOfInitialCPC"), CONFERENCE_DAYS)
    found = pairs.group_by("enquiry").agg(
        col("S47ActualStartDate", "DateOfInitialCPC").first(),
        after_enquiry.any().alias("straight"),
        (after_enquiry | after_conference).any().alias("by conference"),
    )
    links = _links(end)
    counts = found.select(link.sum().alias(name) for name, link in links.items()).collect()
    return {name: int(number or 0) for name, number in counts.row(0, named=True).items()}


def _days(gap: pl.Expr, most: int) -> pl.Expr:
    return gap.dt.total_days().is_between(0, most).fill_null(value=False)


def _links(end: dt.date) -> Mapping[str, pl.Expr]:
    conference = col("DateOfInitialCPC").is_not_null()
    open_yet = col("S47ActualStartDate") >= end - dt.timedelta(days=ENQUIRY_DAYS)
    held_lately = col("DateOfInitialCPC") >= end - dt.timedelta(days=CONFERENCE_DAYS)
    straight, planned = col("straight"), col("by conference")
    return {
        "S47 to ICPC": conference,
        "S47 to CPP Start": ~conference & straight,
        "S47 to TBD": ~conference & ~straight & open_yet,
        "ICPC to CPP Start": conference & planned,
        "ICPC to TBD": conference & ~planned & held_lately,
    }
