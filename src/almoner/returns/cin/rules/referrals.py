"""The referral that opens a case, and where it leads."""

from __future__ import annotations

import datetime as dt

import polars as pl

from almoner.returns.cin.context import ContextCIN, working_days_from
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import (
    any_given,
    blank,
    col,
    given,
    goes_on,
    listed,
    marking,
    no_further_action,
    unknown,
)

SOURCE_ASKED_FROM = dt.date(2013, 4, 1)
LONGEST_BEFORE_BIRTH = dt.timedelta(days=280)


@rule(
    "8568",
    "No-further-action flag is missing or not 0, 1, true or false.",
    on="CINdetails",
    fields="ReferralNFA",
)
def no_flag(r: ContextCIN) -> pl.Expr:
    return ~goes_on() & ~no_further_action()


@rule(
    "8600",
    "Referral date is missing or after the reference date.",
    on="CINdetails",
    fields="CINreferralDate",
)
def referred_on_no_day(r: ContextCIN) -> pl.Expr:
    return unknown("CINreferralDate") | (col("CINreferralDate") > r.end)


@rule(
    "8569Q",
    "Case referred more than one working day before the year began is flagged as no further "
    "action.",
    on="CINdetails",
    fields="CINreferralDate ReferralNFA",
    severity="query",
)
def old_and_leading_nowhere(r: ContextCIN) -> pl.Expr:
    # A referral that led nowhere was decided within a working day, so it belongs to last year.
    since = working_days_from(r.first_day, -1)
    return (col("CINreferralDate") < since) & no_further_action()


@rule(
    "8606",
    "Referral is more than 280 days before the date of birth or expected date of birth.",
    on="CINdetails ChildIdentifiers",
    fields="CINreferralDate PersonBirthDate ExpectedPersonBirthDate",
)
def before_conception(r: ContextCIN) -> pl.LazyFrame:
    births = ("PersonBirthDate", "ExpectedPersonBirthDate")
    early = [
        (col("CINreferralDate") < col(f"ChildIdentifiers.{birth}") - LONGEST_BEFORE_BIRTH)
        for birth in births
    ]
    return r.pairs("CINdetails", "ChildIdentifiers").filter(pl.any_horizontal(early))


@rule(
    "8610",
    "Primary need is missing for a case going on to further action.",
    on="CINdetails",
    fields="ReferralNFA PrimaryNeedCode",
)
def need_missing(r: ContextCIN) -> pl.Expr:
    return goes_on() & blank("PrimaryNeedCode")


@rule(
    "8866",
    "Referral source is missing or not a listed code, for a referral since 1 April 2013.",
    on="CINdetails",
    fields="CINreferralDate ReferralSource",
)
def source_missing(r: ContextCIN) -> pl.Expr:
    asked = col("CINreferralDate") >= SOURCE_ASKED_FROM
    return asked & ~listed("ReferralSource", "referralsourcetype")


@rule(
    "4000",
    "Referral with no further action has a CIN plan.",
    on="CINplanDates CINdetails",
    fields="ReferralNFA",
)
def nowhere_but_planned(r: ContextCIN) -> pl.LazyFrame:
    return r.of_case("CINplanDates", "CINdetails").filter(no_further_action("CINdetails."))


@rule(
    "8832",
    "No-further-action referral has a child protection plan.",
    on="ChildProtectionPlans CINdetails",
    fields="CINdetailsID ReferralNFA",
)
def nowhere_but_protected(r: ContextCIN) -> pl.LazyFrame:
    pairs = r.of_case("ChildProtectionPlans", "CINdetails")
    return pairs.filter(no_further_action("CINdetails."))


@rule(
    "8831",
    "No-further-action referral has an assessment, Section 47 enquiry or initial conference.",
    on="CINdetails",
    also="Assessments Section47",
    fields="ReferralNFA AssessmentActualStartDate AssessmentAuthorisationDate S47ActualStartDate "
    "DateOfInitialCPC",
)
def nowhere_but_looked_into(r: ContextCIN) -> pl.LazyFrame:
    nowhere = r.rows("CINdetails").filter(no_further_action())
    found = [nowhere.filter(given("DateOfInitialCPC"))]
    for table, dates in (
        ("Assessments", ("AssessmentActualStartDate", "AssessmentAuthorisationDate")),
        ("Section47", ("S47ActualStartDate", "DateOfInitialCPC")),
    ):
        if r.has(table):
            pairs = r.of_case("CINdetails", table).filter(no_further_action())
            found.append(pairs.filter(any_given(*(f"{table}.{date}" for date in dates))))
    return marking(*found)
