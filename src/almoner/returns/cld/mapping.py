"""What Client Level Data gives to the record, and how it is made from it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from almoner.returns import dates
from almoner.returns.cld.fields import KEY, TABLE
from almoner.returns.cld.overlap import KEPT, settle
from almoner.returns.cld.words import BY_ASSOCIATION, begins, low
from almoner.returns.context import Collection
from almoner.returns.keeping.ethnicity import group_of_words
from almoner.returns.keeping.giving import Gives, Item, Keeping, coded, day, derived, same

col = pl.col
START, END, PERIOD_END = "Event_Start_Date", "Event_End_Date", "Reporting_Period_End_Date"
# Routes as Release 1 and 2 write them -> routes of the record.
_ROUTES = {
    "Community / other route": "community",
    "Community or other route": "community",
    "Discharge from hospital": "hospital discharge",
    "Diversion from hospital services": "diversion from hospital",
    "Planned entry (transition)": "transition from children's services",
    "Prison": "prison",
    "Self-funder with depleted funds": "self-funder with depleted funds",
}
# What a week costs, by frequency: the published factors; single payments are left out.
_WEEKLY = {
    "weekly": 1.0, "fortnightly": 1 / 2, "4-weekly": 1 / 4, "monthly": 12 / 52,
    "quarterly": 4 / 52, "annually": 1 / 52,
}  # fmt: skip
_BY_UNIT = ("hourly", "daily", "per session")
_SEXES = {"Male": "M", "Female": "F", "Unknown": "U", "Other": "U", "1": "M", "2": "F"}


def _now(field: str, column: str) -> Item:
    """A code in today's list."""
    return Item(column, col(f"now.{field}"), field, lambda value, _shape: value)


def _closed(column: str) -> Item:
    """The last day: death, and a service that is told of no more, end it as well."""
    back = day(END, column).back
    return Item(column, col("closed"), END, back)


def _weekly_pence() -> pl.Expr:
    cost = col("Unit_Cost").cast(pl.Float64, strict=False).abs()
    units = col("Planned_units_per_week").cast(pl.Float64, strict=False)
    frequency = low("Cost_Frequency_Unit_Type")
    factor = frequency.replace_strict(_WEEKLY, default=None, return_dtype=pl.Float64)
    pounds = pl.when(frequency.is_in(_BY_UNIT)).then(cost * units).otherwise(cost * factor)
    return _whole(pounds * 100)


def _weekly_tenths() -> pl.Expr:
    units = col("Planned_units_per_week").cast(pl.Float64, strict=False)
    return _whole(pl.when(low("Cost_Frequency_Unit_Type") == "hourly").then(units * 10))


def _whole(value: pl.Expr) -> pl.Expr:
    sound = value.is_finite() & (value.abs() < 1e15)
    return pl.when(sound).then(value).round(0).cast(pl.Int64, strict=False)


_CLIENT = _now("Client_Type", "client_type")
_OUTCOME = _now("Event_Outcome", "outcome")


def _event(kind: str, record: str, items: tuple[Item, ...], key: tuple[str, ...],
           spell: tuple[str, ...]) -> Gives:  # fmt: skip
    return Gives(
        TABLE, record, items, key=(START, *key), rows=True,
        when=col(KEPT) & begins("Event_Type", kind.lower()),
        spell=spell, fills={"Event_Type": kind}, closes=("outcome",),
    )  # fmt: skip


GIVES = (
    Gives(
        TABLE, "person",
        (
            Item("born_on", col("person.born"), "Date_of_Birth", day("Date_of_Birth", "").back),
            Item("died_on", col("person.died"), "Date_of_Death", day("Date_of_Death", "").back),
            coded("Gender", "sex", _SEXES), same("NHS_Number", "nhs_number"),
            same("First_Name", "forename"), same("Last_Name", "surname"),
            same("Ethnicity", "ethnic_code"), derived("ethnicity", group_of_words("Ethnicity")),
        ),
        merged=True,
    ),
    _event(
        "Request", "adult_request",
        (
            _CLIENT, day(START, "received_on"), _closed("completed_on"),
            coded("Request_Route_of_Access", "route", _ROUTES), _OUTCOME,
        ),
        ("closed", "Request_Route_of_Access"), ("received_on", "completed_on"),
    ),
    _event(
        "Assessment", "adult_assessment",
        (
            _CLIENT, day(START, "started_on"), _closed("completed_on"),
            same("Assessment_Type", "kind"), _OUTCOME,
        ),
        ("closed", "Assessment_Type"), ("started_on", "completed_on"),
    ),
    _event(
        "Service", "adult_service",
        (
            _CLIENT, day(START, "started_on"), _closed("ended_on"),
            _now("Service_Type", "service_type"), _now("Service_Component", "component"),
            _now("Delivery_Mechanism", "delivery"),
            Item("accommodation", col("person.accommodation"), "Accommodation_Status",
                 lambda value, _shape: value),
            Item("support_reason", col("person.reason"), "Primary_Support_Reason",
                 lambda value, _shape: value),
            _OUTCOME, derived("weekly_cost", _weekly_pence()),
            derived("weekly_hours", _weekly_tenths()),
        ),
        ("now.Service_Type", "now.Service_Component"), ("started_on", "ended_on"),
    ),
    _event(
        "Review", "adult_review",
        (
            _closed("held_on"),
            coded("Review_Reason", "reason", {"Planned": "planned", "Unplanned": "unplanned"}),
            _OUTCOME,
        ),
        ("closed",), ("held_on",),
    ),
)  # fmt: skip


def ended_on(tables: Mapping[str, pl.DataFrame], collection: Collection) -> dt.date:
    """The last day of the latest reporting period in the rows; else that of the year."""
    frame = tables.get(TABLE)
    if frame is None or PERIOD_END not in frame.columns:
        return collection.end
    found = dates.in_another_form(frame[PERIOD_END].unique()).drop_nulls()
    latest: dt.date | None = found.max()  # type: ignore[assignment]
    return latest or collection.end


_KNOWN_EVENT = begins("Event_Type", "request", "assessment", "service", "review")
_NUMBER = pl.lit("NHS-") + col("NHS_Number").str.replace_all("[ -]", "")
KEEPING = Keeping(
    "CLD", GIVES,
    {TABLE: (KEY, "NHS_Number", "Event_Type", START, END, "Client_Type", "Service_Type",
             "Service_Component", "Delivery_Mechanism", "Request_Route_of_Access",
             "Assessment_Type", "Review_Reason")},
    scheme="adult", ended_on=ended_on, settle=settle, together=True,
    whose=lambda _shape: pl.coalesce(col(KEY), _NUMBER),
    silent={
        # Of one event only one record is kept; an unpaid carer may be named without an event.
        TABLE: (_KNOWN_EVENT & ~col(KEPT) & col(START).is_not_null())
        | (low("Client_Type").is_in(BY_ASSOCIATION) & col("Event_Type").is_null())
    },
)  # fmt: skip
