"""The census's figures against a slow count, case by case and day by day."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.reference.working_days import bank_holidays
from almoner.returns.checking import context_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of

KIND = kind_of("CIN")
START, END = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
DAY = dt.timedelta(days=1)
HOLIDAYS = {holiday.on for holiday in bank_holidays("england")}
DAYS = st.one_of(
    st.dates(dt.date(2025, 2, 1), dt.date(2027, 6, 1)),
    st.sampled_from([START, END, START - DAY, END + DAY, dt.date(2026, 5, 1), dt.date(2025, 5, 1)]),
)
MAYBE = st.one_of(st.none(), DAYS)
KEYS = {"LAchildID": st.sampled_from("ABCD"), "CINdetailsID": st.sampled_from("12")}
TABLES = {
    "CINdetails": {"CINreferralDate": MAYBE, "CINclosureDate": MAYBE, "DateOfInitialCPC": MAYBE,
                   "ReferralNFA": st.sampled_from(["0", "1", "true", "false", None])},
    "Assessments": {"AssessmentActualStartDate": MAYBE, "AssessmentAuthorisationDate": MAYBE},
    "Section47": {"S47ActualStartDate": MAYBE, "DateOfInitialCPC": MAYBE},
    "ChildProtectionPlans": {"CPPstartDate": MAYBE, "CPPendDate": MAYBE,
                             "NumberOfPreviousCPP": st.sampled_from(["0", "1", "2", None])},
}  # fmt: skip
CENSUS = st.fixed_dictionaries(
    {
        table: st.lists(st.fixed_dictionaries(KEYS | fields), max_size=8)
        for table, fields in TABLES.items()
    }
)
Row = dict[str, Any]
Census = dict[str, list[Row]]


def within(day: dt.date | None) -> bool:
    return day is not None and START <= day <= END


def working_days(start: dt.date, end: dt.date) -> int:
    """Working days after `start` up to and with `end`, one by one; negative when it is earlier."""
    if end < start:
        return -working_days(end, start)
    days = (start + n * DAY for n in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


def durations(rows: list[Row], start: str, end: str) -> Iterator[int]:
    for row in rows:
        if row[start] and within(row[end]):
            yield working_days(row[start], row[end])


def slowly(census: Census) -> dict[str, float | None]:
    """The same figures, written the way one would count by hand."""
    cases, plans = census["CINdetails"], census["ChildProtectionPlans"]
    assessments, enquiries = census["Assessments"], census["Section47"]
    made = [row for row in cases if within(row["CINreferralDate"])]
    again = 0
    for row in made:
        day = row["CINreferralDate"]
        others = [o["CINreferralDate"] for o in cases if o["LAchildID"] == row["LAchildID"]]
        again += any(other and day.replace(year=day.year - 1) <= other < day for other in others)
    need = {
        row["LAchildID"] for row in cases
        if row["ReferralNFA"] in ("0", "false")
        and row["CINreferralDate"] and row["CINreferralDate"] <= END
        and not (row["CINclosureDate"] and row["CINclosureDate"] <= END)
    }  # fmt: skip
    took = list(durations(assessments, "AssessmentActualStartDate", "AssessmentAuthorisationDate"))
    waited = list(durations(enquiries, "S47ActualStartDate", "DateOfInitialCPC"))
    held = [row for row in (*enquiries, *cases) if within(row["DateOfInitialCPC"])]
    began = [row for row in plans if within(row["CPPstartDate"])]
    ended = [row for row in plans if within(row["CPPendDate"])]
    return {
        "referrals": len(made),
        "children_referred": len({row["LAchildID"] for row in made}),
        "referrals_no_further_action": sum(row["ReferralNFA"] in ("1", "true") for row in made),
        "re_referrals_within_12_months": again,
        "children_in_need_31_march": len(need),
        "cases_closed_in_year": sum(within(row["CINclosureDate"]) for row in cases),
        "assessments_completed": sum(
            within(row["AssessmentAuthorisationDate"]) for row in assessments
        ),
        "assessments_within_45_working_days": sum(days <= 45 for days in took),
        "assessment_median_working_days": statistics.median(took) if took else None,
        "section_47_started": sum(within(row["S47ActualStartDate"]) for row in enquiries),
        "initial_conferences": len(held),
        "conferences_within_15_working_days": sum(days <= 15 for days in waited),
        "plans_started": len(began),
        "plans_second_or_subsequent": sum(
            int(row["NumberOfPreviousCPP"] or 0) > 0 for row in began
        ),
        "plans_31_march": sum(
            bool(row["CPPstartDate"]) and row["CPPstartDate"] <= END
            and not (row["CPPendDate"] and row["CPPendDate"] <= END) for row in plans
        ),
        "plans_ended": len(ended),
        "plans_ended_after_two_years_or_more": sum(
            bool(row["CPPstartDate"])
            and row["CPPstartDate"].replace(year=row["CPPstartDate"].year + 2) <= row["CPPendDate"]
            for row in ended
        ),
    }  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(CENSUS)
def test_figures_agree_with_a_slow_count(census: Census) -> None:
    context = context_of(KIND, census, {}, Collection.of("2026-27"), References())
    assert KIND.indicators is not None
    quick, slow = KIND.indicators(context), slowly(census)
    for code, expected in slow.items():
        figure = quick[code]
        assert (figure.value if figure.numerator is None else figure.numerator) == expected, code
    assert set(quick) == {*slow, "referral_outcome", "s47_journey"}


@settings(max_examples=50, deadline=None)
@given(CENSUS)
def test_outcomes_and_journeys_agree_with_a_slow_count(census: Census) -> None:
    context = context_of(KIND, census, {}, Collection.of("2026-27"), References())
    assert KIND.indicators is not None
    quick = KIND.indicators(context)
    assert quick["referral_outcome"].value == outcomes(census)
    assert quick["s47_journey"].value == journeys(census)


def outcomes(census: Census) -> dict[str, int]:
    found = {"BOTH": 0, "S17": 0, "S47": 0, "NFA": 0}
    cases = [row for row in census["CINdetails"] if row["CINreferralDate"]]
    for case in cases:
        alike = {
            (row["LAchildID"], row["CINdetailsID"]) for row in cases
            if row["LAchildID"] == case["LAchildID"]
            and row["CINreferralDate"] == case["CINreferralDate"]
        }  # fmt: skip
        one, other = (
            any(
                (row["LAchildID"], row["CINdetailsID"]) in alike
                and row[start] and 0 <= (row[start] - case["CINreferralDate"]).days <= 30
                for row in census[table]
            )
            for table, start in (("Assessments", "AssessmentActualStartDate"),
                                 ("Section47", "S47ActualStartDate"))
        )  # fmt: skip
        found["BOTH" if one and other else "S17" if one else "S47" if other else "NFA"] += 1
    return found


def journeys(census: Census) -> dict[str, int]:
    found = dict.fromkeys(
        ("S47 to ICPC", "S47 to CPP Start", "S47 to TBD", "ICPC to CPP Start", "ICPC to TBD"), 0
    )
    enquiries: dict[tuple[str, dt.date], list[dt.date]] = {}
    for row in census["Section47"]:
        if row["S47ActualStartDate"]:
            held = enquiries.setdefault((row["LAchildID"], row["S47ActualStartDate"]), [])
            held += [row["DateOfInitialCPC"]] if row["DateOfInitialCPC"] else []
    for (child, start), held in enquiries.items():
        plans = [
            row["CPPstartDate"] for row in census["ChildProtectionPlans"]
            if row["LAchildID"] == child and row["CPPstartDate"]
        ]  # fmt: skip
        straight = any(0 <= (plan - start).days <= 60 for plan in plans)
        if not held:
            found["S47 to CPP Start"] += straight
            found["S47 to TBD"] += not straight and start >= END - 60 * DAY
            continue
        found["S47 to ICPC"] += 1
        planned = straight or any(0 <= (plan - min(held)).days <= 45 for plan in plans)
        found["ICPC to CPP Start"] += planned
        found["ICPC to TBD"] += not planned and min(held) >= END - 45 * DAY
    return found
