"""The indicators of a children in need census against small tables counted by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from almoner.returns.checking import context_of
from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.indicators import indicators, working_days
from almoner.returns.context import Collection
from almoner.returns.figures import Figure
from almoner.returns.kinds import References, kind_of

CASES = "LAchildID CINdetailsID CINreferralDate CINclosureDate DateOfInitialCPC ReferralNFA"
ASSESSMENTS = "LAchildID CINdetailsID AssessmentActualStartDate AssessmentAuthorisationDate"
ENQUIRIES = "LAchildID CINdetailsID S47ActualStartDate DateOfInitialCPC"
PLANS = "LAchildID CINdetailsID CPPstartDate CPPendDate NumberOfPreviousCPP"


def _table(columns: str, *lines: str) -> list[dict[str, Any]]:
    names = columns.split()
    return [
        {n: None if v == "-" else v for n, v in zip(names, line.split(), strict=True)}
        for line in lines
    ]


def figures(asked: bool = True, year: str = "2026-27", **tables: Any) -> dict[str, Figure]:
    kind = kind_of("CIN")
    collection = Collection.of(year, asked=asked)
    return dict(indicators(context_of(kind, tables, {}, collection, References())))


def test_referrals_and_children_in_need() -> None:
    found = figures(
        CINdetails=_table(
            CASES,
            "a 1 2025-05-02 2025-06-01 - 0",
            "a 2 2026-05-01 2026-07-01 - 0",
            "a 3 2026-09-01 - - 0",
            "b 1 2026-04-01 - - 1",
            "c 1 2025-04-30 2027-03-31 2026-06-01 0",
            "c 2 2026-05-01 2027-04-01 - 0",
            "d 1 2027-04-01 - - 0",
            "e 1 2026-02-31 - - 0",
        )
    )
    assert found["referrals"] == (4, None, 4)
    assert found["children_referred"] == (3, None, 3)
    assert found["referrals_no_further_action"] == (1, 4, 25)
    # a's second (a year less a day after) and third; c's second is a day too late.
    assert found["re_referrals_within_12_months"] == (2, 4, 50)
    assert found["children_in_need_31_march"] == (2, None, 2)
    assert found["cases_closed_in_year"] == (2, None, 2)


def test_a_leap_day_goes_to_28_february_of_the_year_before() -> None:
    cases = _table(
        CASES, "a 1 2027-02-28 - - 0", "a 2 2028-02-29 - - 0", "b 1 2027-02-27 - - 0",
        "b 2 2028-02-29 - - 0",
    )  # fmt: skip
    found = figures(year="2027-28", CINdetails=cases)
    assert found["re_referrals_within_12_months"] == (1, 2, 50)


def test_assessments_in_working_days() -> None:
    # The 45 working days after Friday 1 May 2026 end on Tuesday 7 July: 4 and 25 May are holidays.
    found = figures(
        Assessments=_table(
            ASSESSMENTS, "a 1 2026-05-01 2026-07-07", "b 1 2026-05-01 2026-07-08",
            "c 1 2026-05-01 2026-05-05", "d 1 - 2026-05-05", "e 1 2026-05-01 2027-04-01",
            "f 1 2026-05-01 -",
        )
    )  # fmt: skip
    assert found["assessments_completed"] == (4, None, 4)
    assert found["assessments_within_45_working_days"] == (2, 4, 50)
    assert found["assessment_median_working_days"] == (None, 3, 45)


def test_enquiries_and_conferences() -> None:
    found = figures(
        CINdetails=_table(CASES, "a 1 2026-05-01 - 2026-08-03 0", "b 1 2026-05-01 - - 0"),
        Section47=_table(
            ENQUIRIES, "a 1 2026-06-01 2026-06-22", "b 1 2026-06-01 2026-06-23",
            "c 1 2026-03-31 2026-04-01", "d 1 2027-03-31 -", "e 1 2026-03-01 2026-03-31",
        ),
    )  # fmt: skip
    assert found["section_47_started"] == (3, None, 3)
    assert found["initial_conferences"] == (4, None, 4)
    assert found["conferences_within_15_working_days"] == (2, 3, pytest.approx(200 / 3))


def test_plans() -> None:
    found = figures(
        ChildProtectionPlans=_table(
            PLANS, "a 1 2026-04-01 - 0", "b 1 2027-03-31 - 2", "c 1 2024-05-01 2026-05-01 0",
            "d 1 2024-05-02 2026-05-01 1", "e 1 2026-03-31 2027-03-31 0",
            "f 1 2026-05-01 2027-04-01 x",
        )
    )  # fmt: skip
    assert found["plans_started"] == (3, None, 3)
    assert found["plans_second_or_subsequent"] == (1, 3, pytest.approx(100 / 3))
    assert found["plans_31_march"] == (3, None, 3)
    assert found["plans_ended"] == (3, None, 3)
    assert found["plans_ended_after_two_years_or_more"] == (1, 3, pytest.approx(100 / 3))


def test_what_became_of_referrals_and_enquiries() -> None:
    found = figures(
        CINdetails=_table(
            CASES, "a 1 2026-05-01 - - 0", "b 1 2026-05-01 - - 0", "c 1 2026-05-01 - - 0",
            "d 1 2026-05-01 - - 1", "e 1 2026-05-01 - - 0",
        ),
        Assessments=_table(
            ASSESSMENTS, "a 1 2026-05-01 -", "b 1 2026-05-31 -", "e 1 2026-06-01 -"
        ),
        Section47=_table(
            ENQUIRIES, "a 1 2026-05-20 2026-06-01", "a 1 2026-05-20 -", "c 1 2026-05-31 -",
            "f 1 2027-01-30 -", "g 1 2027-01-29 -", "h 1 2027-01-01 2027-02-14",
            "i 1 2027-01-01 2027-02-13",
        ),
        ChildProtectionPlans=_table(PLANS, "a 1 2026-07-16 - 0", "c 1 2026-07-30 - 0"),
    )  # fmt: skip
    assert found["referral_outcome"] == (None, 5, {"BOTH": 1, "S17": 1, "S47": 1, "NFA": 2})
    assert found["s47_journey"].value == {
        "S47 to ICPC": 3, "S47 to CPP Start": 1, "S47 to TBD": 1, "ICPC to CPP Start": 1,
        "ICPC to TBD": 1,
    }  # fmt: skip


def test_without_a_year_asked_for_the_census_says_its_own() -> None:
    tables = {
        "Header": [{"ReferenceDate": "2024-03-31"}],
        "CINdetails": _table(CASES, "a 1 2023-05-01 - - 0"),
    }
    assert figures(asked=False, **tables)["referrals"].value == 1
    assert figures(asked=True, **tables)["referrals"].value == 0


def test_tables_without_rows_have_no_values() -> None:
    empty = {name: [] for name in ("CINdetails", "Assessments", "Section47")}
    found = figures(**empty, ChildProtectionPlans=[])
    assert len(found) == 19
    assert found["plans_second_or_subsequent"] == (0, 0, None)
    assert found["assessment_median_working_days"] == (None, 0, None)


def test_days_beyond_the_calendar_of_holidays() -> None:
    starts = pl.Series([dt.date(1905, 1, 2), dt.date(2026, 5, 1), None])
    ends = pl.Series([dt.date(1905, 1, 9), dt.date(2026, 5, 5), dt.date(2026, 5, 5)])
    assert working_days(starts, ends).tolist()[:2] == [5, 1]


def test_one_number_for_all_children_does_not_take_all_memory() -> None:
    """Pairing every row with every other would give 36 million pairs a rule."""
    cases = _table(CASES, *(f"x {n} 2026-05-01 - - 0" for n in range(6000)))
    context = context_of(
        kind_of("CIN"),
        {"CINdetails": [*cases, *_table(CASES, "a 1 2026-05-01 - - 0", "a 2 2026-05-02 - - 0")]},
        {}, Collection.of("2026-27"), References(),
    )  # fmt: skip
    assert isinstance(context, ContextCIN)
    pairs = context.others("CINdetails").select("LAchildID").collect()
    assert pairs["LAchildID"].to_list() == ["a", "a"]
