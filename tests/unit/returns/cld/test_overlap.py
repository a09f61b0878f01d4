"""Client Level Data of overlapping periods: which submission is believed of an event."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from almoner.returns.cld.fields import TABLE
from almoner.returns.context import Collection
from almoner.returns.keeping.facts import keeping_of, readings
from almoner.returns.keeping.identity import no_people
from almoner.returns.keeping.resolving import resolved
from almoner.returns.keeping.submitted import submitted

JUNE, SEPTEMBER = dt.date(2025, 6, 30), dt.date(2025, 9, 30)
KINDS = ("Request", "Assessment", "Service", "Review")


def day(value: dt.date) -> str:
    return f"{value:%d/%m/%Y}"


def event(person: str, kind: str, on: dt.date, end: dt.date, **more: Any) -> dict[str, Any]:
    lasting = kind == "Service"
    return {
        "LA_Person_Unique_Identifier": person, "LA_Code": "931", "Client_Type": "Service user",
        "Event_Type": kind, "Event_Start_Date": day(on),
        "Event_End_Date": None if lasting else day(on),
        "Service_Type": "Long term support: Community" if lasting else None,
        "Service_Component": "Day support" if lasting else None, "Event_Outcome": None,
        "Reporting_Period_End_Date": day(end), **more,
    }  # fmt: skip


def facts(*several: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """What the submissions give together; the latest is given first."""
    keeping, collection = keeping_of("CLD"), Collection.of("2025-26", authority="E10000025")
    ones = [submitted(keeping, {TABLE: rows}, collection) for rows in several]
    ones.sort(key=lambda one: one.ended_on, reverse=True)
    return resolved(readings(ones, no_people()))


def whole_year(end: dt.date, *, last_month: bool) -> list[dict[str, Any]]:
    """Events of every kind in every month up to `end`, the last month left all but empty."""
    rows = []
    for months in range(11 if last_month else 10, -1, -1):
        month = end.month - months - (0 if last_month else 1)
        on = dt.date(end.year + (month - 1) // 12, (month - 1) % 12 + 1, 10)
        rows += [event(f"{on:%m}{n}", KINDS[n % 4], on, end) for n in range(16)]
    return rows


def test_an_event_told_twice_is_one_fact_and_the_later_period_is_believed() -> None:
    on = dt.date(2025, 5, 1)
    found = facts(
        [event("1", "Request", on, JUNE, Event_Outcome="NFA: Other")],
        [event("1", "Request", on, SEPTEMBER, Event_Outcome="Admitted to hospital")],
    )["adult_request"]
    assert found["outcome"].to_list() == ["Admitted to hospital"]


def test_a_month_that_is_not_whole_gives_way_to_a_submission_that_has_it_whole() -> None:
    june = dt.date(2025, 6, 15)
    lonely = event("9", "Request", june, JUNE)
    early = [*whole_year(JUNE, last_month=False), lonely]
    later = whole_year(SEPTEMBER, last_month=True)
    assert "adult-9" not in facts(early, later)["adult_request"]["person_id"].to_list()
    # Without another submission nothing else tells of the month: nothing is lost.
    assert "adult-9" in facts(early)["adult_request"]["person_id"].to_list()


def test_too_few_events_to_tell_a_whole_month_are_all_taken() -> None:
    few = [event("9", "Request", dt.date(2025, 6, 15), JUNE)]
    later = [event("8", "Request", dt.date(2025, 6, 16), SEPTEMBER)]
    assert set(facts(few, later)["adult_request"]["person_id"]) == {"adult-8", "adult-9"}


def test_a_service_that_is_told_of_no_more_ends_with_its_last_period() -> None:
    on = dt.date(2025, 1, 1)
    found = facts(
        [event("1", "Service", on, JUNE), event("2", "Service", on, JUNE)],
        [event("2", "Service", on, SEPTEMBER)],
    )["adult_service"]
    ends = dict(found.select("person_id", "ended_on").iter_rows())
    assert ends == {"adult-1": JUNE, "adult-2": None}
