"""The words of the rules: what is filled in, and when a field applies or is mandatory.

Text is compared without regard to case, as the department's server does. Values of Release 1 are
understood where they decide what kind of row it is.
"""

from __future__ import annotations

import polars as pl

from almoner.returns import dates
from almoner.returns.cld.fields import SHAPE

col = pl.col
_DATES = frozenset(field.name for field in SHAPE.fields if field.is_date)
BY_ASSOCIATION = ("unpaid carer known by association", "carer known by association")
SHORT_STAYS = (
    "short term residential care", "short term nursing care", "unpaid carer respite",
    "carer respite",
)  # fmt: skip


def low(name: str) -> pl.Expr:
    """The text in lower case."""
    return col(name).str.to_lowercase()


def blank(name: str) -> pl.Expr:
    """The field is not filled in; a date that nobody can read is."""
    return col(dates.raw(name) if name in _DATES else name).is_null()


def begins(name: str, *texts: str) -> pl.Expr:
    """The text begins with one of these; false when blank."""
    found = [low(name).str.starts_with(text) for text in texts]
    return pl.any_horizontal(found).fill_null(value=False)


def age_in_years(born: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Days divided by 365.25, rounded down, as in the department's scripts."""
    return ((day - born).dt.total_days() / 365.25).floor().cast(pl.Int64)


def _event() -> pl.Expr:
    return ~low("Client_Type").is_in(BY_ASSOCIATION).fill_null(value=False)


def _of_type(*names: str) -> pl.Expr:
    return _event() & begins("Event_Type", *names)


def _service_user() -> pl.Expr:
    return begins("Client_Type", "service user")


def _financial() -> pl.Expr:
    return low("Assessment_Type").str.contains("financial", literal=True).fill_null(value=False)


def _costed() -> pl.Expr:
    commissioned = low("Delivery_Mechanism").str.contains("cassr commissioned", literal=True)
    short = low("Service_Component").is_in(SHORT_STAYS).fill_null(value=False)
    kind = begins("Service_Type", "long term", "unpaid carer support", "carer support") | short
    return _of_type("service") & ~commissioned.fill_null(value=False) & kind


def _learning_disability_of_working_age() -> pl.Expr:
    age = age_in_years(col("Date_of_Birth"), col("Reporting_Period_End_Date"))
    reason = low("Primary_Support_Reason") == "learning disability support"
    return _service_user() & age.is_between(18, 64) & reason


def _funded() -> pl.Expr:
    assessed = _of_type("assessment") & _financial()
    return _service_user() & (assessed | _of_type("service", "review"))


CONDITIONS: dict[str, pl.Expr] = {
    "all": pl.lit(value=True),
    "never": pl.lit(value=False),
    "service_user": _service_user(),
    "carer": begins("Client_Type", "unpaid carer", "carer"),
    "event": _event(),
    "request": _of_type("request"),
    "assessment": _of_type("assessment"),
    "service": _of_type("service"),
    "review": _of_type("review"),
    "other_than_request": ~begins("Event_Type", "request"),
    "working_age_learning_disability": _learning_disability_of_working_age(),
    "funded": _funded(),
    "ended": (_event() & ~begins("Event_Type", "service")) | ~blank("Date_of_Death"),
    "outcome": _event() & ~_financial(),
    "assessed": _of_type("assessment") & ~_financial(),
    "planned_review": _of_type("review") & begins("Review_Reason", "planned"),
    "costed": _costed(),
}
