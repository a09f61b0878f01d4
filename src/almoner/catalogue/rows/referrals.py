"""Contacts, referrals and episodes of need."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.stretches import once_a_person, with_previous
from almoner.catalogue.time import days_between, later


def contacts(records: Any) -> Any:
    """Contacts, with calendar days to the decision."""
    table = records.contact.mutate(unit_id=records.contact.contact_id)
    return table.mutate(
        days=days_between(table.received_on, table.decided_on),
        overdue_on=later(table.received_on, days=2),
    )


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


def children_in_need(records: Any) -> Any:
    """Children in an episode of need, each child once on any day."""
    table = need_episodes(records)
    return _with_durations(once_a_person(table, "referred_on", "closed_on"))


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
