"""The adult social care outcomes framework (ASCOF) as the department's published scripts count it.

Oddities of the scripts are kept, because councils are judged by them. Ages are days / 365.25,
rounded down: 18 is reached on day 6,575 and 65 on day 23,742.
"""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.rows.support import COMMUNITY, SERVICE_USER, services
from almoner.catalogue.stretches import highest_ranked, once_a_person, with_latest_known
from almoner.catalogue.time import FAR_AWAY, days_between, later

LONG_TERM = (
    "Long term support: Nursing care",
    "Long term support: Residential care",
    COMMUNITY,
    "Long term support: Prison",
)
CARE_HOMES = LONG_TERM[:2]
SELF_FUNDED = (
    "NFA: Self-funded client or under 12wk disregard",
    "NFA: Self-funded client (inc. 12-week disregard)",
)
TO_CARER = "Unpaid carer support: Direct to unpaid carer"
DIRECT, MANAGED = "Direct payment", "CASSR managed personal budget"
COMMISSIONED = "CASSR commissioned support"
AT_18, AT_65 = 6_575, 23_742
_CARERS_REASON = "Social Support: Support to unpaid carer"


def new_admissions(records: Any) -> Any:
    """Services that newly admit somebody to residential or nursing care (ASCOF 2B and 2C).

    A long-term residential or nursing service of a service user whose component names that care
    and no short stay, that did not end as self-funded, with no such service (self-funded or not)
    that started on an earlier day and was open, or had ended under 365 days before.
    """
    table = services(records)
    kept = (
        table.service_type.isin(CARE_HOMES)
        & (table.client_type == SERVICE_USER)
        & table.component.isin(["Long term residential care", "Long term nursing care"])
        & table.born_on.notnull()
    )
    table = _with_earlier_stay(table.filter(kept))
    table = table.mutate(age_in_days=days_between(table.born_on, table.started_on))
    is_new = table.before.isnull() | (days_between(table.before, table.started_on) >= 365)
    funded = ~table.outcome.fill_null("").isin(SELF_FUNDED)
    return table.filter(is_new & funded)


def admissions(records: Any, months: int, *, older: bool) -> Any:
    """People newly admitted within so many months, each once; not those who died before."""
    table = new_admissions(records)
    aged = (
        table.age_in_days >= AT_65
        if older
        else (table.age_in_days >= AT_18) & (table.age_in_days < AT_65)
    )
    people = once_a_person(table.filter(aged), "started_on", "started_on", months=months)
    # A person who died counts in the periods that had begun by then.
    return people.mutate(until_on=ibis.least(people.until_on, later(people.died_on, months=months)))


def _with_earlier_stay(table: Any) -> Any:
    """Adds `before`: the latest last day of the person's stays that started on an earlier day."""
    numbered = table.mutate(
        day=days_between(ibis.date("1900-01-01"), table.started_on),
        stay_until=table.ended_on.fill_null(FAR_AWAY),
    )
    earlier = ibis.range_window(group_by="person_id", order_by="day", preceding=(None, 1))
    return numbered.mutate(before=numbered.stay_until.max().over(earlier))


def younger_admissions(records: Any, months: int) -> Any:
    """Admissions of people of 18 to 64."""
    return admissions(records, months, older=False)


def older_admissions(records: Any, months: int) -> Any:
    """Admissions of people of 65 and over."""
    return admissions(records, months, older=True)


def served_within(records: Any, months: int) -> Any:
    """Service users with a long-term service within so many months, each once.

    `accommodation` and `support_reason` are the latest that were known. The age that counts is
    that at the end of the latest service to end, or of the period if that is earlier: `from_18`,
    `until_65` and `from_65` say between which days it holds (none: never).
    """
    table = with_latest_known(services(records), "accommodation", ("Unknown",))
    table = with_latest_known(table, "support_reason", ("Unknown", _CARERS_REASON))
    kept = table.service_type.isin(LONG_TERM) & (table.client_type == SERVICE_USER)
    table = table.filter(kept & (table.ended_on.isnull() | (table.ended_on >= table.started_on)))
    so_far = ibis.cumulative_window(group_by="person_id", order_by=["started_on", "unit_id"])
    table = table.mutate(last_on=table.ended_on.fill_null(FAR_AWAY).max().over(so_far))
    table = once_a_person(table, "started_on", "ended_on", months=months)
    at_18, at_65 = later(table.born_on, days=AT_18), later(table.born_on, days=AT_65)
    never = ibis.null("date")
    return table.mutate(
        from_18=ibis.ifelse(table.last_on >= at_18, at_18, never),
        until_65=ibis.ifelse(table.last_on >= at_65, at_65, FAR_AWAY),
        from_65=ibis.ifelse(table.last_on >= at_65, at_65, never),
    )


