"""Of children looked after: convictions, substance misuse, and the way to permanence."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import CARE
from almoner.simulation.children import Frames
from almoner.simulation.draws import NEVER, Array, Generator, keyed, working_later
from almoner.simulation.people import People
from almoner.simulation.span import Span

_YEAR = 365.25
_ORDERS = {
    "E11": "adoption",
    "E12": "adoption",
    "E45": "special guardianship",
    "E46": "special guardianship",
    "E47": "special guardianship",
    "E48": "special guardianship",
    "E41": "child arrangements",
}


def permanence_tables(
    rng: Generator, people: People, care: Frames, starts: Array, ends: Array, span: Span, base: int
) -> Frames:
    """Convictions, misuse and permanence plans of children who are in care from `starts` on."""
    over = np.where(np.isnat(ends), span.last, np.minimum(ends, span.last))
    return {
        "conviction": _conviction(rng, people, starts, over, base),
        "substance_misuse": _misuse(rng, people, starts, over, base),
        "permanence": _plans(rng, care["care_episode"], span, base),
    }


def _times(
    rng: Generator, people: People, starts: Array, over: Array, from_age: int, a_year: float
) -> tuple[Array, Array]:
    """Which children and on which days, so often a year in care from an age on."""
    begin = np.maximum(starts, people.born_on + int(from_age * _YEAR))
    length = np.maximum((over - begin).astype(int), 0)
    number = rng.poisson(length / _YEAR * a_year)
    row = np.repeat(np.arange(len(starts)), number)
    return row, begin[row] + (rng.random(len(row)) * length[row]).astype(int)


def _conviction(
    rng: Generator, people: People, starts: Array, over: Array, base: int
) -> pl.DataFrame:
    row, days = _times(rng, people, starts, over, 10, 0.03)
    offences = np.array(["theft", "criminal damage", "assault", "drugs", "motoring"], dtype=object)
    return pl.DataFrame(
        {
            "conviction_id": pl.Series(
                keyed("KV", 8 * base + np.arange(len(row))), dtype=pl.String
            ),
            "person_id": pl.Series(people.key[row], dtype=pl.String),
            "offended_on": days,
            "offence": pl.Series(offences[rng.integers(0, 5, len(row))], dtype=pl.String),
        }
    )


def _misuse(rng: Generator, people: People, starts: Array, over: Array, base: int) -> pl.DataFrame:
    row, days = _times(rng, people, starts, over, 12, 0.05)
    what = np.array(["cannabis", "alcohol", "other"], dtype=object)
    return pl.DataFrame(
        {
            "misuse_id": pl.Series(keyed("SM", 8 * base + np.arange(len(row))), dtype=pl.String),
            "person_id": pl.Series(people.key[row], dtype=pl.String),
            "identified_on": days,
            "substance": pl.Series(what[rng.integers(0, 3, len(row))], dtype=pl.String),
            "intervention_received": rng.random(len(row)) < 0.6,
        }
    )


def _plans(rng: Generator, episode: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    """One plan for each child who left care by an order, with the days that led up to it."""
    current = episode
    if "known_until" in episode.columns:
        current = episode.filter(pl.col("known_until").is_null())
    began = current.group_by("person_id").agg(entered_on=pl.col("started_on").min())
    left = current.filter(pl.col("end_reason").is_in(list(_ORDERS)))
    left = (
        left.join(began, on="person_id")
        .sort("person_id", "ended_on")
        .unique("person_id", keep="last", maintain_order=True)
    )
    n = left.height
    entered = left["entered_on"].to_numpy().astype("datetime64[D]")
    ended = left["ended_on"].to_numpy().astype("datetime64[D]")
    adopted = left["end_reason"].is_in(["E11", "E12"]).to_numpy()
    length = (ended - entered).astype(int)

    def at(low: float, high: float) -> Array:
        days = entered + (length * rng.uniform(low, high, n)).astype(int)
        return np.where(adopted, np.minimum(working_later(days, 0), ended), NEVER)

    orders = left["end_reason"].replace_strict(_ORDERS)
    return pl.DataFrame(
        {
            "permanence_id": pl.Series(keyed("PM", 4 * base + np.arange(n)), dtype=pl.String),
            "person_id": left["person_id"],
            "team_id": left["team_id"].fill_null(CARE[0]),
            "entered_on": entered,
            "decided_on": at(0.3, 0.4),
            "placement_order_on": at(0.4, 0.5),
            "matched_on": at(0.5, 0.6),
            "placed_on": at(0.6, 0.7),
            "reversed_on": np.full(n, NEVER),
            "order_on": ended,
            "order_kind": orders,
        }
    )
