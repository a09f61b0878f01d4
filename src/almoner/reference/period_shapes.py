"""The shapes that publishers' period labels take, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from almoner.reference.period import Period, PeriodKind, month_period, year_period

Reader = Callable[[re.Match[str], "PeriodKind | None"], "Period | None"]

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LONGEST_WINDOW = 10
_MONTH_NAMES: Final = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_LETTERS: Final = {PeriodKind.YEAR: "Y", PeriodKind.ACADEMIC_YEAR: "A"}


def _bare_year(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    return year_period(_LETTERS.get(kind, "C") if kind else "C", _year(match[1]))


def _two_numbers(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    """ "2016-17", "2014-16", "2012-04" and the same with a stroke or with nothing between."""
    first, second = _year(match[1]), match[2]
    last = _year_after(first, second)
    month = int(second) if len(second) == 2 and 1 <= int(second) <= 12 else None
    if month and kind in (PeriodKind.MONTH, PeriodKind.ROLLING_YEAR):
        return _ending_or_being(date(first, month, 1), kind)
    if last == first + 1:
        return year_period("A" if kind is PeriodKind.ACADEMIC_YEAR else "Y", last)
    is_window = first + 1 < last <= first + _LONGEST_WINDOW
    if is_window and month and kind is None:
        return None  # "2007-10": October, or three years? Only `kind` can say.
    if is_window:
        return _window(first, last, kind)
    return month_period(PeriodKind.MONTH, date(first, month, 1)) if month and not kind else None


def _window(first: int, last: int, kind: PeriodKind | None) -> Period:
    if kind in (PeriodKind.YEAR, PeriodKind.ACADEMIC_YEAR):
        return year_period(_LETTERS[kind], last, last - first)
    return year_period("C", last, last - first + 1)


def _split_window(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    """ "2015/16-17/18": from the first of the years to the last."""
    first = _year(match[1])
    last_starts = _year_after(first, match[3])
    last = _year_after(last_starts, match[4])
    whole = _year_after(first, match[2]) == first + 1 and last == last_starts + 1
    if not whole or not first < last_starts <= first + _LONGEST_WINDOW:
        return None
    return year_period(_LETTERS.get(kind, "Y") if kind else "Y", last, last - first)


def _calendar_quarter(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    year, number = (match["y"], match["q"])
    return month_period(PeriodKind.QUARTER, date(_year(year), 3 * int(number) - 2, 1))


def _reporting_quarter(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    first, number = _year(match["y"]), int(match["q"])
    if _year_after(first, match["z"]) != first + 1:
        return None
    month = 3 * number + 1
    start = date(first, month, 1) if number < 4 else date(first + 1, 1, 1)
    return month_period(PeriodKind.QUARTER, start)


def _months_of_one_year(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    first, last, year = _month(match[1]), _month(match[2]), _year(match[3])
    return _span(date(year - (1 if last < first else 0), first, 1), date(year, last, 1), kind)


def _months_of_two_years(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    first = date(_year(match[2]), _month(match[1]), 1)
    return _span(first, date(_year(match[4]), _month(match[3]), 1), kind)


def _span(first: date, last: date, kind: PeriodKind | None) -> Period | None:
    """The period from the month `first` to the month `last`, when it is one of those we know."""
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if length == 3:
        return month_period(PeriodKind.QUARTER, first)
    if length == 12:
        by_month = {4: PeriodKind.YEAR, 1: PeriodKind.CALENDAR_YEAR, 9: PeriodKind.ACADEMIC_YEAR}
        rolling = kind is PeriodKind.ROLLING_YEAR
        own = PeriodKind.ROLLING_YEAR if rolling else by_month.get(first.month)
        return month_period(own or PeriodKind.ROLLING_YEAR, first)
    return None


def _named_month(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
    return _ending_or_being(date(_year(year), _month(match["m"]), 1), kind)


def _ending_or_being(first: date, kind: PeriodKind | None) -> Period:
    if kind is PeriodKind.ROLLING_YEAR:
        return _year_to(first, kind)
    return month_period(PeriodKind.MONTH, first)


def _year_ending(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    first = date(_year(match["y"]), _month(match["m"]), 1)
    last_day = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if match["d"] and int(match["d"]) != last_day.day:
        return None
    return _year_to(first, kind)


def _year_to(last_month: date, kind: PeriodKind | None) -> Period:
    months = last_month.year * 12 + last_month.month - 12
    start = date(months // 12, months % 12 + 1, 1)
    period = _span(start, last_month, kind)
    assert period is not None  # twelve months always are
    return period


def _iso_day(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    return _of_day(date(_year(match[1]), int(match[2]), int(match[3])), kind)


def _stroked_day(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    return _of_day(date(_year(match[3]), int(match[2]), int(match[1])), kind)


def _named_day(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    return _of_day(date(_year(match[3]), _month(match[2]), int(match[1])), kind)


def _of_day(day: date, kind: PeriodKind | None) -> Period:
    """A day; or the month, quarter or week that the publisher names by its first day."""
    if kind is PeriodKind.WEEK:
        return Period(kind, day, day + timedelta(days=6))
    if kind in (PeriodKind.MONTH, PeriodKind.QUARTER) and day.day == 1:
        return month_period(kind, day)
    return Period(PeriodKind.DAY, day, day)


def _week(match: re.Match[str], kind: PeriodKind | None) -> Period | None:
    for pattern, reader in _DAYS:
        if found := pattern.fullmatch(match[1]):
            return reader(found, PeriodKind.WEEK)
    return None


def _year(text: str) -> int:
    year = int(text)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(text)
    return year


def _year_after(first: int, text: str) -> int:
    """The year that two or four figures stand for, in or after `first`."""
    if len(text) == 4:
        return int(text)
    year = first - first % 100 + int(text)
    return year if year >= first else year + 100


def _month(text: str) -> int:
    """1 to 12 for a month's English name or its first three or four letters."""
    found = [name for name in _MONTH_NAMES if name.startswith(text) and len(text) >= 3]
    if len(found) != 1:
        raise ValueError(text)
    return _MONTH_NAMES.index(found[0]) + 1


