"""Submissions of Client Level Data together: of what several tell, the one that is to be believed.

Each submission holds the events of twelve months, a quarter later than the one before. The
published processing (`events`) keeps one record of each event and ends a service that was open and
is told of no more. Before that, months at the edge of a submission that are not complete give way:
an event in such a month is taken from another submission in which that month is whole, where there
is one. It is never lost where there is none.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.cld.context import ContextCLD
from almoner.returns.cld.events import END, START, events_of
from almoner.returns.cld.fields import CODES_AS_WRITTEN, TABLE
from almoner.returns.cld.people import people_of
from almoner.returns.cld.words import begins, col
from almoner.returns.context import Collection
from almoner.returns.keeping.giving import Tables

KEPT, CLOSED = "kept", "closed"
_ROW = f"{TABLE}.row"
_FEWEST_EVENTS, _LEAST_SHARE, _FEWEST_TYPES = 100, 0.02, 3
_SAID = {
    "Client_Type": "Client Type",
    "Event_Outcome": "Event Outcome",
    "Service_Type": "Service Type",
    "Service_Component": "Service Component",
    "Delivery_Mechanism": "Delivery Mechanism",
}
_OF_PERSON = {"accommodation": "Accommodation Status", "reason": "Primary Support Reason"}


def settle(prepared: list[Tables], collections: list[Collection]) -> list[Tables]:
    """Each submission's rows with what is kept of them and how, the latest submission first.

    `kept` says that the row is the one kept of its event; `closed` is the event's last day;
    `now.<field>` are values in today's codes; `person.<name>` the latest that is known of the
    person.
    """
    sizes = [tables[TABLE].height if TABLE in tables else 0 for tables in prepared]
    if not sum(sizes):
        return [_unsettled(tables) for tables in prepared]
    events = _settled_events(prepared, collections[0])
    found, first = [], 0
    for tables, size in zip(reversed(prepared), reversed(sizes), strict=True):
        own = events.filter(col(_ROW).is_between(first, first + size - 1))
        own = own.with_columns(col(_ROW) - first)
        found.append({**tables, TABLE: _joined(tables[TABLE], own)} if size else _unsettled(tables))
        first += size
    return found[::-1]


def _unsettled(tables: Tables) -> Tables:
    if TABLE not in tables:
        return tables
    none = {name: pl.Series(name, [], dtype=kind) for name, kind in _COLUMNS.items()}
    return {**tables, TABLE: tables[TABLE].clear().with_columns(none.values())}


_COLUMNS: dict[str, pl.DataType] = {
    CLOSED: pl.Date(),
    **{f"now.{name}": pl.String() for name in _SAID},
    **{f"person.{name}": pl.String() for name in _OF_PERSON},
    "person.born": pl.Date(),
    "person.died": pl.Date(),
    "person.sex": pl.String(),
    KEPT: pl.Boolean(),
}


def _joined(frame: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    rows = events.with_columns(col(_ROW).cast(pl.UInt32), pl.lit(value=True).alias(KEPT))
    joined = frame.join(rows, on=_ROW, how="left", maintain_order="left")
    return joined.with_columns(col(KEPT).fill_null(value=False))


def _settled_events(prepared: list[Tables], collection: Collection) -> pl.DataFrame:
    # The oldest first: of rows that are alike in all else, the later one is kept.
    frames = [tables[TABLE] for tables in reversed(prepared) if TABLE in tables]
    frames = [frame.with_columns(pl.lit(at).alias("submission")) for at, frame in enumerate(frames)]
    together = pl.concat(frames).drop(_ROW).with_row_index(_ROW)
    context = ContextCLD({TABLE: _giving_way(together)}, collection)
    events = events_of(context)
    people = people_of(events)
    whole = events.join(people, on="person", how="left", maintain_order="left")
    return whole.select(
        _ROW, CLOSED,
        *(_written(col(name), codes).alias(f"now.{name}") for name, codes in _SAID.items()),
        *(_written(col(name), codes).alias(f"person.{name}") for name, codes in _OF_PERSON.items()),
        col("born").alias("person.born"), col("died").alias("person.died"),
        col("sex").alias("person.sex"),
    )  # fmt: skip


def _written(value: pl.Expr, codes: str) -> pl.Expr:
    """A value in lower case as the code list writes it; one that is not in the list as it is."""
    return value.replace(CODES_AS_WRITTEN[codes])


def _giving_way(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without those of incomplete months that another submission has whole."""
    if rows["submission"].n_unique() < 2:
        return rows
    service = begins("Event_Type", "service")
    month = pl.when(service).then(col(START)).otherwise(col(END)).dt.truncate("1mo").alias("month")
    rows = rows.with_columns(month)
    whole = _whole_months(rows)
    own = whole.with_columns(pl.lit(value=True).alias("own"))
    rows = rows.join(own, on=["submission", "month"], how="left", maintain_order="left")
    other = col("month").is_in(whole["month"].unique().implode())
    keep = col("own").is_not_null() | ~other.fill_null(value=False)
    # A service that lasts is told of whichever month it began in.
    return rows.filter(keep | service).drop("month", "own")


def _whole_months(rows: pl.DataFrame) -> pl.DataFrame:
    """Submission and month of those that hold enough events of enough types."""
    by_month = (
        rows.drop_nulls("month")
        .group_by("submission", "month")
        .agg(
            pl.len().alias("events"), col("Event_Type").str.to_lowercase().n_unique().alias("types")
        )
    )
    total = col("events").sum().over("submission")
    enough = (col("events") >= total * _LEAST_SHARE) & (col("types") >= _FEWEST_TYPES)
    # Too few events to tell: every month counts as whole.
    return by_month.filter(enough | (total < _FEWEST_EVENTS)).select("submission", "month")
