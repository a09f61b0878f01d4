"""Safeguarding adults, delayed discharges, equipment."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.time import days_between, later, with_overdue_day, with_working_days


def concerns(records: Any) -> Any:
    """Safeguarding concerns, with days to the decision and to the end of the enquiry."""
    table = records.adult_concern.mutate(unit_id=records.adult_concern.concern_id)
    table = with_working_days(table, records, "raised_on", "decided_on", "decision_days")
    table = with_working_days(table, records, "raised_on", "concluded_on", "report_days")
    return table.mutate(
        enquiry_days=days_between(table.decided_on, table.concluded_on),
        undecided_late_on=later(table.raised_on, days=3),
        months_3_on=later(table.decided_on, months=3),
    )


def enquiries(records: Any) -> Any:
    """Concerns that led to an enquiry under section 42."""
    return concerns(records).filter(lambda units: units.enquiry.fill_null(False))


def delays(records: Any) -> Any:
    """Delayed discharges, with their days."""
    table = records.delayed_discharge.mutate(unit_id=records.delayed_discharge.delay_id)
    return table.mutate(
        days=days_between(table.ready_on, table.left_on), week_on=later(table.ready_on, days=7)
    )


def equipment(records: Any) -> Any:
    """Items of equipment, with working days to delivery and the day past the seventh."""
    table = records.equipment.mutate(unit_id=records.equipment.item_id)
    table = with_working_days(table, records, "decided_on", "delivered_on", "working_days")
    return with_overdue_day(table, records, "decided_on", 7, "overdue_on")
