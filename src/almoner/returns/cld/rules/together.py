"""Almoner's own checks of rows whose fields, or which together, cannot be right."""

from __future__ import annotations

import polars as pl

from almoner.returns.cld.context import ContextCLD
from almoner.returns.cld.fields import TABLE
from almoner.returns.cld.rules.book import rule
from almoner.returns.cld.words import CONDITIONS, begins, col, low

START, END = "Event_Start_Date", "Event_End_Date"
BORN, DIED = "Date_of_Birth", "Date_of_Death"
PERIOD_START, PERIOD_END = "Reporting_Period_Start_Date", "Reporting_Period_End_Date"
NHS, LOCAL = "NHS_Number", "LA_Person_Unique_Identifier"
LINKS = ("Adult_1_Linked_Person_ID", "Adult_2_Linked_Person_ID", "Adult_3_Linked_Person_ID")
LONGEST_LIFE_YEARS = 120
# The department's own definition of one event, of a single submission.
EVENT = (
    "LA_Code", NHS, LOCAL, START, "Client_Type", "Event_Type", "Request_Route_of_Access",
    "Assessment_Type", "Service_Type", "Service_Component", "Delivery_Mechanism", "Unit_Cost",
    "Cost_Frequency_Unit_Type", "Planned_units_per_week", PERIOD_START, PERIOD_END,
)  # fmt: skip


def _out_of_order(code: str, first: str, second: str, message: str) -> None:
    rule(code, message, on=TABLE, fields=(first, second))(lambda r: col(first) > col(second))


_out_of_order("ALMONER-CLD-01", START, END, "The event ends before it starts.")
_out_of_order(
    "ALMONER-CLD-02", PERIOD_START, PERIOD_END, "The reporting period ends before it starts."
)
_out_of_order("ALMONER-CLD-03", BORN, DIED, "The person died before being born.")
_out_of_order("ALMONER-CLD-04", BORN, START, "The event starts before the person was born.")
_out_of_order("ALMONER-CLD-05", START, DIED, "The event starts after the person died.")
_out_of_order("ALMONER-CLD-06", START, PERIOD_END, "The event starts after the reporting period.")


@rule(
    "ALMONER-CLD-07",
    "The event ended before the reporting period, or is a request, assessment or review that ended "
    "after it.",
    on=TABLE,
    fields=(END, PERIOD_START, PERIOD_END),
)
def ended_outside_the_period(r: ContextCLD) -> pl.Expr:
    later = ~begins("Event_Type", "service") & (col(END) > col(PERIOD_END))
    return (col(END) < col(PERIOD_START)) | later


@rule(
    "ALMONER-CLD-08",
    "The person would be older than 120 at the end of the reporting period.",
    on=TABLE,
    fields=(BORN, DIED),
    severity="query",
)
def too_old(r: ContextCLD) -> pl.Expr:
    last = pl.min_horizontal(PERIOD_END, DIED)
    return col(BORN).dt.offset_by(f"{LONGEST_LIFE_YEARS}y") < last


@rule(
    "ALMONER-CLD-09",
    "The same event is in the file more than once.",
    on=TABLE,
    fields=(LOCAL, START, "Event_Type", "Service_Type"),
    severity="query",
)
def same_event_twice(r: ContextCLD) -> pl.LazyFrame:
    rows = r.rows(TABLE).filter(
        pl.any_horizontal(col(name).is_not_null() for name in (NHS, LOCAL)),
        col(START).is_not_null(),
    )
    # A request, assessment or review that ended on another day is another; a service is not.
    ended = pl.when(~begins("Event_Type", "service")).then(col(END))
    return rows.filter(pl.struct(*EVENT, ended.alias("ended")).is_duplicated())


@rule(
    "ALMONER-CLD-10",
    "One NHS number is given to people with different identifiers of the council.",
    on=TABLE,
    fields=(NHS, LOCAL),
    severity="query",
)
def number_of_several_people(r: ContextCLD) -> pl.Expr:
    both = col(NHS).is_not_null() & col(LOCAL).is_not_null()
    return both & (col(LOCAL).drop_nulls().n_unique().over("LA_Code", NHS) > 1)


@rule(
    "ALMONER-CLD-11",
    "One person of the council has different dates of birth.",
    on=TABLE,
    fields=(LOCAL, BORN),
    severity="query",
)
def several_births(r: ContextCLD) -> pl.Expr:
    several = col(BORN).drop_nulls().n_unique().over("LA_Code", LOCAL) > 1
    return col(LOCAL).is_not_null() & col(BORN).is_not_null() & several


@rule(
    "ALMONER-CLD-12",
    "One person of the council has different dates of death.",
    on=TABLE,
    fields=(LOCAL, DIED),
    severity="query",
)
def several_deaths(r: ContextCLD) -> pl.Expr:
    several = col(DIED).drop_nulls().n_unique().over("LA_Code", LOCAL) > 1
    return col(LOCAL).is_not_null() & col(DIED).is_not_null() & several


@rule(
    "ALMONER-CLD-13",
    "A carer is linked to an adult who is not in the file.",
    on=TABLE,
    fields=LINKS,
    severity="query",
)
def linked_to_nobody(r: ContextCLD) -> pl.Expr:
    people = r.keys_of(TABLE).implode()
    return pl.any_horizontal(
        CONDITIONS["carer"] & col(name).is_not_null() & ~col(name).is_in(people) for name in LINKS
    )


@rule(
    "ALMONER-CLD-14",
    "A person is linked to themselves as carer.",
    on=TABLE,
    fields=(LOCAL, *LINKS),
)
def own_carer(r: ContextCLD) -> pl.Expr:
    return pl.any_horizontal(col(name) == col(LOCAL) for name in LINKS)


@rule(
    "ALMONER-CLD-15",
    "The service is for a carer but the client is a service user, or the other way round.",
    on=TABLE,
    fields="Client_Type Service_Type",
    severity="query",
)
def service_of_another_client(r: ContextCLD) -> pl.Expr:
    for_carers = begins("Service_Type", "unpaid carer support", "carer support")
    user = begins("Client_Type", "service user")
    carer = CONDITIONS["carer"]
    return low("Service_Type").is_not_null() & ((for_carers & user) | (~for_carers & carer))
