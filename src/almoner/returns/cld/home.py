"""ASCOF 2E: people with long-term support who live in their own home or with family."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from almoner.returns.cld.bands import (
    BANDS,
    LONG_TERM,
    WORKING_AGE,
    Period,
    alive_on,
    band_at,
    ends_in_order,
)
from almoner.returns.cld.events import CLOSED, START
from almoner.returns.cld.fields import SETTLED
from almoner.returns.cld.words import col
from almoner.returns.figures import Figure, percent

LEARNING_DISABILITY = "learning disability support"
SEXES = ("male", "female")


def home(events: pl.DataFrame, period: Period) -> Iterator[tuple[str, Figure]]:
    """All adults, each age band, each sex within it, and those with a learning disability."""
    people = supported_people(events, period)
    yield "ASCOF_2E", _settled(people)
    for band in BANDS:
        of_band = people.filter(col("band") == band)
        yield f"ASCOF_2E_{band}", _settled(of_band)
        for sex in SEXES:
            yield f"ASCOF_2E_{band}_{sex}", _settled(of_band.filter(col("sex") == sex))
    disabled = people.filter(col("reason") == LEARNING_DISABILITY, col("band") == WORKING_AGE)
    yield "ASCOF_2E_learning_disability", _settled(disabled)
    for sex in SEXES:
        of_sex = disabled.filter(col("sex") == sex)
        yield f"ASCOF_2E_learning_disability_{sex}", _settled(of_sex)


def _settled(people: pl.DataFrame) -> Figure:
    # Accommodation that is unknown, or no value of the list, counts below the line only.
    settled = people.filter(col("accommodation").is_in(SETTLED))
    return percent(settled.height, people.height)


def supported_people(events: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row per adult with long-term support in the period; those of unknown age drop out.

    The age is that at the end of their latest service, or of the period if that is earlier.
    """
    first, last = map(pl.lit, period)
    services = events.filter(
        col("Event_Type") == "service",
        col("Client_Type") == "service user",
        col("Service_Type").is_in(LONG_TERM),
        ends_in_order(),
        col(START) <= last,
        col(CLOSED).is_null() | (col(CLOSED) >= first),
    )
    until = pl.min_horizontal(col(CLOSED).fill_null(last), last).max().over("person")
    people = services.with_columns(until.alias("until")).filter(alive_on(first))
    people = people.with_columns(band_at(col("until")).alias("band")).drop_nulls("band")
    return people.unique("person", maintain_order=True)
