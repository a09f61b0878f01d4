"""Short-term support to maximise independence (ST-Max) of new clients, and what followed it.

ASCOF 2A as the department's script classifies it from Client Level Data: see `verdict`.
"""

from __future__ import annotations

from typing import Any, Final

import ibis

from almoner.catalogue.rows.outcomes import AT_18, LONG_TERM, SELF_FUNDED
from almoner.catalogue.rows.support import SERVICE_USER, services
from almoner.catalogue.time import FAR_AWAY, days_between, later

ST_MAX = "Short term support: ST-Max"
ONGOING = "Short term support: Ongoing low level"
OTHER_SHORT = "Short term support: Other short term"
PLANNED, HOSPITAL = "NFA: Support ended as planned", "Admitted to hospital"
OUTSIDE, WITHOUT_SUPPORT, WITH_SUPPORT = 0, 1, 2
_SHORT_STAYS = ("Short term residential care", "Short term nursing care")
# The department's order of outcomes, the most telling first; those that only go on are no use.
_OUTCOMES: Final = (
    HOSPITAL,
    "NFA: Responsibility moved to another local authority",
    "NFA: Referral to NHS services or NHS funded social care",
    *SELF_FUNDED,
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority",
    "NFA: Support declined",
    "NFA: Deceased",
    PLANNED,
    "NFA: Support ended for other reason",
    "NFA: No services offered for other reason",
    "NFA: Other",
)
_NO_OUTCOME: Final = 99
_ENDED_WELL: Final = (
    "NFA: Responsibility moved to another local authority",
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority",
    PLANNED,
    "NFA: Support ended for other reason",
    "NFA: No services offered for other reason",
    "NFA: Other",
)
_SERVICES: Final = (*LONG_TERM, ST_MAX, ONGOING, OTHER_SHORT)
_CLUSTER_DAYS, _SEQUEL_DAYS, _ASSESSED_DAYS, _NEW_AFTER_DAYS = 7, 7, 14, 91


def spells(records: Any) -> Any:
    """Spells of ST-Max: services of a person of which each starts within 7 days of an end before.

    `spell_from` and `spell_to` are first and last day (9999-12-31 while it lasts), `rank` that of
    the outcome of the service that ended last. Only of people of 18 or over, or of unknown age.
    """
    table = services(records)
    table = table.filter(
        (table.service_type == ST_MAX)
        & (table.client_type == SERVICE_USER)
        & (table.ended_on.isnull() | (table.ended_on >= table.started_on))
    )
    table = table.mutate(closed_on=table.ended_on.fill_null(FAR_AWAY), rank=_rank(table.outcome))
    order = {"group_by": "person_id", "order_by": ["started_on", "unit_id"]}
    before = table.closed_on.max().over(ibis.window(rows=(None, -1), **order))
    apart = before.isnull() | (days_between(before, table.started_on) > _CLUSTER_DAYS)
    table = table.mutate(first_day=ibis.ifelse(apart, table.started_on, ibis.null("date")))
    so_far = ibis.cumulative_window(**order)
    table = table.mutate(spell_from=table.first_day.max().over(so_far))
    table = table.mutate(away=days_between(table.closed_on, FAR_AWAY))
    spell = ["person_id", "spell_from"]
    table = table.mutate(
        spell_to=table.closed_on.max().over(ibis.window(group_by=spell)),
        place=ibis.row_number().over(group_by=spell, order_by=["away", "rank", "unit_id"]),
    )
    adult = table.born_on.isnull() | (table.spell_to >= later(table.born_on, days=AT_18))
    alive = table.died_on.isnull() | (table.died_on >= table.spell_from)
    return table.filter((table.place == 0) & adult & alive)


def _rank(outcome: Any) -> Any:
    return ibis.cases(
        *[(outcome == name, number) for number, name in enumerate(_OUTCOMES)], else_=_NO_OUTCOME
    )


def of_new_clients(records: Any) -> Any:
    """Spells before which no long-term service was open or had ended under 91 days before."""
    spell = spells(records)
    long = services(records)
    long = long.filter(long.service_type.isin(LONG_TERM) & (long.client_type == SERVICE_USER))
    long = long.select(
        long_person="person_id", long_from="started_on", long_to=long.ended_on.fill_null(FAR_AWAY)
    )
    met = spell.join(long, [spell.person_id == long.long_person, long.long_from < spell.spell_from])
    latest = met.group_by(of_spell="unit_id").aggregate(latest=met.long_to.max())
    joined = spell.left_join(latest, spell.unit_id == latest.of_spell).drop("of_spell")
    is_new = joined.latest.isnull() | (
        days_between(joined.latest, joined.spell_from) >= _NEW_AFTER_DAYS
    )
    return joined.filter(is_new).drop("latest")


