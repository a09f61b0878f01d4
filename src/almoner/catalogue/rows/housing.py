"""Homelessness, temporary accommodation, repairs, complaints."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.stretches import with_previous
from almoner.catalogue.time import days_between, later, with_overdue_day, with_working_days


def cases(records: Any) -> Any:
    """Homelessness cases, with the days on which the 56 days of each duty have passed."""
    table = records.homelessness_case.mutate(unit_id=records.homelessness_case.case_id)
    return table.mutate(
        days=days_between(table.applied_on, table.assessed_on),
        prevention_over_on=later(table.prevention_from, days=57),
        relief_over_on=later(table.relief_from, days=57),
    )


def main_duties(records: Any) -> Any:
    """Cases in which the main duty was accepted, with the day of the household's one before."""
    table = cases(records).filter(lambda units: units.main_from.notnull())
    table = with_previous(table, "main_from", "accepted_before")
    return table.mutate(two_years_before=later(table.main_from, years=-2))


def stays(records: Any) -> Any:
    """Stays in temporary accommodation, with the days from which they have lasted so long."""
    table = records.temporary_accommodation.mutate(unit_id=records.temporary_accommodation.stay_id)
    return table.mutate(
        weeks_6_on=later(table.started_on, days=43),
        year_on=later(table.started_on, years=1),
        days=days_between(table.started_on, table.ended_on),
    )


def repairs(records: Any) -> Any:
    """Repairs, with days to completion and the day past the landlord's target."""
    table = records.repair.mutate(unit_id=records.repair.repair_id)
    table = table.mutate(days=days_between(table.reported_on, table.completed_on))
    month = later(table.reported_on, days=31)
    return table.mutate(late_on=month, in_target=table.days <= table.target_days)


def complaints(records: Any) -> Any:
    """Complaints, with working days to the answer and the days past the tenth and twentieth."""
    table = records.complaint.mutate(unit_id=records.complaint.complaint_id)
    table = with_working_days(table, records, "received_on", "answered_on", "working_days")
    return with_overdue_day(table, records, "received_on", 10, "overdue_on")
