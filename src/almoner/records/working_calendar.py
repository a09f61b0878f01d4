"""The working calendar as a table: every day with the number of working days up to it.

England's (and Wales's) working days, for the years that the calendar of bank holidays covers; a
day outside them has no number, so that nothing is counted wrongly.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from almoner.reference.area import Nation
from almoner.reference.working_days import bank_holidays, cover


@cache
def calendar() -> pl.DataFrame:
    """`day` and `working_days`, the number of working days up to and including it."""
    first, last = cover(Nation.ENGLAND)
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    holidays = [holiday.on for holiday in bank_holidays(Nation.ENGLAND)]
    working = np.is_busday(days, holidays=holidays)
    return pl.DataFrame({"day": days, "working_days": working.cumsum().astype(np.int64)})


@cache
def working_days() -> pl.DataFrame:
    """`number` and `day`: every working day under its number."""
    table = calendar().filter(pl.col("working_days") > 0)
    return table.filter(pl.col("working_days").is_first_distinct()).select(
        number="working_days", day="day"
    )
