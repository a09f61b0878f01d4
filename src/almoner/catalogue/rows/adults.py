"""Adults: requests, assessments, reviews."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.rows.support import with_birth
from almoner.catalogue.stretches import once_a_person, with_previous
from almoner.catalogue.time import days_between, later

_ADVICE = ["NFA: Information and advice or signposting", "NFA: Advice and information"]


def requests(records: Any) -> Any:
    """Requests for support, with days to their conclusion."""
    table = records.adult_request.mutate(unit_id=records.adult_request.request_id)
    return table.mutate(
        days=days_between(table.received_on, table.completed_on),
        overdue_on=later(table.received_on, days=29),
        six_months_on=later(table.completed_on, months=6),
        next_on=table.received_on.lead().over(
            group_by="person_id", order_by=["received_on", "unit_id"]
        ),
    )


def advised(unit: Any) -> Any:
    """The outcome was information, advice or signposting."""
    return unit.outcome.isin(_ADVICE)


def assessments(records: Any) -> Any:
    """Assessments, with days from the first contact and whether the person is older and new.

    `older`: 65 or over on the day of first contact. `is_new`: no earlier assessment.
    """
    table = records.adult_assessment.mutate(unit_id=records.adult_assessment.assessment_id)
    table = with_previous(with_birth(table, records), "started_on", "previous_on")
    return table.mutate(
        days=days_between(table.requested_on, table.completed_on),
        days_to_start=days_between(table.requested_on, table.started_on),
        overdue_on=later(table.requested_on, days=29),
        older=table.requested_on >= later(table.born_on, years=65),
        is_new=table.previous_on.isnull(),
    )


def reviews(records: Any) -> Any:
    """Reviews, with the day on which each became late."""
    table = records.adult_review.mutate(unit_id=records.adult_review.review_id)
    return table.mutate(late_on=later(table.due_on, days=1))


def reviewed_within(records: Any, months: int) -> Any:
    """People whose support was reviewed within so many months."""
    return once_a_person(reviews(records), "held_on", "held_on", months=months)
