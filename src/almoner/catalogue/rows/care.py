"""Children looked after. Episodes of short breaks (legal status V3 or V4) are left out."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.stretches import once_a_person, while_covered
from almoner.catalogue.time import FAR_AWAY, days_between, later

_NEW_PLACEMENT = ("S", "P", "B")
_TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


def episodes(records: Any) -> Any:
    """Episodes, with the day the child came into care and the day the placement began.

    A placement begins with an episode whose reason is S, P or B, temporary placements apart; a
    change of legal status or to the same carer begins none. A return of one year lacks the episodes
    that had ended before it: of a child whose first days are not told, the first day that is. An
    episode that was entered twice begins one placement.
    """
    table = records.care_episode.mutate(unit_id=records.care_episode.episode_id)
    table = table.filter(~table.legal_status.fill_null("").isin(["V3", "V4"]))
    so_far = ibis.cumulative_window(group_by="person_id", order_by=["started_on", "unit_id"])
    begins = table.start_reason.isin(_NEW_PLACEMENT) & ~table.placement_type.fill_null("").isin(
        _TEMPORARY
    )
    table = table.mutate(begins=begins)
    same_day = ibis.window(group_by=["person_id", "started_on", "begins"], order_by=["unit_id"])
    once = table.begins & (ibis.row_number().over(same_day) == 0)
    table = table.mutate(begins=once)
    entered = ibis.ifelse(table.start_reason == "S", table.started_on, ibis.null("date"))
    placed = ibis.ifelse(table.begins, table.started_on, ibis.null("date"))
    first = table.started_on.min().over(so_far)
    return table.mutate(
        entered_on=entered.max().over(so_far).fill_null(first),
        placed_on=placed.max().over(so_far).fill_null(first),
        placement=table.begins.cast("int64").sum().over(so_far),
    ).drop("begins")


def looked_after(records: Any) -> Any:
    """Children looked after, each once on any day.

    `year_on` is the last day of the first year in care: at its end the child has been looked after
    for twelve months, as a child in care from 1 April to 31 March has.
    """
    table = with_person(once_a_person(episodes(records), "started_on", "ended_on"), records)
    return table.mutate(
        months_3_on=later(table.entered_on, months=3),
        year_on=later(table.entered_on, years=1, days=-1),
        years_2_on=later(table.entered_on, years=2),
        months_6_on=later(table.entered_on, months=6),
        years_4_on=later(table.entered_on, years=4),
        birthday_10_on=later(table.born_on, years=10),
        birthday_16_on=later(table.born_on, years=16),
    )


def with_third_placement(records: Any) -> Any:
    """As `looked_after`, with the stretch in which the last year holds three placements or more.

    Of a child in the n-th placement that is so until a year after the end of the placement two
    before. `three_from` is null for a child in the first or second. Of a child whose care is told
    of from the middle of a placement on, that one counts once it was there before the year.
    """
    table = looked_after(records)
    lasting = episodes(records)
    lasting = lasting.filter(~lasting.placement_type.fill_null("").isin(_TEMPORARY))
    ends = lasting.group_by(of_person="person_id", of_placement="placement").aggregate(
        placement_ended=lasting.ended_on.fill_null(FAR_AWAY).max(),
        told_from=lasting.started_on.min(),
    )
    told = ibis.ifelse(ends.of_placement == 0, later(ends.told_from, years=1), ends.told_from)
    ends = ends.mutate(of_placement=ends.of_placement + 2, counts_from=told)
    joined = table.left_join(
        ends, [table.person_id == ends.of_person, table.placement == ends.of_placement]
    )
    known = joined.placement_ended.notnull()
    return joined.mutate(
        three_from=ibis.ifelse(
            known, ibis.greatest(joined.from_on, joined.counts_from), ibis.null("date")
        ),
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


def looked_after_within(records: Any, months: int) -> Any:
    """Children looked after at any time within so many months."""
    return once_a_person(episodes(records), "started_on", "ended_on", months=months)


def started_within(records: Any, months: int) -> Any:
    """Children who started to be looked after within so many months, each once."""
    table = episodes(records)
    table = with_person(table.filter(table.start_reason == "S"), records)
    return once_a_person(table, "started_on", "started_on", months=months)


def ceased_within(records: Any, months: int) -> Any:
    """Children who ceased to be looked after within so many months, with the last reason.

    An end does not count when it has no reason or X1, or another episode of the child starts that
    day.
    """
    table = episodes(records)
    same_day = ibis.window(group_by=["person_id", "started_on"])
    table = table.mutate(one=ibis.literal(1))
    table = table.mutate(starts=table.one.sum().over(same_day))
    begins = table.group_by(by="person_id", began_on="started_on").aggregate(
        first_of_day=table.unit_id.max()
    )
    table = table.left_join(
        begins, [table.person_id == begins.by, table.ended_on == begins.began_on]
    )
    # An episode of no length starts on the day it ends itself.
    goes_on = table.first_of_day.notnull() & (
        (table.started_on != table.ended_on) | (table.starts > 1)
    )
    ended = table.ended_on.notnull() & (table.end_reason.fill_null("X1") != "X1")
    ceased = table.filter(ended & ~goes_on).drop("by", "began_on", "first_of_day", "starts", "one")
    return once_a_person(ceased, "ended_on", "ended_on", months=months)


def long_settled(records: Any) -> Any:
    """Those children, from two years in one placement on."""
    table = long_looked_after(records)
    return table.mutate(from_on=ibis.greatest(table.from_on, table.settled_on))


def three_placements(records: Any) -> Any:
    """Children looked after, while the last year holds three placements or more."""
    table = with_third_placement(records)
    table = table.filter(table.three_from.notnull())
    return table.mutate(
        from_on=ibis.greatest(table.from_on, table.three_from),
        until_on=ibis.least(table.until_on, table.three_until),
    )


def looked_after_under_10(records: Any) -> Any:
    """Children looked after until their tenth birthday."""
    table = looked_after(records)
    return table.mutate(until_on=ibis.least(table.until_on, table.birthday_10_on))


def looked_after_4_years(records: Any) -> Any:
    """Children under 16 looked after for four years or more; `settled_on`: two in one placement."""
    table = looked_after(records)
    return table.mutate(
        from_on=ibis.greatest(table.from_on, table.years_4_on),
        until_on=ibis.least(table.until_on, table.birthday_16_on),
        settled_on=later(table.placed_on, years=2),
    )


def visited(records: Any) -> Any:
    """The part of `looked_after` stretches in which the child was seen in the last six weeks."""
    seen = visits(records)
    seen = seen.filter(seen.child_seen.fill_null(False))
    return while_covered(looked_after(records), seen, "visited_on", days=42)


def away_within(records: Any, months: int) -> Any:
    """Children who were away without authorisation from within so many months."""
    table = missing(records)
    table = table.filter(table.kind == "A")
    return once_a_person(table, "started_on", "started_on", months=months)


def dentist_due(records: Any) -> Any:
    """Children on the day three months after they came into care, with `seen`, a dental check."""
    table = episodes(records)
    table = table.filter(table.start_reason == "S")
    table = table.mutate(due_on=later(table.started_on, months=3))
    check = records.health_check.filter(records.health_check.kind == "dental").select(
        checked="person_id", checked_on="checked_on"
    )
    met = table.join(
        check,
        [
            table.person_id == check.checked,
            check.checked_on >= table.started_on,
            check.checked_on <= table.due_on,
        ],
    )
    seen = met.group_by(of_episode="unit_id").aggregate(seen=met.checked_on.max())
    return table.left_join(seen, table.unit_id == seen.of_episode).drop("of_episode")


def missing(records: Any) -> Any:
    """Times that a child who was ever looked after was missing, or away without authorisation."""
    table = records.missing_episode.mutate(unit_id=records.missing_episode.missing_id)
    care = episodes(records).select(looked_after_person="person_id").distinct()
    table = table.semi_join(care, table.person_id == care.looked_after_person)
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


def with_person(table: Any, records: Any) -> Any:
    """Adds `born_on` and `asylum` of the person."""
    person = records.person.select(whose="person_id", born_on="born_on", asylum="asylum_seeking")
    return table.left_join(person, table.person_id == person.whose).drop("whose")
