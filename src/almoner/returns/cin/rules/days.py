"""Dates in an order that cannot be: before the referral, after death, end before start, and so on.

One declaration a rule, since within a family the rules differ in nothing but table and field.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import col, given, within_year
from almoner.returns.rule import Finder

# Code, what it says, table, field.
BEFORE_REFERRAL = (
    ("1103", "Assessment starts", "Assessments", "AssessmentActualStartDate"),
    ("1104", "Initial conference of a Section 47 enquiry is", "Section47", "DateOfInitialCPC"),
    ("1105", "Child protection plan starts", "ChildProtectionPlans", "CPPstartDate"),
    ("2889", "Section 47 enquiry starts", "Section47", "S47ActualStartDate"),
    ("4015", "CIN plan starts", "CINplanDates", "CINPlanStartDate"),
)
AFTER_DEATH = (
    ("4008", "CIN plan starts", "CINplanDates", "CINPlanStartDate", "error"),
    ("4009Q", "CIN plan ends", "CINplanDates", "CINPlanEndDate", "query"),
    ("8555Q", "Referral is dated", "CINdetails", "CINreferralDate", "query"),
    ("8915", "Plan starts", "ChildProtectionPlans", "CPPstartDate", "error"),
    ("8920", "Plan ends", "ChildProtectionPlans", "CPPendDate", "error"),
)
OUTSIDE_THE_YEAR = (
    ("4013", "CIN plan end date", "CINplanDates", "CINPlanEndDate", "error"),
    ("8545Q", "Date of death", "ChildIdentifiers", "PersonDeathDate", "query"),
    ("8620", "Closure date", "CINdetails", "CINclosureDate", "error"),
    ("8696", "Assessment authorisation date", "Assessments", "AssessmentAuthorisationDate",
     "error"),
    ("8715", "Initial conference of a Section 47 enquiry", "Section47", "DateOfInitialCPC",
     "error"),
    ("8930", "Plan end date", "ChildProtectionPlans", "CPPendDate", "error"),
)  # fmt: skip
# Code, what it says, table, start, end.
END_BEFORE_START = (
    ("4011", "CIN plan ends before it starts.", "CINplanDates", "CINPlanStartDate",
     "CINPlanEndDate"),
    ("8608", "Assessment is authorised before it starts.", "Assessments",
     "AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    ("8630", "Case closes before its referral date.", "CINdetails", "CINreferralDate",
     "CINclosureDate"),
    ("8925", "Plan ends before it starts.", "ChildProtectionPlans", "CPPstartDate", "CPPendDate"),
)  # fmt: skip
SAME_DAY = (
    ("4012Q", "CIN plan", "CINplanDates", "CINPlanStartDate", "CINPlanEndDate", "query"),
    ("8840", "Plan", "ChildProtectionPlans", "CPPstartDate", "CPPendDate", "error"),
)


def _before_referral(table: str, field: str) -> Finder:
    def breaches(r: ContextCIN) -> pl.LazyFrame:
        pairs = r.of_case(table, "CINdetails")
        return pairs.filter(col(field) < col("CINdetails.CINreferralDate"))

    return breaches


def _after_death(table: str, field: str) -> Finder:
    def breaches(r: ContextCIN) -> pl.LazyFrame:
        pairs = r.pairs(table, "ChildIdentifiers")
        return pairs.filter(col(field) > col("ChildIdentifiers.PersonDeathDate"))

    return breaches


def _outside(field: str) -> Finder:
    # 31 February lies in no year.
    return lambda r: given(field) & ~within_year(field, r.start, r.end)


def _end_before_start(start: str, end: str) -> Finder:
    return lambda r: col(end) < col(start)


def _same_day(start: str, end: str) -> Finder:
    return lambda r: col(start) == col(end)


for _code, _what, _table, _field in BEFORE_REFERRAL:
    rule(_code, f"{_what} before the referral date of its case.", on=f"{_table} CINdetails",
         fields=f"{_field} CINreferralDate")(_before_referral(_table, _field))  # fmt: skip
for _code, _what, _table, _field, _severity in AFTER_DEATH:
    rule(_code, f"{_what} after the date of death.", on=f"{_table} ChildIdentifiers",
         fields=f"{_field} PersonDeathDate", severity=_severity)(
        _after_death(_table, _field))  # fmt: skip
for _code, _what, _table, _field, _severity in OUTSIDE_THE_YEAR:
    rule(_code, f"{_what} is outside the census year.", on=_table, fields=_field,
         severity=_severity)(_outside(_field))  # fmt: skip
for _code, _message, _table, _start, _end in END_BEFORE_START:
    rule(_code, _message, on=_table, fields=f"{_start} {_end}")(_end_before_start(_start, _end))
for _code, _what, _table, _start, _end, _severity in SAME_DAY:
    rule(_code, f"{_what} starts and ends on the same day.", on=_table,
         fields=f"{_start} {_end}", severity=_severity)(_same_day(_start, _end))  # fmt: skip
