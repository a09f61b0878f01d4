"""Age bands of the adult social care outcomes framework, and what the measures share."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import polars as pl

from almoner.returns.cld.events import CLOSED, START
from almoner.returns.cld.words import age_in_years, col

Period: TypeAlias = tuple[dt.date, dt.date]
WORKING_AGE, OLDER = "18_64", "65_and_above"
BANDS = (WORKING_AGE, OLDER)
RESIDENTIAL = ("long term support: nursing care", "long term support: residential care")
COMMUNITY, PRISON = "long term support: community", "long term support: prison"
LONG_TERM = (*RESIDENTIAL, COMMUNITY, PRISON)


def band_at(day: pl.Expr) -> pl.Expr:
    """The band of the person's age on a day; null for the unborn band under 18 or age unknown."""
    age = age_in_years(col("born"), day)
    older = pl.when(age >= 65).then(pl.lit(OLDER))
    return pl.when(age.is_between(18, 64)).then(pl.lit(WORKING_AGE)).otherwise(older)


def under_age(day: pl.Expr) -> pl.Expr:
    """The person is known to be under 18 on a day."""
    return (age_in_years(col("born"), day) < 18).fill_null(value=False)


def ends_in_order() -> pl.Expr:
    """The event has a start, and no end before it."""
    return col(START).is_not_null() & (col(CLOSED).is_null() | (col(CLOSED) >= col(START)))


def alive_on(day: pl.Expr) -> pl.Expr:
    """Nobody says that the person died before this day."""
    return col("died").is_null() | (col("died") >= day)
