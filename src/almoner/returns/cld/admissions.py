"""ASCOF 2B and 2C: people newly admitted to residential or nursing care for the long term."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from almoner.returns.cld.bands import (
    BANDS,
    OLDER,
    RESIDENTIAL,
    WORKING_AGE,
    Period,
    alive_on,
    band_at,
)
from almoner.returns.cld.events import CLOSED, START
from almoner.returns.cld.words import col
from almoner.returns.figures import Figure

SELF_FUNDED = "nfa: self-funded client or under 12wk disregard"
NEW_AFTER_DAYS = 365
_CODES = {WORKING_AGE: "ASCOF_2B", OLDER: "ASCOF_2C"}


def admissions(events: pl.DataFrame, period: Period) -> Iterator[tuple[str, Figure]]:
    """People admitted by band; the population to divide by is not in the file."""
    people = new_admissions(events, period)
    yield "ASCOF_2B_2C", Figure(people.height, None, None)
    for band in BANDS:
        yield _CODES[band], Figure(people.filter(col("band") == band).height, None, None)


def new_admissions(events: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row per person newly admitted, with the youngest `band` of their admissions."""
    services = _services(events, period)
    funded = col("Event_Outcome").is_null() | (col("Event_Outcome") != SELF_FUNDED)
    admitted = services.filter(col(START).is_between(pl.lit(period[0]), pl.lit(period[1])), funded)
    admitted = admitted.select("person", START, band_at(col(START)).alias("band")).unique()
    before = services.select("person", col(START).alias("began"), col(CLOSED).alias("ended"))
    recent = (col(START) - col("ended")).dt.total_days() < NEW_AFTER_DAYS
    known = admitted.join(before, on="person").filter(
        col("began") < col(START), col("ended").is_null() | recent
    )
    new = admitted.join(known, on=["person", START], how="anti")
    return new.drop_nulls("band").group_by("person").agg(col("band").min())


def _services(events: pl.DataFrame, period: Period) -> pl.DataFrame:
    component = col("Service_Component")
    return events.filter(
        col("Event_Type") == "service",
        col("Client_Type") == "service user",
        col("Service_Type").is_in(RESIDENTIAL),
        col("born").is_not_null(),
        alive_on(pl.lit(period[0])),
        # The script means to keep a blank component, but its last condition is unknown for one, so
        # the event drops out; null drops out of this filter in the same way.
        component.str.contains("residential|nursing") & ~component.str.contains("short"),
    )
