"""Services to adults, what they cost, and their reviews.

Hours of home care follow the real records of 2010; the other shares are ours, set near the national
figures of 2024-25, and stand beside the draw that they govern.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import LEARNING_DISABILITY, REABLEMENT
from almoner.simulation.draws import NEVER, Array, Generator, banded, chosen, keyed
from almoner.simulation.people import People
from almoner.simulation.safeguarding import adult_teams
from almoner.simulation.span import Span

_SETTLED = (
    "Owner occupier or shared ownership scheme",
    "Tenant: Local authority or other social housing provider",
    "Tenant: Private landlord",
    "Settled mainstream housing with family or friends",
    "Sheltered housing, extra care housing or other sheltered housing",
)
_KINDS = (
    "Short term support: ST-Max",
    "Long term support: Community",
    "Long term support: Residential care",
    "Long term support: Nursing care",
    "Short term support: Ongoing low level",
)
_COMPONENTS = (
    "Reablement",
    "Home support or domiciliary care",
    "Long term residential care",
    "Long term nursing care",
    "Equipment",
)


def services(
    rng: Generator, people: People, assessment: pl.DataFrame, who: Array, died: Array, base: int
) -> pl.DataFrame:
    """The services that follow assessments, with a column `who` (the person's position)."""
    going = (assessment["outcome"] == "Progress to support planning or services").to_numpy()
    row = np.flatnonzero(going)
    n = len(row)
    who = who[row]
    carer = (assessment["client_type"][row] == "Unpaid carer").to_numpy()
    done = assessment["completed_on"].to_numpy().astype("datetime64[D]")[row]
    age = people.age_on(who, done)
    kind = np.where(
        age >= 65,
        rng.choice(5, n, p=[0.3, 0.45, 0.12, 0.06, 0.07]),
        rng.choice(5, n, p=[0.15, 0.72, 0.06, 0.02, 0.05]),
    )
    starts = done + np.minimum(rng.geometric(0.06, n) - 1, 150)
    first = _rows(rng, people, assessment, row, who, kind, carer, starts, died)
    # After reablement some go on to lasting support.
    on = np.flatnonzero((kind == 0) & ~carer & (rng.random(n) < 0.23))
    later = first["ended_on"].to_numpy().astype("datetime64[D]")[on] + rng.integers(0, 5, len(on))
    second = _rows(
        rng,
        people,
        assessment,
        row[on],
        who[on],
        rng.choice([1, 1, 1, 2, 3], len(on)),
        carer[on],
        later,
        died,
    )
    both = pl.concat([first, second])
    kept = both.filter(pl.col("ended_on").is_null() | (pl.col("ended_on") >= pl.col("started_on")))
    keys = keyed("AS", 2 * base + np.arange(kept.height))
    return kept.with_columns(service_id=pl.Series(keys, dtype=pl.String))


def _rows(
    rng: Generator,
    people: People,
    assessment: pl.DataFrame,
    row: Array,
    who: Array,
    kind: Array,
    carer: Array,
    starts: Array,
    died: Array,
) -> pl.DataFrame:
    n = len(row)
    community, home = kind == 1, (kind >= 2) & (kind <= 3)
    lasts = np.where(
        kind == 0,
        rng.integers(14, 43, n),
        rng.exponential(np.where(home, 800, 1100), n).astype(int) + 7,
    )
    ends = starts + lasts
    ends = np.where(np.isnat(died[who]), ends, np.minimum(ends, died[who]))
    hours = _hours(rng, people.age_on(who, starts))
    delivery = chosen(
        rng,
        n,
        ("CASSR managed personal budget", "Direct payment", "CASSR commissioned support"),
        (58, 25, 17),
    )
    reason = np.where(people.number[who] % 11 == 0, "Learning Disability Support", _reasons(rng, n))
    cost = np.select(
        [kind == 2, kind == 3, community],
        [rng.normal(82_000, 9_000, n), rng.normal(95_000, 11_000, n), hours * 220.0],
        0,
    ).astype(int)
    return pl.DataFrame(
        {
            "service_id": pl.Series([""], dtype=pl.String).new_from_index(0, n),
            "person_id": assessment["person_id"].gather(row),
            "team_id": pl.Series(_holding(people, who, kind), dtype=pl.String),
            "client_type": assessment["client_type"].gather(row),
            "support_reason": pl.Series(reason, dtype=pl.String),
            "accommodation": pl.Series(_accommodation(rng, home), dtype=pl.String),
            "assessment_id": assessment["assessment_id"].gather(row),
            "assessed_on": assessment["completed_on"].gather(row),
            "service_type": pl.Series(
                np.where(
                    carer,
                    "Unpaid carer support: Direct to unpaid carer",
                    np.array(_KINDS, dtype=object)[kind],
                ),
                dtype=pl.String,
            ),
            "component": pl.Series(
                np.where(
                    carer, "Other unpaid carer support", np.array(_COMPONENTS, dtype=object)[kind]
                ),
                dtype=pl.String,
            ),
            "delivery": pl.Series(
                np.where(community | carer, delivery, "CASSR commissioned support"), dtype=pl.String
            ),
            "started_on": starts,
            "ended_on": ends,
            "outcome": pl.Series(
                chosen(
                    rng,
                    n,
                    (
                        "NFA: Support ended as planned",
                        "NFA: Support ended for other reason",
                        "NFA: Self-funded client (inc. 12-week disregard)",
                    ),
                    (7, 2, 0.4),
                ),
                dtype=pl.String,
            ),
            "weekly_cost": cost,
            "weekly_hours": pl.Series(np.where(community, hours, 0)),
            "who": who,
        }
    )


def _reasons(rng: Generator, n: int) -> Array:
    """Primary support reasons other than learning disability."""
    reasons = (
        "Physical Support: Personal care support",
        "Physical Support: Access and mobility only",
        "Support with Memory and Cognition",
        "Mental Health Support",
        "Sensory Support: Support for visual impairment",
        "Social Support: Support for social isolation or other",
    )
    return chosen(rng, n, reasons, (52, 12, 16, 13, 2, 5))


def _hours(rng: Generator, age: Array) -> Array:
    hours = np.zeros(len(age), int)
    for band, low, high in (
        ("18-64", 0, 65),
        ("65-74", 65, 75),
        ("75-84", 75, 85),
        ("85-99", 85, 200),
    ):
        here = (age >= low) & (age < high)
        hours[here] = banded(rng, int(here.sum()), f"home_care_hours {band}")
    return hours


def _accommodation(rng: Generator, home: Array) -> Array:
    settled = chosen(
        rng,
        len(home),
        (*_SETTLED, "Unknown", "Other temporary accommodation"),
        (38, 24, 10, 14, 8, 4, 2),
    )
    return np.where(home, "Registered care home", settled)


def _holding(people: People, who: Array, kind: Array) -> Array:
    team = np.where(kind == 0, REABLEMENT, adult_teams(people, who))
    return np.where(people.number[who] % 11 == 0, LEARNING_DISABILITY, team)


def reviews(rng: Generator, service: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    """A review for every whole year that a lasting service has run."""
    lasting = service.filter(pl.col("service_type").str.starts_with("Long term"))
    starts = lasting["started_on"].to_numpy().astype("datetime64[D]")
    ends = (
        lasting["ended_on"].fill_null(span.last.astype(object)).to_numpy().astype("datetime64[D]")
    )
    length = np.maximum((np.minimum(ends, span.last) - starts).astype(int), 0)
    number = length // 365
    row = np.repeat(np.arange(lasting.height), number)
    within = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    due = starts[row] + 365 * (within + 1)
    n = len(row)
    held = due + np.where(rng.random(n) < 0.55, -rng.integers(0, 60, n), rng.integers(1, 300, n))
    missed = rng.random(n) < 0.12
    return pl.DataFrame(
        {
            "review_id": pl.Series(keyed("AV", 16 * base + np.arange(n)), dtype=pl.String),
            "person_id": lasting["person_id"].gather(row),
            "team_id": lasting["team_id"].gather(row),
            "due_on": due,
            "held_on": np.where(missed, NEVER, held),
            "reason": pl.Series(chosen(rng, n, ("planned", "unplanned"), (8, 2)), dtype=pl.String),
            "outcome": pl.Series(
                chosen(rng, n, ("No change", "Increase", "Decrease"), (7, 2, 1)), dtype=pl.String
            ),
        }
    )
