"""The landlord's homes: owned, checked, let, in arrears; anti-social behaviour."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.stretches import once_a_person
from almoner.catalogue.time import days_between, later


def homes(records: Any) -> Any:
    """Homes owned. Owned to the last day, so a stretch ends the day after."""
    table = records.home.mutate(unit_id=records.home.home_id)
    return table.mutate(after_on=later(table.ended_on, days=1))


def homes_checked(records: Any, kind: str) -> Any:
    """The part of those stretches in which the latest check of a kind has not lapsed.

    A check lasts to the day by which the next is due; without that day, for good.
    """
    check = records.safety_check.mutate(unit_id=records.safety_check.check_id)
    check = check.filter(check.kind == kind)
    check = check.mutate(lapses_on=later(check.due_again_on, days=1))
    cover = once_a_person(check, "checked_on", "lapses_on", by="property_id").select(
        which="property_id", covered_from="from_on", covered_until="until_on"
    )
    table = homes(records)
    joined = table.join(
        cover,
        [
            table.property_id == cover.which,
            table.after_on.isnull() | (cover.covered_from < table.after_on),
            table.started_on < cover.covered_until,
        ],
    )
    return joined.mutate(
        from_on=ibis.greatest(joined.started_on, joined.covered_from),
        until_on=ibis.least(joined.after_on, joined.covered_until),
    ).drop("which", "covered_from", "covered_until")


def gas_checked(records: Any) -> Any:
    """With a gas safety check in date."""
    return homes_checked(records, "gas")


def fire_checked(records: Any) -> Any:
    """With a fire risk assessment in date."""
    return homes_checked(records, "fire")


def asbestos_checked(records: Any) -> Any:
    """With an asbestos survey or re-inspection in date."""
    return homes_checked(records, "asbestos")


def water_checked(records: Any) -> Any:
    """With a legionella risk assessment in date."""
    return homes_checked(records, "water")


def lift_checked(records: Any) -> Any:
    """With a lift check in date."""
    return homes_checked(records, "lift")


def tenancies(records: Any) -> Any:
    """Tenancies, with `empty_days`: since the last day of the tenancy before in the same home."""
    table = records.tenancy.mutate(unit_id=records.tenancy.tenancy_id)
    order = {"group_by": "property_id", "order_by": ["started_on", "unit_id"]}
    before = table.ended_on.lag().over(**order)
    table = table.mutate(before_ended_on=before)
    gap = days_between(table.before_ended_on, table.started_on) - 1
    return table.mutate(
        empty_days=ibis.ifelse(gap >= 0, gap, ibis.null("int64")),
        after_on=later(table.ended_on, days=1),
    )


def empty_homes(records: Any) -> Any:
    """Homes between two tenancies: from the day after the one to the day of the next."""
    table = records.tenancy.mutate(unit_id=records.tenancy.tenancy_id)
    order = {"group_by": "property_id", "order_by": ["started_on", "unit_id"]}
    table = table.mutate(
        empty_from=later(table.ended_on, days=1), let_on=table.started_on.lead().over(**order)
    )
    return table.mutate(month_on=later(table.empty_from, days=28))


def rent(records: Any) -> Any:
    """Statements of rent accounts."""
    return records.rent_account.mutate(unit_id=records.rent_account.statement_id)


def behaviour(records: Any) -> Any:
    """Cases of anti-social behaviour."""
    return records.antisocial_behaviour.mutate(unit_id=records.antisocial_behaviour.case_id)
