"""Section 47 enquiries, conferences, plans (of need and protection), reviews and visits."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.children import Frames, family_team
from almoner.simulation.draws import (
    NEVER,
    Array,
    Generator,
    banded,
    counts,
    drawn,
    keyed,
    share,
    working_later,
)
from almoner.simulation.people import People
from almoner.simulation.span import Span


def protection_tables(
    rng: Generator, people: People, onward: pl.DataFrame, span: Span, base: int
) -> tuple[Frames, Array]:
    """The tables, and for each onward referral the day after which its episode may close."""
    process = counts("children_process")
    going_on = process["referrals"] - process["no_further_action"]
    referred = onward["referred_on"].to_numpy().astype("datetime64[D]")
    enquired = np.flatnonzero(rng.random(onward.height) < process["section_47"] / going_on)
    starts = working_later(
        referred[enquired], np.minimum(rng.geometric(0.25, len(enquired)), 40) - 1
    )
    confers = rng.random(len(enquired)) < process["conferences"] / process["section_47"]
    held = working_later(starts, banded(rng, len(enquired), "conference_days"))
    finished = working_later(starts, rng.integers(3, 16, len(enquired)))
    who = onward["who"].to_numpy()[enquired]
    referral = onward["referral_id"].to_numpy()[enquired]
    team = family_team(people, who)
    key = keyed("S", base + np.arange(len(enquired)))
    enquiry = pl.DataFrame(
        {
            "enquiry_id": pl.Series(key, dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "referral_id": pl.Series(referral, dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "started_on": starts,
            "ended_on": np.where(confers, held, finished),
            "no_further_action": ~confers & (rng.random(len(enquired)) < 0.4),
        }
    )
    met = np.flatnonzero(confers)
    planned = rng.random(len(met)) < process["plans"] / process["conferences"]
    conference = pl.DataFrame(
        {
            "conference_id": pl.Series(keyed("K", base + np.arange(len(met))), dtype=pl.String),
            "person_id": pl.Series(people.key[who[met]], dtype=pl.String),
            "enquiry_id": pl.Series(key[met], dtype=pl.String),
            "team_id": pl.Series(team[met], dtype=pl.String),
            "held_on": held[met],
            "transferred_in": np.zeros(len(met), bool),
            "led_to_plan": planned,
        }
    )
    plan, plan_ends = _plans(rng, people, conference.filter(pl.col("led_to_plan")), base)
    last = np.full(onward.height, np.datetime64("1900-01-01", "D"))
    last[enquired] = np.where(confers, held, finished)
    last[enquired[met[planned]]] = plan_ends + 30
    frames = {"section_47": enquiry, "conference": conference, "protection_plan": plan}
    frames["protection_review"] = _reviews(rng, plan, span, base)
    frames["protection_visit"] = _visits(rng, plan, span, base)
    frames["need_plan"] = _need_plans(rng, people, onward, enquired[met[planned]], base)
    return frames, last


def _plans(
    rng: Generator, people: People, conference: pl.DataFrame, base: int
) -> tuple[pl.DataFrame, Array]:
    n = conference.height
    starts = conference["held_on"].to_numpy().astype("datetime64[D]")
    ends = starts + banded(rng, n, "plan_days")
    earlier = conference.select(pl.int_range(pl.len()).over("person_id")).to_series().to_numpy()
    known = earlier.mean() if n else 0.0
    elsewhere = max(share("children_process", "later_plans", "plans") - known, 0.0)
    frame = pl.DataFrame(
        {
            "plan_id": pl.Series(keyed("L", base + np.arange(n)), dtype=pl.String),
            "person_id": conference["person_id"],
            "conference_id": conference["conference_id"],
            "team_id": conference["team_id"],
            "started_on": starts,
            "ended_on": ends,
            "category": pl.Series(drawn(rng, n, "plan_category"), dtype=pl.String),
            "previous_plans": earlier + (rng.random(n) < elsewhere),
        }
    )
    return frame, ends


def _repeated(plan: pl.DataFrame, gaps: Array, span: Span) -> tuple[Array, Array, Array]:
    """Row of `plan`, number within it, and day, for days that come after these gaps (cumulated)."""
    starts = plan["started_on"].to_numpy().astype("datetime64[D]")
    ends = np.minimum(plan["ended_on"].to_numpy().astype("datetime64[D]"), span.last)
    length = np.maximum((ends - starts).astype(int), 0)
    number = np.searchsorted(gaps, length, side="right")
    row = np.repeat(np.arange(plan.height), number)
    within = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    return row, within, starts[row] + gaps[within]


def _reviews(rng: Generator, plan: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    """The first within three months, then every six; the national share of plans all on time."""
    row, _number, due = _repeated(plan, 91 + 182 * np.arange(12), span)
    on_time = share("children_process", "plans_reviewed_on_time", "plans_to_review") ** 0.5
    late = rng.random(len(row)) > on_time
    held = np.where(late, due + rng.integers(1, 45, len(row)), due - rng.integers(0, 15, len(row)))
    return _of_plan(plan, row, {"due_on": due, "held_on": held}, "review_id", "V", 8 * base)


def _visits(rng: Generator, plan: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    """About every fortnight (ours)."""
    row, _number, day = _repeated(plan, 10 + 14 * np.arange(110), span)
    day = np.minimum(day + rng.integers(-3, 6, len(row)), span.last)
    extra = {
        "visited_on": day,
        "child_seen": rng.random(len(row)) < 0.93,
        "seen_alone": rng.random(len(row)) < 0.7,
    }
    return _of_plan(plan, row, extra, "visit_id", "W", 64 * base)


def _of_plan(
    plan: pl.DataFrame, row: Array, extra: dict[str, Array], key: str, prefix: str, base: int
) -> pl.DataFrame:
    chosen = plan.select("person_id", "plan_id", "team_id")[row]
    keys = pl.Series(key, keyed(prefix, base + np.arange(len(row))), dtype=pl.String)
    return chosen.with_columns(keys, **{name: pl.Series(value) for name, value in extra.items()})


def _need_plans(
    rng: Generator, people: People, onward: pl.DataFrame, protected: Array, base: int
) -> pl.DataFrame:
    """A plan for every child found in need who is not on a protection plan, in nine of ten."""
    rest = ~onward["not_in_need"].to_numpy()
    rest[protected] = False
    row = np.flatnonzero(rest & (rng.random(onward.height) < 0.9))
    who = onward["who"].to_numpy()[row]
    starts = working_later(
        onward["assessed_on"].to_numpy().astype("datetime64[D]")[row], rng.integers(1, 11, len(row))
    )
    ends = np.maximum(onward["closed_on"].to_numpy().astype("datetime64[D]")[row], starts)
    return pl.DataFrame(
        {
            "plan_id": pl.Series(keyed("N", base + np.arange(len(row))), dtype=pl.String),
            "referral_id": onward["referral_id"].gather(row),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": pl.Series(family_team(people, who), dtype=pl.String),
            "started_on": starts,
            "ended_on": ends,
        }
    )


__all__ = ["NEVER", "protection_tables"]
