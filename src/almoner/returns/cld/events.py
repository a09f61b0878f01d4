"""Events as the department's published processing sees them, before anything is counted.

Text in lower case with values of Release 1 put into those of Release 2; a person is the NHS number,
else the council's identifier; death closes an event; one record is kept of each event.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.cld.context import ContextCLD
from almoner.returns.cld.fields import OUTCOME_RANK, RELEASE_1, TABLE
from almoner.returns.cld.words import begins, col, low

TEXTS = (
    "Client_Type", "Event_Type", "Event_Outcome", "Service_Type", "Service_Component",
    "Delivery_Mechanism", "Accommodation_Status", "Primary_Support_Reason", "Gender",
)  # fmt: skip
START, END, CLOSED = "Event_Start_Date", "Event_End_Date", "closed"
PERIOD_END = "Reporting_Period_End_Date"
_SINGLE = ("Delivery_Mechanism", "Unit_Cost", "Cost_Frequency_Unit_Type", "Planned_units_per_week")


def events_of(r: ContextCLD) -> pl.DataFrame:
    """One row per event, with `person` and `closed` (its last day; null where it goes on)."""
    rows = r.view(TABLE).lazy().with_columns(_now(name) for name in TEXTS)
    rows = rows.with_columns(_person()).filter(col("person").is_not_null())
    return _one_record_each(rows.with_columns(_closed()).collect())


def _now(name: str) -> pl.Expr:
    if name not in RELEASE_1:
        return low(name).alias(name)
    # A value that the department maps to none is no value of the list.
    mapped = low(name).replace(RELEASE_1[name])
    return pl.when(mapped != "").then(mapped).alias(name)


def _person() -> pl.Expr:
    number = col("NHS_Number").str.replace_all("[ -]", "")
    own = pl.format("{}_{}", col("LA_Code").fill_null(""), col("LA_Person_Unique_Identifier"))
    # The council is part of the person: figures are a council's, and files may hold several.
    named = pl.format("{}:{}", col("LA_Code").fill_null(""), pl.coalesce(number, own))
    return named.alias("person")


def _closed() -> pl.Expr:
    died, end = col("Date_of_Death"), col(END)
    within = died.is_between(col(START), end) | ((died > col(START)) & end.is_null())
    return pl.when(within).then(died).otherwise(end).alias(CLOSED)


def _one_record_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Of records of one event the latest: period, open, last day, outcome, place in the file."""
    periods = rows.get_column(PERIOD_END).drop_nulls().unique().sort()
    rank = col("Event_Outcome").replace_strict(OUTCOME_RANK, default=99, return_dtype=pl.Int64)
    order = [
        col(PERIOD_END),
        col(CLOSED).fill_null(pl.date(9999, 1, 1)),
        -rank,
        col(f"{TABLE}.row"),
    ]
    key = pl.struct(_event_key(single=len(periods) < 2)).alias("event")
    kept = rows.with_columns(key).sort(order, descending=True)
    kept = kept.unique("event", keep="first", maintain_order=True).drop("event")
    return _end_what_vanished(kept, periods).sort(f"{TABLE}.row")


def _event_key(*, single: bool) -> list[pl.Expr]:
    service = begins("Event_Type", "service")
    own = {
        "Request_Route_of_Access": begins("Event_Type", "request"),
        "Assessment_Type": begins("Event_Type", "assessment"),
        CLOSED: ~service,
        "Service_Type": service,
        "Service_Component": service,
    }
    # Cost and delivery change between submissions without making it another service.
    own |= dict.fromkeys(_SINGLE, service) if single else {}
    always = [col(name) for name in ("person", START, "Client_Type", "Event_Type")]
    return [*always, *(pl.when(when).then(col(name)).alias(name) for name, when in own.items())]


def _end_what_vanished(rows: pl.DataFrame, periods: pl.Series) -> pl.DataFrame:
    """A service that was open in an earlier submission and is not in a later one has ended."""
    if len(periods) < 2:
        return rows
    open_then = col(CLOSED).is_null() | (col(CLOSED) > col(PERIOD_END))
    gone = begins("Event_Type", "service") & (col(PERIOD_END) < periods[-1]) & open_then
    return rows.with_columns(
        pl.when(gone).then(col(PERIOD_END)).otherwise(col(CLOSED)).alias(CLOSED)
    )
