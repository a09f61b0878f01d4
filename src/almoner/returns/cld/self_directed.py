"""ASCOF 3D: self-directed support and direct payments, of clients and of carers."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from almoner.returns.cld.bands import (
    BANDS,
    COMMUNITY,
    LONG_TERM,
    PRISON,
    RESIDENTIAL,
    Period,
    alive_on,
    band_at,
    ends_in_order,
    under_age,
)
from almoner.returns.cld.events import CLOSED, START
from almoner.returns.cld.words import col
from almoner.returns.figures import Figure, percent

DIRECT, MANAGED = "direct payment", "cassr managed personal budget"
COMMISSIONED = "cassr commissioned support"
CARERS = ("unpaid carer", "unpaid carer known by association")
DIRECT_TO_CARER = "unpaid carer support: direct to unpaid carer"
# Places in the department's order of settings and ways of delivery, highest first.
BY_DIRECT_PAYMENT, BY_MANAGED_BUDGET, LAST_OF_COMMUNITY = 3, 4, 6


def clients(events: pl.DataFrame, period: Period) -> Iterator[tuple[str, Figure]]:
    """1a and 2a: people with community support at the end of the period."""
    people = client_places(events, period)
    community = people.filter(col("place").is_between(BY_DIRECT_PAYMENT, LAST_OF_COMMUNITY))
    yield from _parts("ASCOF_3D_clients", "a", community, BY_MANAGED_BUDGET, BY_DIRECT_PAYMENT)


def carers(events: pl.DataFrame, period: Period) -> Iterator[tuple[str, Figure]]:
    """1b and 2b: carers with support given direct to them in the period."""
    yield from _parts("ASCOF_3D_carers", "b", carer_places(events, period), 2, 1)


def _parts(
    code: str, letter: str, people: pl.DataFrame, directed: int, paid: int
) -> Iterator[tuple[str, Figure]]:
    for number, lowest in (("1", directed), ("2", paid)):
        for band in (None, *BANDS):
            among = people if band is None else people.filter(col("band") == band)
            having = among.filter(col("place") <= lowest)
            figure = percent(having.height, among.height)
            if band is None and number == "1":
                yield code, figure
            yield f"{code}_{number}{letter}" + (f"_{band}" if band else ""), figure


def client_places(events: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row per client with long-term support at the period's end: highest `place`, `band`."""
    last = pl.lit(period[1])
    services = events.filter(
        col("Service_Type").is_in(LONG_TERM),
        col("Client_Type") == "service user",
        ends_in_order(),
        col(START) <= last,
        col(CLOSED).is_null() | (col(CLOSED) >= last),
        alive_on(last),
        ~under_age(last),
    )
    return _highest(services, _client_place(), last)


def _client_place() -> pl.Expr:
    # A direct payment named as the component is one, whatever the mechanism says.
    component = col("Service_Component").fill_null("")
    how = pl.when(component == DIRECT).then(pl.lit(DIRECT)).otherwise(col("Delivery_Mechanism"))
    # A mechanism that is not in the order counts as blank: below all others, but counted.
    community = how.replace_strict({DIRECT: 3, MANAGED: 4, COMMISSIONED: 5}, default=6)
    prison = how.replace_strict({MANAGED: 7, COMMISSIONED: 8}, default=9)
    kind = col("Service_Type")
    home = kind.replace_strict({name: at for at, name in enumerate(RESIDENTIAL, 1)}, default=None)
    outside = pl.when(kind == COMMUNITY).then(community).when(kind == PRISON).then(prison)
    return pl.coalesce(home.cast(pl.Int64), outside.cast(pl.Int64))


def carer_places(events: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row per carer supported in the period: highest `place` of 1 to 3, and `band`."""
    first, last = map(pl.lit, period)
    services = events.filter(
        col("Service_Type") == DIRECT_TO_CARER,
        col("Client_Type").is_in(CARERS),
        ends_in_order(),
        col(START) <= last,
        col(CLOSED).is_null() | (col(CLOSED) >= first),
        alive_on(first),
        ~under_age(last),
    )
    component, how = col("Service_Component"), col("Delivery_Mechanism")
    # The script compares the component with LIKE, which is unknown for a blank one: a carer whose
    # managed budget or commissioned support has no component falls out.
    other = (component != DIRECT).fill_null(value=False)
    paid = (how == DIRECT).fill_null(value=False) | (component == DIRECT).fill_null(value=False)
    place = (
        pl.when(paid)
        .then(1)
        .when((how == MANAGED).fill_null(value=False) & other)
        .then(2)
        .when((how == COMMISSIONED).fill_null(value=False) & other)
        .then(3)
    )
    return _highest(services, place, last).drop_nulls("place")


def _highest(services: pl.DataFrame, place: pl.Expr, day: pl.Expr) -> pl.DataFrame:
    rows = services.with_columns(place.alias("place"), band_at(day).alias("band"))
    return rows.group_by("person", maintain_order=True).agg(col("place").min(), col("band").first())
