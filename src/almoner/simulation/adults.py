"""Adults: who they are, their requests and assessments, and all tables about them.

Ages follow the real records of 2010; the other shares are ours, set near
the national figures of 2024-25, and stand beside the draw that they govern.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import (
    ADULT_DOOR,
)
from almoner.simulation.children import Frames
from almoner.simulation.draws import (
    NEVER,
    Array,
    Generator,
    banded,
    chosen,
    keyed,
    seasonal,
    working_later,
)
from almoner.simulation.people import People, make_people
from almoner.simulation.safeguarding import adult_teams, concerns, delays, equipment
from almoner.simulation.services import reviews, services
from almoner.simulation.span import Span

_YEAR = 365.25


def make_adults(rng: Generator, n: int, first: int, span: Span) -> tuple[People, Array, Array]:
    """Adults, the day of each one's first request, and the day of death of those who have died."""
    asked = seasonal(rng, n, span.begin, span.last)
    ages = banded(rng, n, "home_care_age")
    born = asked - (ages * _YEAR).astype(int) - rng.integers(1, 365, n)
    sex = chosen(rng, n, ("F", "M"), (62, 38))
    ethnicity = chosen(
        rng, n, ("white", "mixed", "asian", "black", "other", "unknown"), (84, 1, 5, 4, 1, 5)
    )
    people = make_people(rng, first, born, sex, ethnicity)
    left = rng.exponential(np.where(ages > 84, 4.0, np.where(ages > 64, 9.0, 40.0)) * _YEAR)
    died = asked + 30 + left.astype(int)
    return people, asked, np.where(died > span.last, NEVER, died)


def adult_tables(
    rng: Generator, people: People, asked: Array, died: Array, span: Span, base: int
) -> Frames:
    """Every table about these adults."""
    request = _requests(rng, people, asked, died, span, base)
    assessment, who = _assessments(rng, people, request, base)
    service = services(rng, people, assessment, who, died, base)
    return {
        "adult_request": request.drop("who"),
        "adult_assessment": assessment,
        "adult_service": service.drop("who"),
        "adult_review": reviews(rng, service, span, base),
        "adult_concern": concerns(rng, people, span, base),
        "delayed_discharge": delays(rng, people, span, base),
        "equipment": equipment(rng, people, span, base),
    }


def _requests(
    rng: Generator, people: People, asked: Array, died: Array, span: Span, base: int
) -> pl.DataFrame:
    again = np.flatnonzero(rng.random(len(asked)) < 0.35)
    who = np.concatenate([np.arange(len(asked)), again])
    days = np.concatenate([asked, working_later(asked[again], rng.integers(60, 500, len(again)))])
    kept = (days <= span.last) & (np.isnat(died[who]) | (days <= died[who]))
    who, days = who[kept], days[kept]
    n = len(who)
    carer = people.number[who] % 9 == 0
    routes = ("community", "hospital discharge", "diversion from hospital", "prison")
    outcomes = (
        "Progress to assessment",
        "NFA: Advice and information",
        "NFA: No services offered for other reason",
        "NFA: Support declined",
    )
    return pl.DataFrame(
        {
            "request_id": pl.Series(keyed("AR", base + np.arange(n)), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "team_id": ADULT_DOOR,
            "client_type": pl.Series(
                np.where(carer, "Unpaid carer", "Service user"), dtype=pl.String
            ),
            "received_on": days,
            "completed_on": working_later(days, np.minimum(rng.geometric(0.35, n) - 1, 25)),
            "route": pl.Series(chosen(rng, n, routes, (72, 22, 5, 1)), dtype=pl.String),
            "outcome": pl.Series(chosen(rng, n, outcomes, (45, 33, 15, 7)), dtype=pl.String),
            "who": who,
        }
    )


def _assessments(
    rng: Generator, people: People, request: pl.DataFrame, base: int
) -> tuple[pl.DataFrame, Array]:
    chosen_rows = request.filter(pl.col("outcome") == "Progress to assessment")
    n = chosen_rows.height
    who = chosen_rows["who"].to_numpy()
    first = chosen_rows["received_on"].to_numpy().astype("datetime64[D]")
    done = chosen_rows["completed_on"].to_numpy().astype("datetime64[D]")
    starts = working_later(done, np.minimum(rng.geometric(0.09, n) - 1, 120))
    ends = working_later(starts, np.minimum(rng.geometric(0.06, n), 150))
    carer = (chosen_rows["client_type"] == "Unpaid carer").to_numpy()
    outcomes = (
        "Progress to support planning or services",
        "NFA: No eligible needs",
        "NFA: Self-funded",
    )
    frame = pl.DataFrame(
        {
            "assessment_id": pl.Series(keyed("AA", base + np.arange(n)), dtype=pl.String),
            "person_id": chosen_rows["person_id"],
            "team_id": pl.Series(adult_teams(people, who), dtype=pl.String),
            "client_type": chosen_rows["client_type"],
            "request_id": chosen_rows["request_id"],
            "requested_on": first,
            "started_on": starts,
            "completed_on": ends,
            "kind": pl.Series(
                np.where(
                    carer,
                    "Carer assessment",
                    chosen(rng, n, ("Long term assessment", "Short term assessment"), (7, 3)),
                ),
                dtype=pl.String,
            ),
            "outcome": pl.Series(chosen(rng, n, outcomes, (70, 22, 8)), dtype=pl.String),
        }
    )
    return frame, who