def reablement(records: Any) -> Any:
    """Spells of new clients, with `verdict`: what followed, by the first of these that is known.

    Death within seven days, hospital: outside. The highest service that goes on after it: support,
    unless that is ongoing low-level or other short-term support. The outcome of what goes on after
    it, of the last assessment or review in its last fortnight, or its own: without support for the
    outcomes in which things ended, else outside. Equipment during it: without support.
    """
    spell = of_new_clients(records)
    for add in (_with_service, _with_later, _with_assessed):
        spell = add(spell, records)
    own = ibis.ifelse(spell.goes_on.isnull(), spell.rank, _NO_OUTCOME)
    told = ibis.least(
        own,
        spell.later_rank.fill_null(_NO_OUTCOME),
        spell.assessed_rank.fill_null(_NO_OUTCOME),
    )
    dead = spell.died_on.notnull() & (days_between(spell.spell_to, spell.died_on) <= _SEQUEL_DAYS)
    verdict = ibis.cases(
        (dead | (spell.rank == 0), OUTSIDE),
        (spell.service.notnull(), _of_service(spell.service)),
        (told < _NO_OUTCOME, _of_outcome(told)),
        (spell.equipped.notnull(), WITHOUT_SUPPORT),
        else_=_of_outcome(spell.rank),
    )
    return spell.mutate(verdict=verdict)


def _of_service(key: Any) -> Any:
    """The key is minus ten times the place among services, less 1 for other than a short stay."""
    ongoing = _SERVICES.index(ONGOING) + 1
    short = _SERVICES.index(OTHER_SHORT) + 1
    return ibis.cases(
        (key >= -10 * len(LONG_TERM) - 1, WITH_SUPPORT),
        (key >= -10 * (ongoing - 1) - 1, OUTSIDE),
        (key >= -10 * ongoing - 1, WITHOUT_SUPPORT),
        (key == -10 * short, WITH_SUPPORT),
        else_=WITHOUT_SUPPORT,
    )


def _of_outcome(rank: Any) -> Any:
    well = [_OUTCOMES.index(name) for name in _ENDED_WELL]
    return ibis.ifelse(rank.isin(well), WITHOUT_SUPPORT, OUTSIDE)


def _follows(pair: Any) -> Any:
    """Goes on after the spell, having started during it or within seven days of its end."""
    soon = days_between(pair.spell_to, pair.other_from) <= _SEQUEL_DAYS
    return (pair.other_from >= pair.spell_from) & (pair.other_to > pair.spell_to) & soon


def _during(pair: Any) -> Any:
    """Ended within the spell, after its first day, having started in it."""
    ended = (pair.other_to > pair.spell_from) & (pair.other_to <= pair.spell_to)
    return (pair.other_from >= pair.spell_from) & ended


def _pairs(spell: Any, others: Any) -> Any:
    one = spell.select(
        of_spell="unit_id", whose="person_id", spell_from="spell_from", spell_to="spell_to",
        own_rank="rank",
    )  # fmt: skip
    return one.join(others, [one.whose == others.other_person])


def _with_service(spell: Any, records: Any) -> Any:
    """Adds `service` (the key of the highest that follows) and `equipped`."""
    table = services(records)
    place = ibis.cases(
        *[(table.service_type == name, at) for at, name in enumerate(_SERVICES, 1)], else_=0
    )
    stay = table.component.fill_null("").isin(_SHORT_STAYS)
    other = table.filter(
        (table.client_type == SERVICE_USER)
        & (table.ended_on.isnull() | (table.ended_on >= table.started_on))
    ).select(
        other_person="person_id",
        other_from="started_on",
        other_to=table.ended_on.fill_null(FAR_AWAY),
        key=ibis.ifelse(place > 0, place * -10 - ibis.ifelse(stay, 0, 1), ibis.null("int64")),
        is_st_max=table.service_type == ST_MAX,
        equipment=table.component.fill_null("") == "Equipment",
    )
    pair = _pairs(spell, other)
    same = (
        pair.is_st_max & (pair.other_from >= pair.spell_from) & (pair.other_from <= pair.spell_to)
    )
    pair = pair.filter(~same)
    follow = pair.filter(_follows(pair))
    best = follow.group_by("of_spell").aggregate(service=follow.key.max())
    during = pair.filter(_during(pair) & pair.equipment)
    used = during.group_by(equipped_spell="of_spell").aggregate(equipped=during.other_to.max())
    joined = spell.left_join(best, spell.unit_id == best.of_spell).drop("of_spell")
    return joined.left_join(used, joined.unit_id == used.equipped_spell).drop("equipped_spell")


