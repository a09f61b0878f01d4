"""Housing: homelessness cases and duties, temporary accommodation."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import HOUSING_OPTIONS
from almoner.simulation.children import Frames
from almoner.simulation.draws import (
    NEVER,
    Array,
    Generator,
    chosen,
    counts,
    drawn,
    keyed,
    seasonal,
    share,
    words,
    working_later,
)
from almoner.simulation.people import People, make_people
from almoner.simulation.span import Span

_REASONS = {
    "family no longer willing": 26,
    "end of private tenancy": 24,
    "relationship breakdown": 8,
    "domestic abuse": 16,
    "end of social tenancy": 6,
    "left institution": 7,
    "other": 13,
}  # shares are ours


def make_households(rng: Generator, n: int, first: int, span: Span) -> tuple[People, Array]:
    """Main applicants and the day of each application."""
    applied = seasonal(rng, n, span.begin, span.last)
    born = applied - (rng.gamma(9, 4, n) + 16).astype(int) * 365 - rng.integers(0, 365, n)
    ethnicity = chosen(
        rng, n, ("white", "mixed", "asian", "black", "other", "unknown"), (66, 4, 8, 11, 4, 7)
    )
    return make_people(rng, first, born, chosen(rng, n, ("F", "M"), (52, 48)), ethnicity), applied


def housing_tables(rng: Generator, people: People, applied: Array, span: Span, base: int) -> Frames:
    """Cases with the duties owed one after another, and stays in temporary accommodation."""
    n = len(applied)
    duty = counts("homelessness")
    assessed = working_later(applied, np.minimum(rng.geometric(0.25, n) - 1, 30))
    first = rng.choice(
        3,
        n,
        p=np.array([duty["prevention"], duty["relief"], duty["no duty"]])
        / (duty["prevention"] + duty["relief"] + duty["no duty"]),
    )
    prevention = first == 0
    prevention_until = assessed + rng.integers(7, 75, n)
    kept_home = rng.random(n) < share("homelessness", "prevention secured", "prevention ended")
    lost = rng.random(n)
    prevention_outcome = np.where(
        kept_home,
        "secured accommodation",
        np.where(lost < 0.55, "homeless", np.where(lost < 0.8, "contact lost", "withdrawn")),
    )
    relief = (first == 1) | (prevention & (prevention_outcome == "homeless"))
    relief_from = np.where(prevention, prevention_until, assessed)
    secured = rng.random(n) < share("homelessness", "relief secured", "relief ended")
    relief_days = np.where(secured, rng.integers(3, 57, n), rng.choice([57, 57, 57, 58, 30], n))
    other = np.where(relief_days < 57, "withdrawn", "56 days elapsed")
    relief_until = relief_from + relief_days
    main = (
        relief
        & ~secured
        & (other == "56 days elapsed")
        & (rng.random(n) < 0.75 * share("homelessness", "main accepted", "main decisions"))
    )
    main_until = relief_until + rng.exponential(400, n).astype(int)
    team = np.array(HOUSING_OPTIONS, dtype=object)[people.number % 2]
    has_children = rng.random(n) < 0.32
    key = keyed("HC", base + np.arange(n))
    case = pl.DataFrame(
        {
            "case_id": pl.Series(key, dtype=pl.String),
            "person_id": pl.Series(people.key, dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "applied_on": applied,
            "assessed_on": assessed,
            "prevention_from": np.where(prevention, assessed, NEVER),
            "prevention_until": np.where(prevention, prevention_until, NEVER),
            "prevention_outcome": words(prevention_outcome, prevention),
            "relief_from": np.where(relief, relief_from, NEVER),
            "relief_until": np.where(relief, relief_until, NEVER),
            "relief_outcome": words(np.where(secured, "secured accommodation", other), relief),
            "main_from": np.where(main, relief_until, NEVER),
            "main_until": np.where(main, main_until, NEVER),
            "has_children": has_children,
            "reason": pl.Series(
                chosen(rng, n, tuple(_REASONS), tuple(_REASONS.values())), dtype=pl.String
            ),
        }
    )
    return {
        "homelessness_case": case,
        "temporary_accommodation": _stays(
            rng, people, case, relief, main, relief_from, main_until, base
        ),
    }


def _stays(
    rng: Generator,
    people: People,
    case: pl.DataFrame,
    relief: Array,
    main: Array,
    relief_from: Array,
    main_until: Array,
    base: int,
) -> pl.DataFrame:
    """From the relief duty on, for all with a main duty and a third of the others."""
    row = np.flatnonzero(relief & (main | (rng.random(case.height) < 0.3)))
    n = len(row)
    starts = relief_from[row] + rng.integers(0, 10, n)
    ends = np.where(main[row], main_until[row], starts + rng.integers(5, 60, n))
    chosen_rows = case[row]
    return chosen_rows.select(
        pl.Series("stay_id", keyed("TA", base + np.arange(n)), dtype=pl.String),
        "person_id",
        "case_id",
        "team_id",
        pl.Series("kind", drawn(rng, n, "temporary_accommodation"), dtype=pl.String),
        "has_children",
        pl.Series("started_on", starts),
        pl.Series("ended_on", np.maximum(ends, starts)),
    )
