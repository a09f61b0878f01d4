"""Adults: requests, assessments, services, reviews."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.stretches import highest_ranked, once_a_person, with_previous
from almoner.catalogue.time import FAR_AWAY, days_between, later

LONG_TERM = (
    "Long term support: Nursing care",
    "Long term support: Residential care",
    "Long term support: Community",
    "Long term support: Prison",
)
CARE_HOMES = ("Long term support: Nursing care", "Long term support: Residential care")
COMMUNITY = "Long term support: Community"
SELF_FUNDED = "NFA: Self-funded client (inc. 12-week disregard)"


def requests(records: Any) -> Any:
    """Requests for support, with days to their conclusion."""
    table = records.adult_request.mutate(unit_id=records.adult_request.request_id)
    return table.mutate(
        days=days_between(table.received_on, table.completed_on),
        overdue_on=later(table.received_on, days=29),
    )


def assessments(records: Any) -> Any:
    """Assessments, with days from the first contact and whether the person is older and new.

    `older`: 65 or over on the day of first contact. `is_new`: no earlier assessment.
    """
    table = records.adult_assessment.mutate(unit_id=records.adult_assessment.assessment_id)
    table = with_previous(_with_birth(table, records), "started_on", "previous_on")
    return table.mutate(
        days=days_between(table.requested_on, table.completed_on),
        days_to_start=days_between(table.requested_on, table.started_on),
        overdue_on=later(table.requested_on, days=29),
        older=table.requested_on >= later(table.born_on, years=65),
        is_new=table.previous_on.isnull(),
    )


def services(records: Any) -> Any:
    """Services, closed by death, with birthdays and days from the assessment to the start."""
    table = records.adult_service.mutate(unit_id=records.adult_service.service_id)
    table = _with_birth(table, records)
    return table.mutate(
        ended_on=ibis.least(table.ended_on, table.died_on),
        days_to_start=days_between(table.assessed_on, table.started_on),
        adult_on=later(table.born_on, years=18),
        older_on=later(table.born_on, years=65),
        older=table.started_on >= later(table.born_on, years=65),
    )


def users_helped_at_home(records: Any) -> Any:
    """Service users with long-term community support, each once on any day."""
    table = services(records)
    kept = (table.service_type == COMMUNITY) & (table.client_type == "Service user")
    return once_a_person(table.filter(kept), "started_on", "ended_on")


def aged_18_to_64(units: Any) -> Any:
    """Those stretches before the person's 65th birthday."""
    return units.mutate(until_on=ibis.least(units.until_on, units.older_on))


def aged_65_and_over(units: Any) -> Any:
    """Those stretches from the person's 65th birthday on."""
    return units.mutate(from_on=ibis.greatest(units.from_on, units.older_on))


def older_people_at_home(records: Any) -> Any:
    """People of 65 and over helped to live at home."""
    return aged_65_and_over(users_helped_at_home(records))


def adults_at_home(records: Any) -> Any:
    """People of 18 to 64 helped to live at home."""
    return aged_18_to_64(users_helped_at_home(records))


def admissions(records: Any, months: int, *, older: bool) -> Any:
    """People newly admitted to residential or nursing care, as ASCOF 2B and 2C count them.

    A long-term residential or nursing service of a service user whose component names that care
    and no short stay, that did not end as self-funded, with no such service that started earlier
    and was open, or had ended under 365 days before. Age by days / 365.25, rounded down.
    """
    table = services(records)
    kept = (
        table.service_type.isin(CARE_HOMES)
        & (table.client_type == "Service user")
        & table.component.isin(["Long term residential care", "Long term nursing care"])
        & (table.outcome.fill_null("") != SELF_FUNDED)
        & table.born_on.notnull()
    )
    table = table.filter(kept)
    earlier = ibis.window(group_by="person_id", order_by=["started_on", "unit_id"], rows=(None, -1))
    table = table.mutate(stay_until=table.ended_on.fill_null(FAR_AWAY))
    table = table.mutate(
        before=table.stay_until.max().over(earlier),
        age_in_days=days_between(table.born_on, table.started_on),
    )
    is_new = table.before.isnull() | (days_between(table.before, table.started_on) >= 365)
    # 65 years are 23,741.25 days and 18 are 6,574.5, so these are the first whole days past them.
    aged = (
        table.age_in_days >= 23_742
        if older
        else (table.age_in_days >= 6_575) & (table.age_in_days < 23_742)
    )
    return once_a_person(table.filter(is_new & aged), "started_on", "started_on", months=months)


