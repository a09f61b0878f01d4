"""Safeguarding concerns, delayed discharges and equipment of made-up adults."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import HOSPITAL, SAFEGUARDING, adult_team
from almoner.simulation.draws import (
    NEVER,
    Array,
    Generator,
    chosen,
    keyed,
    seasonal,
    words,
    working_later,
)
from almoner.simulation.people import People
from almoner.simulation.span import Span


def adult_teams(people: People, who: Array) -> Array:
    """The locality team of each person's district."""
    return np.array([adult_team(i) for i in range(5)], dtype=object)[people.district[who]]


def _some(rng: Generator, people: People, chance: float, span: Span) -> tuple[Array, Array]:
    who = np.flatnonzero(rng.random(len(people.number)) < chance)
    return who, seasonal(rng, len(who), span.begin, span.last)


def concerns(rng: Generator, people: People, span: Span, base: int) -> pl.DataFrame:
    """Safeguarding concerns of a quarter of them, and enquiries of three in ten (ours)."""
    who, raised = _some(rng, people, 0.25, span)
    n = len(who)
    enquiry = rng.random(n) < 0.3
    decided = working_later(raised, np.minimum(rng.geometric(0.3, n) - 1, 30))
    concluded = working_later(decided, np.minimum(rng.geometric(0.02, n), 250))
    risks = ("removed", "reduced", "remained", "none identified")
    return pl.DataFrame(
        {
            "concern_id": pl.Series(keyed("AC", base + np.arange(n)), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": SAFEGUARDING,
            "raised_on": raised,
            "decided_on": decided,
            "enquiry": enquiry,
            "concluded_on": np.where(enquiry, concluded, NEVER),
            "risk_outcome": words(chosen(rng, n, risks, (24, 50, 7, 19)), enquiry),
            "wishes_met": np.where(enquiry, rng.random(n) < 0.94, False),
        }
    )


def delays(rng: Generator, people: People, span: Span, base: int) -> pl.DataFrame:
    """Delayed discharges of one in eight (ours)."""
    who, ready = _some(rng, people, 0.12, span)
    n = len(who)
    return pl.DataFrame(
        {
            "delay_id": pl.Series(keyed("DD", base + np.arange(n)), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": HOSPITAL,
            "ready_on": ready,
            "left_on": ready + rng.geometric(0.12, n),
            "reason": pl.Series(
                chosen(rng, n, ("social care", "health", "both"), (35, 57, 8)), dtype=pl.String
            ),
        }
    )


def equipment(rng: Generator, people: People, span: Span, base: int) -> pl.DataFrame:
    """Items of equipment for two in five (ours)."""
    who, decided = _some(rng, people, 0.4, span)
    n = len(who)
    return pl.DataFrame(
        {
            "item_id": pl.Series(keyed("EQ", base + np.arange(n)), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": pl.Series(adult_teams(people, who), dtype=pl.String),
            "decided_on": decided,
            "delivered_on": working_later(decided, np.minimum(rng.geometric(0.2, n) - 1, 60)),
            "cost": np.exp(rng.normal(9.2, 1.0, n)).astype(int) + 500,
        }
    )
