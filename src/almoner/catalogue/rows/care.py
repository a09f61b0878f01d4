"""Children looked after. Episodes of short breaks (legal status V3 or V4) are left out."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.stretches import once_a_person
from almoner.catalogue.time import FAR_AWAY, days_between, later

_NEW_PLACEMENT = ("S", "P", "B")
_TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


def episodes(records: Any) -> Any:
    """Episodes, with the day the child came into care and the day the placement began.

    A placement begins with an episode whose reason is S, P or B, temporary placements apart; a
    change of legal status or to the same carer begins none.
    """
    table = records.care_episode.mutate(unit_id=records.care_episode.episode_id)
    table = table.filter(~table.legal_status.fill_null("").isin(["V3", "V4"]))
    so_far = ibis.cumulative_window(group_by="person_id", order_by=["started_on", "unit_id"])
    begins = table.start_reason.isin(_NEW_PLACEMENT) & ~table.placement_type.fill_null("").isin(
        _TEMPORARY
    )
    entered = ibis.ifelse(table.start_reason == "S", table.started_on, ibis.null("date"))
    placed = ibis.ifelse(begins, table.started_on, ibis.null("date"))
    return table.mutate(
        entered_on=entered.max().over(so_far),
        placed_on=placed.max().over(so_far),
        placement=begins.cast("int64").sum().over(so_far),
    )


def looked_after(records: Any) -> Any:
    """Children looked after, each once on any day."""
    table = _with_person(once_a_person(episodes(records), "started_on", "ended_on"), records)
    return table.mutate(
        months_3_on=later(table.entered_on, months=3),
        year_on=later(table.entered_on, years=1),
        years_2_on=later(table.entered_on, years=2),
        birthday_10_on=later(table.born_on, years=10),
        birthday_16_on=later(table.born_on, years=16),
    )


def with_third_placement(records: Any) -> Any:
    """As `looked_after`, with the stretch in which the last year holds three placements or more.

    Of a child in the n-th placement that is so until a year after the end of the placement two
    before. `three_from` is null for a child in the first or second.
    """
    table = looked_after(records)
    lasting = episodes(records)
    lasting = lasting.filter(~lasting.placement_type.fill_null("").isin(_TEMPORARY))
    ends = lasting.group_by(of_person="person_id", of_placement="placement").aggregate(
        placement_ended=lasting.ended_on.fill_null(FAR_AWAY).max()
    )
    ends = ends.mutate(of_placement=ends.of_placement + 2)
    joined = table.left_join(
        ends, [table.person_id == ends.of_person, table.placement == ends.of_placement]
    )
    known = joined.placement_ended.notnull()
    return joined.mutate(
        three_from=ibis.ifelse(known, joined.from_on, ibis.null("date")),
        three_until=later(ibis.least(joined.placement_ended, ibis.date("9000-01-01")), years=1),
    )


def long_looked_after(records: Any) -> Any:
    """Children under 16 looked after for two and a half years or more."""
    table = looked_after(records)
    return table.mutate(
        from_on=ibis.greatest(table.from_on, later(table.entered_on, months=30)),
        until_on=ibis.least(table.until_on, table.birthday_16_on),
        settled_on=later(table.placed_on, years=2),
    )


def looked_after_a_year(records: Any) -> Any:
    """Children looked after for twelve months or more."""
    table = looked_after(records)
    return table.mutate(from_on=ibis.greatest(table.from_on, table.year_on))


def checked(records: Any, kind: str) -> Any:
    """The part of those stretches in which a health check of a kind was held in the last year."""
    check = records.health_check.mutate(unit_id=records.health_check.check_id)
    check = check.filter(check.kind == kind)
    check = check.mutate(lapses_on=later(check.checked_on, years=1))
    cover = once_a_person(check, "checked_on", "lapses_on").select(
        whose="person_id", covered_from="from_on", covered_until="until_on"
    )
    table = looked_after_a_year(records)
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


def health_checked(records: Any) -> Any:
    """With a health assessment in the last year."""
    return checked(records, "health")


def dentally_checked(records: Any) -> Any:
    """With a dental check in the last year."""
    return checked(records, "dental")


def immunised(records: Any) -> Any:
    """With immunisations confirmed up to date in the last year."""
    return checked(records, "immunisation")


def looked_after_within(records: Any, months: int) -> Any:
    """Children looked after at any time within so many months."""
    return once_a_person(episodes(records), "started_on", "ended_on", months=months)


def started_within(records: Any, months: int) -> Any:
    """Children who started to be looked after within so many months, each once."""
    table = episodes(records)
    table = _with_person(table.filter(table.start_reason == "S"), records)
    return once_a_person(table, "started_on", "started_on", months=months)


def ceased_within(records: Any, months: int) -> Any:
    """Children who ceased to be looked after within so many months, with the last reason.

    An end does not count when its reason is X1, or another episode of the child starts that day.
    """
    table = episodes(records)
    ahead = table.started_on.lead().over(group_by="person_id", order_by=["started_on", "unit_id"])
    table = table.mutate(next_on=ahead)
    ended = table.ended_on.notnull() & (table.end_reason.fill_null("") != "X1")
    goes_on = (table.next_on == table.ended_on).fill_null(False)
    return once_a_person(table.filter(ended & ~goes_on), "ended_on", "ended_on", months=months)


def missing(records: Any) -> Any:
    """Times that a child was missing, or away without authorisation."""
    table = records.missing_episode.mutate(unit_id=records.missing_episode.missing_id)
    return table.mutate(days=days_between(table.started_on, table.ended_on))


def missing_within(records: Any, months: int) -> Any:
    """Children with a missing incident that started within so many months."""
    table = missing(records)
    table = table.filter(table.kind == "M")
    return once_a_person(table, "started_on", "started_on", months=months)


def reviews(records: Any) -> Any:
    """Reviews of children looked after, with the day on which each became late."""
    table = records.care_review.mutate(unit_id=records.care_review.review_id)
    return table.mutate(late_on=later(table.due_on, days=1))


def visits(records: Any) -> Any:
    """Visits to children looked after."""
    return records.care_visit.mutate(unit_id=records.care_visit.visit_id)


def sdq_scores(records: Any) -> Any:
    """Strengths and difficulties scores."""
    return records.sdq_score.mutate(unit_id=records.sdq_score.sdq_id)


def leavers(records: Any) -> Any:
    """Care leavers' circumstances as established on a day, with the age on that day."""
    table = records.care_leaver.mutate(unit_id=records.care_leaver.status_id)
    table = _with_person(table, records)
    return table.mutate(
        aged_19_to_21=(table.known_on >= later(table.born_on, years=19))
        & (table.known_on < later(table.born_on, years=22)),
        aged_17_to_18=(table.known_on >= later(table.born_on, years=17))
        & (table.known_on < later(table.born_on, years=19)),
    )


def _with_person(table: Any, records: Any) -> Any:
    person = records.person.select(whose="person_id", born_on="born_on", asylum="asylum_seeking")
    return table.left_join(person, table.person_id == person.whose).drop("whose")