def younger_admissions(records: Any, months: int) -> Any:
    """Admissions of people of 18 to 64."""
    return admissions(records, months, older=False)


def older_admissions(records: Any, months: int) -> Any:
    """Admissions of people of 65 and over."""
    return admissions(records, months, older=True)


def served_within(records: Any, months: int) -> Any:
    """Service users with a long-term service within so many months, by their latest service.

    The age that counts is that at the end of the service or of the period, whichever is earlier:
    `from_18`, `until_65` and `from_65` say between which days it holds (none: never).
    """
    table = services(records)
    kept = table.service_type.isin(LONG_TERM) & (table.client_type == "Service user")
    table = once_a_person(table.filter(kept), "started_on", "ended_on", months=months)
    still_18 = table.ended_on.isnull() | (table.ended_on >= table.adult_on)
    reaches_65 = table.ended_on.isnull() | (table.ended_on >= table.older_on)
    never = ibis.null("date")
    return table.mutate(
        from_18=ibis.ifelse(still_18, table.adult_on, never),
        until_65=ibis.ifelse(reaches_65, table.older_on, FAR_AWAY),
        from_65=ibis.ifelse(reaches_65, table.older_on, never),
    )


def served_18_to_64(records: Any, months: int) -> Any:
    """Of those, people of 18 to 64."""
    table = served_within(records, months).filter(lambda units: units.from_18.notnull())
    return table.mutate(
        from_on=ibis.greatest(table.from_on, table.from_18),
        until_on=ibis.least(table.until_on, table.until_65),
    )


def served_65_and_over(records: Any, months: int) -> Any:
    """Of those, people of 65 and over."""
    table = served_within(records, months).filter(lambda units: units.from_65.notnull())
    return table.mutate(from_on=ibis.greatest(table.from_on, table.from_65))


def by_highest_setting(records: Any) -> Any:
    """Service users by their highest-ranked long-term service, each once on any day (ASCOF 3D).

    Nursing, residential, then community by direct payment, managed budget, commissioned support
    and unknown, then prison. A component that is a direct payment makes the delivery one.
    """
    table = services(records)
    kept = table.service_type.isin(LONG_TERM) & (table.client_type == "Service user")
    table = table.filter(kept)
    delivery = ibis.ifelse(
        table.component == "Direct payment", "Direct payment", table.delivery.fill_null("")
    )
    table = table.mutate(delivery=delivery)
    community = {
        "Direct payment": 3,
        "CASSR managed personal budget": 4,
        "CASSR commissioned support": 5,
    }
    by_delivery = ibis.cases(*[(table.delivery == k, v) for k, v in community.items()], else_=6)
    rank = ibis.cases(
        (table.service_type == LONG_TERM[0], 1),
        (table.service_type == LONG_TERM[1], 2),
        (table.service_type == COMMUNITY, by_delivery),
        else_=7,
    )
    return highest_ranked(table.mutate(setting=rank), "started_on", "ended_on", "setting")


def reviews(records: Any) -> Any:
    """Reviews, with the day on which each became late."""
    table = records.adult_review.mutate(unit_id=records.adult_review.review_id)
    return table.mutate(late_on=later(table.due_on, days=1))


def reviewed_within(records: Any, months: int) -> Any:
    """People whose support was reviewed within so many months."""
    return once_a_person(reviews(records), "held_on", "held_on", months=months)


def _with_birth(table: Any, records: Any) -> Any:
    person = records.person.select(whose="person_id", born_on="born_on", died_on="died_on")
    return table.left_join(person, table.person_id == person.whose).drop("whose")