def served_18_to_64(records: Any, months: int) -> Any:
    """Of those, people of 18 to 64."""
    table = served_within(records, months).filter(lambda units: units.from_18.notnull())
    return table.mutate(
        from_on=ibis.greatest(table.from_on, table.from_18),
        until_on=ibis.least(table.until_on, table.until_65),
    )


def served_65_and_over(records: Any, months: int) -> Any:
    """Of those, people of 65 and over."""
    table = served_within(records, months).filter(lambda units: units.from_65.notnull())
    return table.mutate(from_on=ibis.greatest(table.from_on, table.from_65))


def by_highest_setting(records: Any) -> Any:
    """Service users by their highest-ranked long-term service, each once on any day (ASCOF 3D).

    Nursing, residential, then community by direct payment, managed budget, commissioned support
    and unknown, then prison. A component that is a direct payment makes the delivery one. A
    service still counts on its last day. Those known to be under 18 are left out.
    """
    table = services(records)
    table = table.filter(
        table.service_type.isin(LONG_TERM) & (table.client_type == SERVICE_USER)
    ).mutate(after_on=later(table.ended_on, days=1))
    ranked = table.mutate(setting=_setting(table, _delivery(table)))
    ranked = highest_ranked(ranked, "started_on", "after_on", "setting")
    return ranked.mutate(from_on=ibis.greatest(ranked.from_on, later(ranked.born_on, days=AT_18)))


def _delivery(table: Any) -> Any:
    return ibis.ifelse(table.component == DIRECT, DIRECT, table.delivery.fill_null(""))


def _setting(table: Any, delivery: Any) -> Any:
    in_community = ibis.cases(
        (delivery == DIRECT, 3), (delivery == MANAGED, 4), (delivery == COMMISSIONED, 5), else_=6
    )
    return ibis.cases(
        (table.service_type == LONG_TERM[0], 1),
        (table.service_type == LONG_TERM[1], 2),
        (table.service_type == COMMUNITY, in_community),
        else_=7,
    )


def carers_supported_within(records: Any, months: int) -> Any:
    """Carers with support given direct to them within so many months (ASCOF 3D 1b, 2b).

    `way` is 1 for a direct payment, 2 for a managed budget, 3 for commissioned support, the
    highest of the carer's. A managed budget or commissioned support whose component is blank
    falls out, as in the department's script. Those known to be under 18 are left out.
    """
    table = services(records)
    table = table.filter((table.service_type == TO_CARER) & (table.client_type == "Unpaid carer"))
    table = table.mutate(way=_carers_place(table))
    table = table.filter(table.way <= 3)
    stays = table.ended_on.isnull() | (table.ended_on >= table.started_on)
    table = table.filter(stays).mutate(lapses_on=later(table.ended_on, months=months))
    ranked = highest_ranked(table, "started_on", "lapses_on", "way")
    return ranked.mutate(from_on=ibis.greatest(ranked.from_on, later(ranked.born_on, days=AT_18)))


def _carers_place(table: Any) -> Any:
    delivery, component = table.delivery.fill_null(""), table.component
    return ibis.cases(
        ((delivery == DIRECT) | (component.fill_null("") == DIRECT), 1),
        ((delivery == MANAGED) & component.notnull(), 2),
        ((delivery == COMMISSIONED) & component.notnull(), 3),
        else_=9,
    )


def older_in_care_homes(records: Any) -> Any:
    """People in residential or nursing care, from their 65th birthday on."""
    table = by_highest_setting(records)
    table = table.filter(table.setting <= len(CARE_HOMES))
    return table.mutate(from_on=ibis.greatest(table.from_on, later(table.born_on, days=AT_65)))


def younger_in_care_homes(records: Any) -> Any:
    """People in residential or nursing care, until their 65th birthday."""
    table = by_highest_setting(records)
    table = table.filter(table.setting <= len(CARE_HOMES))
    return table.mutate(until_on=ibis.least(table.until_on, later(table.born_on, days=AT_65)))


def care_home_stays(records: Any) -> Any:
    """Services in residential or nursing care that have ended, with their days."""
    table = services(records)
    table = table.filter(table.service_type.isin(CARE_HOMES) & (table.client_type == SERVICE_USER))
    return table.mutate(days=days_between(table.started_on, table.ended_on))
