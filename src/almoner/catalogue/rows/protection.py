"""Section 47 enquiries, conferences and child protection plans."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.stretches import while_covered
from almoner.catalogue.time import (
    FAR_AWAY,
    days_between,
    later,
    with_overdue_day,
    with_working_days,
)


def enquiries(records: Any) -> Any:
    """Section 47 enquiries, with working days to their end and the day past the 15th."""
    table = records.section_47.mutate(unit_id=records.section_47.enquiry_id)
    table = with_working_days(table, records, "started_on", "ended_on", "working_days")
    return with_overdue_day(table, records, "started_on", 15, "overdue_on")


def conferences(records: Any) -> Any:
    """Initial conferences, with working days from the start of the section 47 enquiry.

    A conference with no enquiry (a child whose plan moved in) has no `working_days`.
    """
    table = records.conference.mutate(unit_id=records.conference.conference_id)
    enquiry = records.section_47.select(
        enquiry_key="enquiry_id", enquiry_person="person_id", enquiry_on="started_on"
    )
    joined = table.left_join(
        enquiry,
        [table.enquiry_id == enquiry.enquiry_key, table.person_id == enquiry.enquiry_person],
    ).drop("enquiry_key", "enquiry_person")
    return with_working_days(joined, records, "enquiry_on", "held_on", "working_days")


def plans(records: Any) -> Any:
    """Child protection plans, with the days from which they have lasted so long."""
    table = records.protection_plan.mutate(unit_id=records.protection_plan.plan_id)
    return table.mutate(
        days=days_between(table.started_on, table.ended_on),
        months_3_on=later(table.started_on, months=3),
        months_6_on=later(table.started_on, months=6),
        year_on=later(table.started_on, years=1),
        years_2_on=later(table.started_on, years=2),
    )


def reviews(records: Any) -> Any:
    """Reviews of child protection plans, with the day on which each became late."""
    table = records.protection_review.mutate(unit_id=records.protection_review.review_id)
    return table.mutate(late_on=later(table.due_on, days=1))


def visits(records: Any) -> Any:
    """Visits to children on child protection plans."""
    return records.protection_visit.mutate(unit_id=records.protection_visit.visit_id)


def visited_plans(records: Any) -> Any:
    """Plans in the part of their stretch in which the child was seen in the last four weeks."""
    table = plans(records)
    table = table.mutate(
        from_on=table.started_on, until_on=table.ended_on.fill_null(FAR_AWAY)
    ).filter(table.ended_on.isnull() | (table.ended_on > table.started_on))
    seen = visits(records)
    seen = seen.filter(seen.child_seen.fill_null(False)).drop("plan_id", "team_id")
    return while_covered(table, seen, "visited_on", days=28)