def _events(records: Any) -> Any:
    """Requests, assessments and reviews of service users, each from one day to another."""
    request, assessment = records.adult_request, records.adult_assessment
    review = records.adult_review
    asked = request.filter(request.client_type == SERVICE_USER).select(
        other_person="person_id", other_from="received_on", other_to="completed_on",
        outcome="outcome", considered=ibis.literal(False),
    )  # fmt: skip
    assessed = assessment.filter(assessment.client_type == SERVICE_USER).select(
        other_person="person_id", other_from="started_on", other_to="completed_on",
        outcome="outcome", considered=ibis.literal(True),
    )  # fmt: skip
    reviewed = review.select(
        other_person="person_id", other_from="held_on", other_to="held_on", outcome="outcome",
        considered=ibis.literal(True),
    )  # fmt: skip
    events = ibis.union(asked, assessed, reviewed)
    events = events.filter(events.other_from.notnull())
    return events.mutate(
        other_to=events.other_to.fill_null(FAR_AWAY), other_rank=_rank(events.outcome)
    )


def _with_later(spell: Any, records: Any) -> Any:
    """Adds `later_rank`, the best outcome where an event goes on after; `goes_on`, if any does."""
    pair = _pairs(spell, _events(records))
    follow = pair.filter(_follows(pair))
    follow = follow.mutate(best=ibis.least(follow.own_rank, follow.other_rank))
    telling = follow.filter((follow.outcome.fill_null("") != PLANNED) & (follow.best < _NO_OUTCOME))
    best = telling.group_by(later_spell="of_spell").aggregate(low=(telling.best * -1).max())
    going = follow.group_by(going_spell="of_spell").aggregate(goes_on=follow.other_to.max())
    joined = spell.left_join(best, spell.unit_id == best.later_spell)
    joined = joined.mutate(later_rank=joined.low * -1).drop("low", "later_spell")
    return joined.left_join(going, joined.unit_id == going.going_spell).drop("going_spell")


def _with_assessed(spell: Any, records: Any) -> Any:
    """Adds `assessed_rank`: of the last assessment or review in the spell's last fortnight."""
    pair = _pairs(spell, _events(records))
    late = days_between(pair.other_to, pair.spell_to) < _ASSESSED_DAYS
    kept = pair.filter(_during(pair) & pair.considered & late & (pair.other_rank < _NO_OUTCOME))
    kept = kept.mutate(away=days_between(kept.other_to, FAR_AWAY))
    order = {"group_by": "of_spell", "order_by": ["away", "other_rank"]}
    kept = kept.mutate(turn=ibis.row_number().over(**order))
    last = kept.filter(kept.turn == 0).select(assessed_spell="of_spell", assessed_rank="other_rank")
    return spell.left_join(last, spell.unit_id == last.assessed_spell).drop("assessed_spell")


def six_months_on(records: Any) -> Any:
    """Completed spells six months after their last day, with `still_from`: support then open.

    Long-term support or another spell counts; those who have died by then are left out.
    """
    spell = spells(records)
    last = ibis.least(spell.spell_to, ibis.date("9000-01-01"))
    spell = spell.mutate(six_months_on=later(last, months=6))
    spell = spell.filter(
        (spell.spell_to < FAR_AWAY)
        & (spell.died_on.isnull() | (spell.died_on > spell.six_months_on))
    )
    other = services(records)
    kept = other.service_type.isin([*LONG_TERM, ST_MAX]) & (other.client_type == SERVICE_USER)
    other = other.filter(kept).select(
        other_person="person_id", other_from="started_on", other_to="ended_on"
    )
    met = spell.join(
        other,
        [
            spell.person_id == other.other_person,
            other.other_from <= spell.six_months_on,
            other.other_to.isnull() | (other.other_to > spell.six_months_on),
        ],
    )
    still = met.group_by(of_spell="unit_id").aggregate(still_from=met.other_from.max())
    return spell.left_join(still, spell.unit_id == still.of_spell).drop("of_spell")
