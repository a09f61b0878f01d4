"""Services to adults and carers."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.stretches import once_a_person
from almoner.catalogue.time import days_between, later

COMMUNITY = "Long term support: Community"
SERVICE_USER = "Service user"


def services(records: Any) -> Any:
    """Services, closed by death, with birthdays and days from the assessment to the start."""
    table = records.adult_service.mutate(unit_id=records.adult_service.service_id)
    table = with_birth(table, records)
    return table.mutate(
        ended_on=ibis.least(table.ended_on, table.died_on),
        days_to_start=days_between(table.assessed_on, table.started_on),
        adult_on=later(table.born_on, years=18),
        older_on=later(table.born_on, years=65),
        older=table.started_on >= later(table.born_on, years=65),
    )


def users_helped_at_home(records: Any) -> Any:
    """Service users with long-term community support, each once on any day."""
    table = services(records)
    kept = (table.service_type == COMMUNITY) & (table.client_type == SERVICE_USER)
    return once_a_person(table.filter(kept), "started_on", "ended_on")


def aged_18_to_64(units: Any) -> Any:
    """Those stretches before the person's 65th birthday."""
    return units.mutate(until_on=ibis.least(units.until_on, units.older_on))


def aged_65_and_over(units: Any) -> Any:
    """Those stretches from the person's 65th birthday on."""
    return units.mutate(from_on=ibis.greatest(units.from_on, units.older_on))


def older_people_at_home(records: Any) -> Any:
    """People of 65 and over helped to live at home."""
    return aged_65_and_over(users_helped_at_home(records))


def adults_at_home(records: Any) -> Any:
    """People of 18 to 64 helped to live at home."""
    return aged_18_to_64(users_helped_at_home(records))


def with_birth(table: Any, records: Any) -> Any:
    """Adds `born_on` and `died_on` of the person."""
    person = records.person.select(whose="person_id", born_on="born_on", died_on="died_on")
    return table.left_join(person, table.person_id == person.whose).drop("whose")


def helped_at_home_within(records: Any, months: int) -> Any:
    """Service users with long-term community support within so many months, each once."""
    table = services(records)
    kept = (table.service_type == COMMUNITY) & (table.client_type == SERVICE_USER)
    return once_a_person(table.filter(kept), "started_on", "ended_on", months=months)
