"""Periods: the stretches of time that figures belong to, their codes, and publishers' labels.

What the other rooms use; `period` describes the codes, `period_reading` the labels.
"""

from __future__ import annotations

from datetime import date, timedelta

from almoner.reference.language import _
from almoner.reference.period import Period, PeriodKind, month_period, year_period
from almoner.reference.period_reading import ReadPeriod, parse_period
from almoner.reference.refusal import Refusal
from almoner.reference.status import Status

__all__ = [
    "Period",
    "PeriodKind",
    "ReadPeriod",
    "Status",
    "academic_year",
    "calendar_quarter",
    "calendar_year",
    "day",
    "month",
    "multi_year",
    "parse_period",
    "quarter",
    "reporting_year",
    "rolling_year",
    "week",
]


def reporting_year(ending_in: int) -> Period:
    """The reporting year that ends on 31 March of that year: `reporting_year(2024)` is 2023/24."""
    return year_period("Y", ending_in)


def calendar_year(year: int) -> Period:
    """January to December of a year."""
    return year_period("C", year)


def academic_year(ending_in: int) -> Period:
    """September to August: `academic_year(2024)` is 2023/24."""
    return year_period("A", ending_in)


def multi_year(last: Period, years: int) -> Period:
    """The window of `years` years of which `last`, a year of any sort but rolling, is the last."""
    if last.kind not in (PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR):
        raise Refusal(_("a window of years ends with a whole year"), found=last.code)
    return year_period(last.code[0], last.end.year, years)


def quarter(ending_in: int, number: int) -> Period:
    """A quarter of the reporting year: `quarter(2024, 1)` is April to June 2023."""
    year = ending_in - 1 if number < 4 else ending_in
    return month_period(PeriodKind.QUARTER, date(year, 3 * number + 1 if number < 4 else 1, 1))


def calendar_quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year: `calendar_quarter(2018, 2)` is April to June 2018."""
    return month_period(PeriodKind.QUARTER, date(year, 3 * number - 2, 1))


def month(year: int, number: int) -> Period:
    """A calendar month: `month(2024, 4)` is April 2024."""
    return month_period(PeriodKind.MONTH, date(year, number, 1))


def rolling_year(end: date) -> Period:
    """The twelve months that end on `end`, the last day of a month."""
    start = (end + timedelta(days=1)).replace(year=(end + timedelta(days=1)).year - 1)
    return Period(PeriodKind.ROLLING_YEAR, start, end)


def week(start: date) -> Period:
    """The seven days from `start`."""
    return Period(PeriodKind.WEEK, start, start + timedelta(days=6))


def day(on: date) -> Period:
    """A snapshot at one day."""
    return Period(PeriodKind.DAY, on, on)
