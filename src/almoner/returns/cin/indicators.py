"""The indicators of a children in need census, straight from its tables.

They are of the year that was asked for; where none was, of the census's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from almoner.reference.area import Nation
from almoner.reference.working_days import cover, working_days_between_many
from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.fields import CHILD
from almoner.returns.cin.journeys import journeys, outcomes
from almoner.returns.cin.rules.assessments import STATUTORY_WORKING_DAYS
from almoner.returns.cin.rules.enquiries import CONFERENCE_WORKING_DAYS
from almoner.returns.cin.words import blank, col, goes_on, no_further_action, years_after
from almoner.returns.context import Context
from almoner.returns.figures import Figure, by_kind, count, percent

Figures = Iterator[tuple[str, Figure]]


class Year:
    """The tables of a census and the days of the year that is counted."""

    def __init__(self, r: ContextCIN) -> None:
        self.r = r
        asked = r.collection.asked
        self.first = r.collection.start if asked else r.first_day
        self.last = r.collection.end if asked else r.last_day

    def table(self, name: str) -> pl.DataFrame:
        """A table of the census, without rows when it was not given."""
        return self.r.view(name) if self.r.has(name) else self.r.empty(name)

    def within(self, name: str) -> pl.Expr:
        """The date lies in the year."""
        return col(name).is_between(self.first, self.last)

    def at_end(self, start: str, end: str) -> pl.Expr:
        """The spell had begun by the last day of the year, and had not ended on or before it."""
        return (col(start) <= self.last) & (blank(end) | (col(end) > self.last))


def indicators(context: Context) -> Mapping[str, Figure]:
    """Every indicator that a census can give, by code."""
    assert isinstance(context, ContextCIN)
    year = Year(context)
    figures: dict[str, Figure] = {}
    for table, part in (
        ("CINdetails", _referrals), ("Assessments", _assessments), ("Section47", _enquiries),
        ("ChildProtectionPlans", _plans),
    ):  # fmt: skip
        if context.has(table):
            figures |= dict(part(year))
    return figures


def _referrals(year: Year) -> Figures:
    cases = year.table("CINdetails")
    made = cases.filter(year.within("CINreferralDate"))
    yield "referrals", count(made.height)
    yield "children_referred", count(made[CHILD].drop_nulls().n_unique())
    nowhere = made.filter(no_further_action()).height
    yield "referrals_no_further_action", percent(nowhere, made.height)
    yield "re_referrals_within_12_months", percent(_again(year.r, made), made.height)
    need = cases.filter(goes_on(), year.at_end("CINreferralDate", "CINclosureDate"))
    yield "children_in_need_31_march", count(need[CHILD].drop_nulls().n_unique())
    yield "cases_closed_in_year", count(cases.filter(year.within("CINclosureDate")).height)
    yield "referral_outcome", by_kind(outcomes(year.r))


def _again(r: ContextCIN, made: pl.DataFrame) -> int:
    """How many of the referrals came within a year of another of the child."""
    before = r.paired("CINdetails").select(CHILD, col("CINreferralDate").alias("before"))
    earliest = years_after("CINreferralDate", -1)
    pairs = (
        made.lazy()
        .join(before, on=CHILD)
        .filter(col("before") < col("CINreferralDate"), col("before") >= earliest)
    )
    return int(pairs.select(col("CINdetails.row").n_unique()).collect().item())


def _assessments(year: Year) -> Figures:
    done = year.table("Assessments").filter(year.within("AssessmentAuthorisationDate"))
    days = working_days(done["AssessmentActualStartDate"], done["AssessmentAuthorisationDate"])
    known = days[~np.isnan(days)]
    yield "assessments_completed", count(done.height)
    in_time = int((known <= STATUTORY_WORKING_DAYS).sum())
    yield "assessments_within_45_working_days", percent(in_time, done.height)
    median = float(np.median(known)) if known.size else None
    yield "assessment_median_working_days", Figure(None, known.size, median)


def _enquiries(year: Year) -> Figures:
    enquiries, cases = year.table("Section47"), year.table("CINdetails")
    yield "section_47_started", count(enquiries.filter(year.within("S47ActualStartDate")).height)
    held = enquiries.filter(year.within("DateOfInitialCPC"))
    others = cases.filter(year.within("DateOfInitialCPC")).height
    yield "initial_conferences", count(held.height + others)
    days = working_days(held["S47ActualStartDate"], held["DateOfInitialCPC"])
    in_time = int((days <= CONFERENCE_WORKING_DAYS).sum())
    yield "conferences_within_15_working_days", percent(in_time, held.height)
    yield "s47_journey", Figure(None, None, journeys(year.r, year.last))


def _plans(year: Year) -> Figures:
    plans = year.table("ChildProtectionPlans")
    started = plans.filter(year.within("CPPstartDate"))
    before = col("NumberOfPreviousCPP").cast(pl.Float64, strict=False)
    ended = plans.filter(year.within("CPPendDate"))
    long = ended.filter(col("CPPendDate") >= years_after("CPPstartDate", 2))
    yield "plans_started", count(started.height)
    yield "plans_second_or_subsequent", percent(started.filter(before > 0).height, started.height)
    yield "plans_31_march", count(plans.filter(year.at_end("CPPstartDate", "CPPendDate")).height)
    yield "plans_ended", count(ended.height)
    yield "plans_ended_after_two_years_or_more", percent(long.height, ended.height)


def working_days(starts: pl.Series, ends: pl.Series) -> npt.NDArray[np.float64]:
    """Working days after each start up to and with its end; NaN where either is missing.

    Where the calendar of bank holidays does not reach, weekends only are left out.
    """
    first = starts.to_numpy().astype("datetime64[D]")
    last = ends.to_numpy().astype("datetime64[D]")
    days = np.full(len(first), np.nan)
    reach = [np.datetime64(day) for day in cover(Nation.ENGLAND)]
    inside = (first >= reach[0]) & (last >= reach[0]) & (first <= reach[1]) & (last <= reach[1])
    days[inside] = working_days_between_many(first[inside], last[inside], Nation.ENGLAND)
    outside = ~inside & ~np.isnat(first) & ~np.isnat(last)
    days[outside] = np.busday_count(first[outside] + 1, last[outside] + 1)
    return days
