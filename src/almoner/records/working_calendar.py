"""The working calendar: every day with the number of working days up to it.

Working days leave out Saturdays, Sundays and the bank holidays of England and Wales (packaged, from
the GOV.UK feed, Open Government Licence v3.0). Outside the years of that list only weekends count.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

_BANK_HOLIDAYS = Path(__file__).parent / "data" / "bank_holidays_england_and_wales.csv"
FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2060, 12, 31)


@cache
def calendar() -> pl.DataFrame:
    """`day` and `working_days`, the number of working days from 1990 up to and including it."""
    days = np.arange(FIRST_DAY, LAST_DAY, dtype="datetime64[D]")
    working = np.is_busday(days, holidays=bank_holidays())
    return pl.DataFrame({"day": days, "working_days": working.cumsum().astype(np.int64)})


@cache
def working_days() -> pl.DataFrame:
    """`number` and `day`: every working day under its number."""
    table = calendar()
    first = table.filter(pl.col("working_days").is_first_distinct() & (pl.col("working_days") > 0))
    return first.select(number="working_days", day="day")


@cache
def bank_holidays() -> list[np.datetime64]:
    """Bank holidays of England and Wales, 2012 to 2028."""
    with _BANK_HOLIDAYS.open(encoding="utf-8", newline="") as stream:
        return [np.datetime64(row["date"], "D") for row in csv.DictReader(stream)]