_TO = r"\s?(?:-|to|/)\s?"
_YEAR_TO = r"(?:year|12 months|twelve months) (?:ending|ended|end|to)"
_AT = r"(?:(?:as )?at |on )?"
_DAYS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (re.compile(rf"{_AT}(\d{{4}})-(\d\d)-(\d\d)(?:[t ]00:00:00)?", re.ASCII), _iso_day),
    (re.compile(rf"{_AT}(\d\d?)/(\d\d?)/(\d{{4}})", re.ASCII), _stroked_day),
    (re.compile(rf"{_AT}(\d\d?)(?:st|nd|rd|th)? ([a-z]+) (\d{{4}})", re.ASCII), _named_day),
)
_OTHERS: Final[tuple[tuple[str, Reader], ...]] = (
    (r"(\d{4})", _bare_year),
    (r"(\d{4})(?:\s?[/-]\s?)?(\d\d|\d{4})", _two_numbers),
    (r"(\d{4})[/-](\d\d|\d{4})\s?(?:-|to)\s?(\d{4}|\d\d)[/-](\d\d|\d{4})", _split_window),
    (r"(?P<y>\d{4})[ -]?q(?P<q>[1-4])", _calendar_quarter),
    (r"q(?P<q>[1-4])[ -]?(?P<y>\d{4})", _calendar_quarter),
    (r"(?P<y>\d{4})[/-](?P<z>\d\d|\d{4})[ -]?q(?:uarter )?(?P<q>[1-4])", _reporting_quarter),
    (r"q(?:uarter )?(?P<q>[1-4]),?[ -]?(?P<y>\d{4})[/-](?P<z>\d\d|\d{4})", _reporting_quarter),
    (rf"([a-z]{{3,}}){_TO}([a-z]{{3,}})[ -](\d{{4}})", _months_of_one_year),
    (rf"([a-z]{{3,}}) (\d{{4}}){_TO}([a-z]{{3,}}) (\d{{4}})", _months_of_two_years),
    (r"(?P<m>[a-z]{3,})[ -](?P<y>\d{4}|\d\d)", _named_month),
    (r"(?P<y>\d{4})[ -](?P<m>[a-z]{3,})", _named_month),
    (rf"{_YEAR_TO} (?:(?P<d>\d\d?) )?(?P<m>[a-z]{{3,}}) (?P<y>\d{{4}})", _year_ending),
    (r"(?:w/c|week (?:commencing|beginning)) (.+)", _week),
)
SHAPES: Final = (
    *((re.compile(pattern, re.ASCII), reader) for pattern, reader in _OTHERS),
    *_DAYS,
)
"""Each shape with its reader; tried in this order, and the first reading that stands is taken."""
