"""Children looked after for a year: health, substance misuse, convictions, difficulties (OC2)."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.rows.care import looked_after
from almoner.catalogue.stretches import while_covered
from almoner.catalogue.time import later

_SAID = {"health": "health_assessed", "dental": "dental_check", "immunisation": "immunised"}


def looked_after_a_year(records: Any) -> Any:
    """Children looked after for twelve months or more."""
    table = looked_after(records)
    return table.mutate(from_on=ibis.greatest(table.from_on, table.year_on))


def _told(records: Any, kind: str) -> Any:
    """Checks of a kind: as recorded, and as the 903 said of a year (`care_outcome`)."""
    check = records.health_check.filter(records.health_check.kind == kind)
    held = check.select(unit_id="check_id", person_id="person_id", checked_on="checked_on")
    return ibis.union(held, _outcome(records, _SAID[kind]))


def _outcome(records: Any, flag: str) -> Any:
    """Years of which the 903 says yes to something, dated on their last day."""
    said = records.care_outcome
    return said.filter(said[flag].fill_null(False)).select(
        unit_id="outcome_id", person_id="person_id", checked_on="year_ended_on"
    )


def checked(records: Any, kind: str) -> Any:
    """The part of those stretches in which a health check of a kind was held in the last year."""
    return while_covered(looked_after_a_year(records), _told(records, kind), "checked_on")


def health_checked(records: Any) -> Any:
    """With a health assessment in the last year."""
    return checked(records, "health")


def dentally_checked(records: Any) -> Any:
    """With a dental check in the last year."""
    return checked(records, "dental")


def immunised(records: Any) -> Any:
    """With immunisations confirmed up to date in the last year."""
    return checked(records, "immunisation")


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
    held = records.sdq_score.select(
        unit_id="sdq_id", person_id="person_id", completed_on="completed_on", score="score"
    )
    said = records.care_outcome.filter(records.care_outcome.sdq_score.notnull()).select(
        unit_id="outcome_id", person_id="person_id", completed_on="year_ended_on", score="sdq_score"
    )
    return while_covered(of_sdq_age(records), ibis.union(held, said), "completed_on")


def aged_10(records: Any) -> Any:
    """Children looked after for a year, from their tenth birthday on."""
    table = looked_after_a_year(records)
    return table.mutate(from_on=ibis.greatest(table.from_on, table.birthday_10_on)).filter(
        lambda units: units.born_on.notnull()
    )


def convicted(records: Any) -> Any:
    """Those of ten or over with a conviction or caution in the last year."""
    held = records.conviction.select(
        unit_id="conviction_id", person_id="person_id", checked_on="offended_on"
    )
    told = ibis.union(held, _outcome(records, "convicted"))
    return while_covered(aged_10(records), told, "checked_on")


def misusing(records: Any) -> Any:
    """Children looked after for a year, found to misuse substances in the last year."""
    held = records.substance_misuse.select(
        unit_id="misuse_id", person_id="person_id", checked_on="identified_on"
    )
    told = ibis.union(held, _outcome(records, "substance_misuse"))
    return while_covered(looked_after_a_year(records), told, "checked_on")


def health_and_dental(records: Any) -> Any:
    """Health assessments and dental checks together: a child with both stands twice."""
    health, dental = health_checked(records), dentally_checked(records)
    same = ["unit_id", "person_id", "team_id", "from_on", "until_on"]
    return ibis.union(health.select(*same), dental.select(*same))
