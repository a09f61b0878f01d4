"""Assessments of children."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.time import with_overdue_day, with_working_days


def assessments(records: Any) -> Any:
    """Assessments, with `working_days` to authorisation and `overdue_on`, the day past the 45th.

    Working days are those after the start up to and including the authorisation, without weekends
    and bank holidays of England and Wales.
    """
    table = records.child_assessment.mutate(unit_id=records.child_assessment.assessment_id)
    table = with_working_days(table, records, "started_on", "authorised_on", "working_days")
    return with_overdue_day(table, records, "started_on", 45, "overdue_on")
