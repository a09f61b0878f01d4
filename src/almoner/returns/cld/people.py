"""The latest that is said of each person: birth, death, sex, accommodation, support reason."""

from __future__ import annotations

import polars as pl

from almoner.returns.cld.events import CLOSED, PERIOD_END, START
from almoner.returns.cld.fields import CODES
from almoner.returns.cld.words import col

UNKNOWN = "unknown"
CARER_REASON = "social support: support to unpaid carer"
_OPEN = pl.date(9999, 1, 1)


def people_of(events: pl.DataFrame) -> pl.DataFrame:
    """One row per person of `events`: person, born, died, sex, accommodation, reason."""
    people = events.select("person").unique(maintain_order=True)
    accommodation = _listed("Accommodation_Status", CODES["Accommodation Status"])
    # A known sex is preferred even where it is not male or female; those count in totals only.
    sex = pl.when(col("Gender").is_not_null()).then(col("Gender")).otherwise(pl.lit(UNKNOWN))
    reason = col("Primary_Support_Reason").fill_null(UNKNOWN)
    for frame in (
        _first(events, "Date_of_Birth", "born", latest_date=False),
        _first(events, "Date_of_Death", "died", latest_date=True),
        _latest(events, sex, "sex"),
        _latest(events, accommodation, "accommodation"),
        # Somebody who is also a carer keeps the reason for support of their own.
        _latest(events, reason, "reason", less=(CARER_REASON,)),
    ):
        people = people.join(frame, on="person", how="left")
    return people


def _listed(name: str, codes: frozenset[str]) -> pl.Expr:
    return pl.when(col(name).is_in(codes)).then(col(name)).otherwise(pl.lit(UNKNOWN))


def _first(events: pl.DataFrame, field: str, name: str, *, latest_date: bool) -> pl.DataFrame:
    """The date in the latest submission; of several the earliest birth, or the latest death."""
    given = events.filter(col(field).is_not_null())
    order = given.sort([col(PERIOD_END), col(field)], descending=[True, latest_date],
                       nulls_last=True)  # fmt: skip
    return order.unique("person", keep="first", maintain_order=True).select(
        "person", col(field).alias(name)
    )


def _latest(
    events: pl.DataFrame, value: pl.Expr, name: str, *, less: tuple[str, ...] = ()
) -> pl.DataFrame:
    """The known value of the latest event; unknown where several are latest and differ."""
    rows = events.select("person", value.alias(name), PERIOD_END, START,
                         col(CLOSED).fill_null(_OPEN).alias(CLOSED))  # fmt: skip
    known = ~col(name).is_in([UNKNOWN, *less])
    when = pl.struct(known.alias("known"), PERIOD_END, CLOSED, START)
    best = rows.with_columns(when.rank("dense", descending=True).over("person").alias("at"))
    best = best.filter(col("at") == 1)
    return best.group_by("person", maintain_order=True).agg(
        pl.when(col(name).n_unique() == 1)
        .then(col(name).first())
        .otherwise(pl.lit(UNKNOWN))
        .alias(name)
    )
