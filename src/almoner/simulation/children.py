"""Children: contacts, referrals, assessments, and what follows from them."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import EARLY_HELP, FRONT_DOOR, assessment_team, protection_team
from almoner.simulation.draws import (
    NEVER,
    Array,
    Generator,
    banded,
    chosen,
    counts,
    drawn,
    ended,
    keyed,
    on_working_days,
    seasonal,
    share,
    working_later,
)
from almoner.simulation.people import People, make_people
from almoner.simulation.plants import Plant, Story, altered_durations, delayed_starts
from almoner.simulation.span import Span

_LATER_REFERRAL = 0.15  # ours: a further referral, more than a year on
Frames = dict[str, pl.DataFrame]


def make_children(rng: Generator, n: int, first: int, span: Span) -> tuple[People, Array]:
    """Children and the day on which each is first referred."""
    referred = seasonal(rng, n, span.begin, span.last)
    ages = banded(rng, n, "need_age")
    born = referred - (ages * 365.25).astype(int) - rng.integers(1, 365, n)
    people = make_people(
        rng, first, born, drawn(rng, n, "need_sex"), drawn(rng, n, "need_ethnicity")
    )
    return people, referred


def referral_days(
    rng: Generator, people: People, referred: Array, span: Span, plants: list[Plant]
) -> tuple[Array, Array]:
    """Who is referred when: positions of children, and days, each child's in order."""
    repeat = share("children_process", "repeat_within_year", "referrals")
    who, when = [np.arange(len(referred))], [referred]
    for _round in range(5):
        luck = rng.random(len(when[-1]))
        soon = rng.integers(14, 365, len(luck))
        gap = np.where(luck < repeat, soon, soon + 365)
        again = on_working_days(when[-1] + gap)
        kept = (luck < repeat + _LATER_REFERRAL) & (again <= span.last)
        kept &= (again - people.born_on[who[-1]]).astype(int) < 18 * 365
        who.append(who[-1][kept])
        when.append(again[kept])
    for plant in plants:
        if plant.story is Story.SURGE:
            extra, days = _surge(rng, people, plant, span)
            who.append(extra)
            when.append(days)
    all_who, all_when = np.concatenate(who), np.concatenate(when)
    order = np.lexsort((all_when, all_who))
    return all_who[order], all_when[order]


def _surge(rng: Generator, people: People, plant: Plant, span: Span) -> tuple[Array, Array]:
    team = np.array([assessment_team(number) for number in range(5)], dtype=object)
    start = plant.month.astype("datetime64[D]")
    age = (start - people.born_on).astype(int) / 365.25
    mine = (team[people.district] == plant.team) & (age > 0) & (age < 17.5)
    # The ward with the most children: a handful from a small one would be no surge.
    wards, number = np.unique(people.ward[mine].astype(str), return_counts=True)
    here = people.ward == wards[number.argmax()] if len(wards) else np.zeros(len(age), bool)
    who = np.flatnonzero(here & mine)
    days = on_working_days(start + rng.integers(0, 90, len(who)))
    kept = days <= span.last
    plant.touched += int(kept.sum())
    return who[kept], days[kept]


