"""Hospital stays of adults: before reablement, before a delayed discharge, and others."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import HOSPITAL
from almoner.simulation.children import Frames
from almoner.simulation.draws import NEVER, Array, Generator, keyed
from almoner.simulation.people import People
from almoner.simulation.span import Span

_A_YEAR = 0.28  # stays a year of a person known to adult services (ours)
_AGAIN = 0.16  # share of those who come home to reablement back within twelve weeks (ours)


def hospital_stays(
    rng: Generator, people: People, adult: Frames, died: Array, span: Span, base: int
) -> pl.DataFrame:
    """Stays that lead to reablement or hold a delay, and others at any time."""
    reabled = adult["adult_service"].filter(
        pl.col("service_type") == "Short term support: ST-Max",
        pl.Series(rng.random(adult["adult_service"].height) < 0.6),
    )
    home = _days(reabled, "started_on") - rng.integers(-3, 8, reabled.height)
    delayed = adult["delayed_discharge"]
    left = _days(delayed, "left_on")
    back = np.flatnonzero(rng.random(reabled.height) < _AGAIN)
    again = home[back] + rng.integers(10, 84, len(back))
    n = rng.poisson(len(people.number) * _A_YEAR * span.years)
    who = rng.integers(0, len(people.number), n)
    length = int((span.last - span.begin).astype(int))
    other = span.begin + rng.integers(0, length, n)
    admitted = [
        home - rng.integers(2, 30, len(home)),
        _days(delayed, "ready_on") - rng.integers(2, 25, delayed.height),
        again,
        other,
    ]
    left_on = [home, left, again + rng.integers(1, 12, len(again)), other + rng.geometric(0.15, n)]
    persons = [
        reabled["person_id"].to_numpy(),
        delayed["person_id"].to_numpy(),
        reabled["person_id"].to_numpy()[back],
        people.key[who],
    ]
    starts, ends = np.concatenate(admitted), np.concatenate(left_on)
    frame = pl.DataFrame(
        {
            "stay_id": pl.Series(keyed("HS", 8 * base + np.arange(len(starts))), dtype=pl.String),
            "person_id": pl.Series(np.concatenate(persons), dtype=pl.String),
            "team_id": HOSPITAL,
            "admitted_on": starts,
            "discharged_on": np.where(ends > span.last, NEVER, ends),
            "emergency": rng.random(len(starts)) < 0.75,
            "died": False,
        }
    )
    return _until_death(frame, people, died).filter(
        pl.col("admitted_on") <= span.last.astype(object)
    )


def _days(frame: pl.DataFrame, column: str) -> Array:
    days: Array = frame[column].to_numpy().astype("datetime64[D]")
    return days


def _until_death(frame: pl.DataFrame, people: People, died: Array) -> pl.DataFrame:
    """Nobody stays in hospital after death; who dies there is said to have died."""
    deaths = pl.DataFrame(
        {"person_id": pl.Series(people.key, dtype=pl.String), "gone_on": pl.Series(died)}
    )
    joined = frame.join(deaths, on="person_id", how="left", maintain_order="left")
    joined = joined.filter(
        pl.col("gone_on").is_null() | (pl.col("admitted_on") <= pl.col("gone_on"))
    )
    there = pl.col("gone_on").is_not_null() & (
        pl.col("discharged_on").is_null() | (pl.col("discharged_on") >= pl.col("gone_on"))
    )
    return joined.with_columns(
        died=there, discharged_on=pl.when(there).then("gone_on").otherwise("discharged_on")
    ).drop("gone_on")
