"""Contacts, referrals and episodes of need."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.stretches import once_a_person, with_previous
from almoner.catalogue.time import (
    days_between,
    later,
    with_overdue_day,
    with_working_days,
)


def contacts(records: Any) -> Any:
    """Contacts, with working days to the decision and the day past the first."""
    table = records.contact.mutate(unit_id=records.contact.contact_id)
    table = with_working_days(table, records, "received_on", "decided_on", "working_days")
    return with_overdue_day(table, records, "received_on", 1, "overdue_on")


def referrals(records: Any) -> Any:
    """Referrals, with the day of the child's latest earlier one.

    `repeat`: that day is on or after the same day a year earlier (29 February: the 28th).
    """
    table = records.referral.mutate(unit_id=records.referral.referral_id)
    table = with_previous(table, "referred_on", "previous_on")
    return table.mutate(
        repeat=table.previous_on >= later(table.referred_on, years=-1),
        closed_days=days_between(table.referred_on, table.closed_on),
    )


def need_episodes(records: Any) -> Any:
    """Episodes of need: referrals that were not closed with no further action."""
    table = referrals(records)
    return _with_durations(table.filter(~table.no_further_action.fill_null(False)))


def referrals_to_assess(records: Any) -> Any:
    """Referrals taken on, with the day `waited_until`: of their first assessment's start, or of
    their closing without one."""
    table = referrals(records)
    table = table.filter(~table.no_further_action.fill_null(False))
    begun = records.child_assessment.group_by(of_referral="referral_id", of_person="person_id").agg(
        begun_on=lambda assessment: assessment.started_on.min()
    )
    joined = table.left_join(
        begun, [table.unit_id == begun.of_referral, table.person_id == begun.of_person]
    ).drop("of_referral", "of_person")
    return joined.mutate(waited_until=joined.begun_on.coalesce(joined.closed_on))


def children_in_need(records: Any) -> Any:
    """Children in an episode of need, each child once on any day."""
    table = need_episodes(records)
    table = _with_durations(once_a_person(table, "referred_on", "closed_on"))
    person = records.person.select(whose="person_id", disabled="disabled")
    return table.left_join(person, table.person_id == person.whose).drop("whose")


def children_referred(records: Any, months: int) -> Any:
    """Children referred within so many months."""
    return once_a_person(referrals(records), "referred_on", "referred_on", months=months)


def _with_durations(table: Any) -> Any:
    return table.mutate(
        months_3_on=later(table.referred_on, months=3),
        months_6_on=later(table.referred_on, months=6),
        year_on=later(table.referred_on, years=1),
        years_2_on=later(table.referred_on, years=2),
    )
