"""Discharges from hospital into reablement (ASCOF 2D), and beds held by a delay."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.rows.outcomes import AT_65, CARE_HOMES, LONG_TERM
from almoner.catalogue.rows.reablement import spells
from almoner.catalogue.rows.support import SERVICE_USER, services, with_birth
from almoner.catalogue.time import days_between, later

_BEFORE, _AFTER, _FOLLOWED = 3, 7, 84


def stays(records: Any) -> Any:
    """Hospital stays, with the 75th birthday."""
    table = records.hospital_stay.mutate(unit_id=records.hospital_stay.stay_id)
    table = with_birth(table, records)
    return table.mutate(birthday_75_on=later(table.born_on, years=75))


def older_discharges(records: Any) -> Any:
    """People of 65 and over discharged alive, who did not come from a care home or prison."""
    table = stays(records)
    table = table.filter(
        table.discharged_on.notnull()
        & ~table.died.fill_null(False)
        & (table.discharged_on >= later(table.born_on, days=AT_65))
    )
    held = services(records)
    away = held.service_type.isin([*CARE_HOMES, LONG_TERM[3]])
    held = held.filter(away & (held.client_type == SERVICE_USER)).select(
        home_person="person_id", home_began="started_on", home_ended="ended_on"
    )
    met = table.join(
        held,
        [
            table.person_id == held.home_person,
            held.home_began <= table.admitted_on,
            held.home_ended.isnull() | (held.home_ended >= table.admitted_on),
        ],
    )
    from_home = met.group_by(of_stay="unit_id").aggregate(there=met.home_began.max())
    joined = table.left_join(from_home, table.unit_id == from_home.of_stay).drop("of_stay")
    return joined.filter(joined.there.isnull()).drop("there")


def into_reablement(records: Any) -> Any:
    """Discharges linked to a spell of ST-Max that began 3 days before to 7 days after.

    A spell is linked to the latest such discharge; a discharge of two spells counts twice.
    `unit_id` is that of the spell. `ripe_on` is 84 days after the discharge.
    """
    out = older_discharges(records).select(
        stay="unit_id", stay_person="person_id", discharged_on="discharged_on",
    )  # fmt: skip
    spell = spells(records)
    pair = spell.join(out, [spell.person_id == out.stay_person])
    gap = days_between(pair.discharged_on, pair.spell_from)
    pair = pair.filter((gap >= -_BEFORE) & (gap <= _AFTER))
    latest = pair.group_by(of_spell="unit_id").aggregate(latest_on=pair.discharged_on.max())
    linked = spell.join(latest, [spell.unit_id == latest.of_spell])
    linked = linked.mutate(
        discharged_on=linked.latest_on, ripe_on=later(linked.latest_on, days=_FOLLOWED)
    )
    return linked.drop("of_spell", "latest_on")


def followed(records: Any) -> Any:
    """Those, with `back_on` and `moved_on`: readmitted or moved to a care home in the 84 days."""
    linked = into_reablement(records)
    again = records.hospital_stay.filter(records.hospital_stay.emergency).select(
        again_person="person_id", again_on="admitted_on"
    )
    home = services(records)
    home = home.filter(
        home.service_type.isin(CARE_HOMES) & (home.client_type == SERVICE_USER)
    ).select(again_person="person_id", again_on="started_on")
    for name, events in (("back_on", again), ("moved_on", home)):
        met = linked.join(
            events,
            [
                linked.person_id == events.again_person,
                events.again_on > linked.discharged_on,
                events.again_on <= linked.ripe_on,
            ],
        )
        last = met.group_by(met_unit="unit_id").aggregate(**{name: met.again_on.max()})
        linked = linked.left_join(last, linked.unit_id == last.met_unit).drop("met_unit")
    return linked


def remained(unit: Any) -> Any:
    """None of death, emergency readmission and a new care home within 84 days."""
    died = unit.died_on.notnull() & (unit.died_on <= unit.ripe_on)
    return unit.back_on.isnull() & unit.moved_on.isnull() & ~died


def delays_75(records: Any) -> Any:
    """Delayed discharges of people of 75 and over."""
    table = records.delayed_discharge.mutate(unit_id=records.delayed_discharge.delay_id)
    table = with_birth(table, records)
    return table.filter(table.ready_on >= later(table.born_on, years=75))


def stays_75(records: Any) -> Any:
    """Hospital stays of people of 75 and over at admission."""
    table = stays(records)
    return table.filter(table.admitted_on >= table.birthday_75_on)
