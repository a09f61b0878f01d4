"""Children looked after for a year: health, substance misuse, convictions, difficulties (OC2)."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.rows.care import looked_after
from almoner.catalogue.stretches import once_a_person
from almoner.catalogue.time import later


def looked_after_a_year(records: Any) -> Any:
    """Children looked after for twelve months or more."""
    table = looked_after(records)
    return table.mutate(from_on=ibis.greatest(table.from_on, table.year_on))


def checked(records: Any, kind: str) -> Any:
    """The part of those stretches in which a health check of a kind was held in the last year."""
    check = records.health_check.mutate(unit_id=records.health_check.check_id)
    check = check.filter(check.kind == kind)
    return while_covered(looked_after_a_year(records), check, "checked_on")


def health_checked(records: Any) -> Any:
    """With a health assessment in the last year."""
    return checked(records, "health")


def dentally_checked(records: Any) -> Any:
    """With a dental check in the last year."""
    return checked(records, "dental")


def immunised(records: Any) -> Any:
    """With immunisations confirmed up to date in the last year."""
    return checked(records, "immunisation")


def while_covered(table: Any, events: Any, on: str) -> Any:
    """The part of stretches in which the person had one of `events` in the last year.

    Other columns of the event are those of the latest.
    """
    lapsing = events.mutate(lapses_on=later(events[on], years=1))
    cover = once_a_person(lapsing, on, "lapses_on")
    kept = [name for name in events.columns if name not in table.columns]
    cover = cover.select(
        whose="person_id",
        covered_from="from_on",
        covered_until="until_on",
        **{name: name for name in kept},
    )
    joined = table.join(
        cover,
        [
            table.person_id == cover.whose,
            cover.covered_from < table.until_on,
            table.from_on < cover.covered_until,
        ],
    )
    return joined.mutate(
        from_on=ibis.greatest(joined.from_on, joined.covered_from),
        until_on=ibis.least(joined.until_on, joined.covered_until),
    ).drop("whose", "covered_from", "covered_until")


def of_sdq_age(records: Any) -> Any:
    """Children looked after for a year, at least 4 when the year began and at most 16 at its end.

    A child who is 4 on the day the year began is 5 a year and a day less one day later.
    """
    table = looked_after_a_year(records)
    return table.mutate(
        from_on=ibis.greatest(table.from_on, later(table.born_on, years=5, days=-1)),
        until_on=ibis.least(table.until_on, later(table.born_on, years=17)),
    ).filter(lambda units: units.born_on.notnull())


def sdq_scored(records: Any) -> Any:
    """Those children while a score of theirs is under a year old, with the latest `score`."""
    scores = records.sdq_score.mutate(unit_id=records.sdq_score.sdq_id)
    return while_covered(of_sdq_age(records), scores, "completed_on")


def aged_10(records: Any) -> Any:
    """Children looked after for a year, from their tenth birthday on."""
    table = looked_after_a_year(records)
    return table.mutate(from_on=ibis.greatest(table.from_on, table.birthday_10_on)).filter(
        lambda units: units.born_on.notnull()
    )