def children_tables(
    rng: Generator, people: People, referred: Array, span: Span, plants: list[Plant], base: int
) -> Frames:
    """Every table of the children's front door and assessment, and the referrals that go on.

    The frame `_onward` (not a table of the record) carries the referrals that were not closed at
    once: position of the child, key, day, and the day on which the assessment ended.
    """
    who, when = referral_days(rng, people, referred, span, plants)
    n = len(who)
    team = np.array([assessment_team(i) for i in range(5)], dtype=object)[people.district[who]]
    key = keyed("R", base + np.arange(n))
    no_action = rng.random(n) < share("children_process", "no_further_action", "referrals")
    on = np.flatnonzero(~no_action)
    assessment = _assessments(rng, people, who[on], when[on], team[on], key[on], span, plants, base)
    closing = _closing(rng, assessment)
    closed = np.where(no_action, when, NEVER)
    closed[on] = closing
    source = drawn(rng, n, "referral_source")
    referral = pl.DataFrame(
        {
            "referral_id": pl.Series(key, dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "referred_on": when,
            "source": pl.Series(source, dtype=pl.String),
            "primary_need": pl.Series(drawn(rng, n, "primary_need"), dtype=pl.String),
            "no_further_action": no_action,
            "closed_on": closed,
            "closure_reason": pl.Series(drawn(rng, n, "closure_reason"), dtype=pl.String),
        }
    )
    onward = pl.DataFrame(
        {
            "row": on,
            "who": who[on],
            "referral_id": pl.Series(key[on], dtype=pl.String),
            "referred_on": when[on],
            "assessed_on": assessment["authorised_on"],
            "closed_on": closing,
        }
    )
    return {
        "contact": _contacts(rng, people, who, when, source, span, base),
        "early_help": _early_help(rng, people, span, base),
        "referral": referral,
        "child_assessment": assessment.drop("not_in_need"),
        "_onward": onward.with_columns(not_in_need=assessment["not_in_need"]),
    }


def _assessments(
    rng: Generator,
    people: People,
    who: Array,
    when: Array,
    team: Array,
    referral: Array,
    span: Span,
    plants: list[Plant],
    base: int,
) -> pl.DataFrame:
    n = len(who)
    starts = working_later(when, rng.choice([0, 1, 1, 1, 2, 3, 5], n))
    starts = delayed_starts(plants, team, starts)
    days = _assessment_days(rng, n)
    starts, days = altered_durations(plants, rng, team, starts, days)
    process = counts("children_process")
    going_on = process["referrals"] - process["no_further_action"]
    return pl.DataFrame(
        {
            "assessment_id": pl.Series(keyed("A", base + np.arange(n)), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "referral_id": pl.Series(referral, dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "started_on": starts,
            "authorised_on": working_later(starts, days),
            "child_seen": rng.random(n) < 0.96,
            "no_further_action": (nfa := rng.random(n) < process["not_in_need"] / going_on),
            "not_in_need": nfa,
        }
    )


def _assessment_days(rng: Generator, n: int) -> Array:
    """Working days from the national bands; within 41 to 45 they heap at the deadline."""
    days = banded(rng, n, "assessment_days")
    near = (days >= 41) & (days <= 45)
    heaped = 45 - np.minimum(rng.geometric(0.5, n) - 1, 4)
    return np.where(near, heaped, days)


def _closing(rng: Generator, assessment: pl.DataFrame) -> Array:
    done = assessment["authorised_on"].to_numpy().astype("datetime64[D]")
    further = banded(rng, len(done), "episode_days")
    at_once = assessment["not_in_need"].to_numpy()
    return np.where(at_once, done, done + further)


def _contacts(
    rng: Generator, people: People, who: Array, when: Array, source: Array, span: Span, base: int
) -> pl.DataFrame:
    """One contact for every referral, and two more that led to none (a ratio of ours)."""
    n = len(who)
    other = rng.integers(0, len(people.number), 2 * n)
    days = seasonal(rng, 2 * n, span.begin, span.last)
    born = people.born_on[other]
    alive = (days > born) & ((days - born).astype(int) < 18 * 365)
    other, days = other[alive], days[alive]
    child = np.concatenate([who, other])
    decided = np.concatenate([when, working_later(days, rng.choice([0, 0, 1, 1, 2, 4], len(days)))])
    received = np.concatenate([working_later(when, -rng.choice([0, 1, 1, 2], n)), days])
    outcomes = ("no further action", "information and advice", "early help")
    return pl.DataFrame(
        {
            "contact_id": pl.Series(keyed("C", 3 * base + np.arange(len(child))), dtype=pl.String),
            "person_id": pl.Series(people.key[child], dtype=pl.String),
            "team_id": FRONT_DOOR,
            "received_on": received,
            "source": pl.Series(
                np.concatenate([source, drawn(rng, len(days), "referral_source")]), dtype=pl.String
            ),
            "decided_on": decided,
            "outcome": pl.Series(
                np.concatenate(
                    [
                        np.full(n, "referral", dtype=object),
                        chosen(rng, len(days), outcomes, (0.5, 0.35, 0.15)),
                    ]
                ),
                dtype=pl.String,
            ),
        }
    )


def _early_help(rng: Generator, people: People, span: Span, base: int) -> pl.DataFrame:
    """Early help for a fifth of the children at some time (ours)."""
    who = np.flatnonzero(rng.random(len(people.number)) < 0.2)
    starts = seasonal(rng, len(who), span.begin, span.last)
    able = (starts > people.born_on[who]) & ((starts - people.born_on[who]).astype(int) < 18 * 365)
    who, starts = who[able], starts[able]
    lasts = rng.integers(40, 300, len(who))
    reasons = ("needs met", "stepped up", "disengaged", "other")
    return pl.DataFrame(
        {
            "episode_id": pl.Series(keyed("EH", base + np.arange(len(who))), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": EARLY_HELP,
            "started_on": starts,
            "ended_on": starts + lasts,
            "end_reason": pl.Series(chosen(rng, len(who), reasons, (6, 1, 2, 1)), dtype=pl.String),
        }
    )


def trimmed(frame: pl.DataFrame, opened: str, span: Span) -> pl.DataFrame:
    """Rows that had begun by the last day."""
    return frame.filter(pl.col(opened) <= span.last.astype(object))


def family_team(people: People, who: Array) -> Array:
    """The family support team of each child's district."""
    return np.array([protection_team(i) for i in range(5)], dtype=object)[people.district[who]]


__all__ = ["children_tables", "ended", "family_team", "make_children", "trimmed"]
