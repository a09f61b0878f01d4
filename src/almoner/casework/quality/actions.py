"""Keeps what an audit found, for the grade of the data behind a figure."""

from __future__ import annotations

from datetime import date

from almoner.casework.quality.models import AuditResult


def keep_audit_result(
    *, authority: str, unit: str, indicator: str, ended_on: date, error: float, lower: float,
    upper: float, cases: int,
) -> None:  # fmt: skip
    """The last audit of an indicator in a unit. The caller holds the transaction and the trail."""
    AuditResult.objects.update_or_create(
        authority=authority, unit=unit, indicator=indicator,
        defaults={"ended_on": ended_on, "error": error, "lower": lower, "upper": upper,
                  "cases": cases},
    )  # fmt: skip
