"""A period in words, for display in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from babel.dates import format_date

from almoner.reference.formats import day_in_words, reader_locale
from almoner.reference.language import _
from almoner.reference.period import Period, PeriodKind


def period_words(period: Period, *, locale: str | None = None) -> str:
    """`2023/24`, `April 2024`, `July to September 2024`, `31 March 2025`."""
    return _period_words(period, locale or reader_locale())


@lru_cache(maxsize=8192)
def _period_words(period: Period, locale: str) -> str:
    start, end = period.start, period.end
    match period.kind:
        case PeriodKind.DAY:
            return day_in_words(start, locale=locale)
        case PeriodKind.WEEK:
            return _("week beginning {day}").format(day=day_in_words(start, locale=locale))
        case PeriodKind.MONTH:
            return format_date(start, "MMMM y", locale=locale)
        case PeriodKind.QUARTER:
            first = format_date(start, "MMMM", locale=locale)
            return _("{first} to {last}").format(
                first=first, last=format_date(end, "MMMM y", locale=locale)
            )
        case PeriodKind.ROLLING_YEAR:
            return _("year to {month}").format(month=format_date(end, "MMMM y", locale=locale))
        case _kind:
            return _years(period)


def _years(period: Period) -> str:
    first = _one_year(period.start.year, split=period.start.month != 1)
    if period.kind is PeriodKind.MULTI_YEAR:
        split = period.start.month != 1
        last = _one_year(period.end.year - (1 if split else 0), split=split)
        return _("{first} to {last}").format(first=first, last=last)
    if period.kind is PeriodKind.ACADEMIC_YEAR:
        return _("academic year {year}").format(year=first)
    return first


def _one_year(starts_in: int, *, split: bool) -> str:
    return f"{starts_in}/{(starts_in + 1) % 100:02d}" if split else str(starts_in)
