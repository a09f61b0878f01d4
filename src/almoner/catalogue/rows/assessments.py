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


def assessments_of_referrals(records: Any) -> Any:
    """Assessments that followed a referral, with working days from it to authorisation."""
    table = assessments(records)
    referral = records.referral.select(
        referral_key="referral_id", referral_person="person_id", referred_on="referred_on"
    )
    joined = table.join(
        referral,
        [
            table.referral_id == referral.referral_key,
            table.person_id == referral.referral_person,
        ],
    ).drop("referral_key", "referral_person")
    return with_working_days(joined, records, "referred_on", "authorised_on", "from_referral")
