"""The Period: a stretch of days that figures are counted over, or the day they stand at.

A period's code is short, unique and sorts by time within its kind. Years are numbered by the
calendar year in which they end, as in the tables of the Department for Education:

| code         | kind          | means                                                   |
|--------------|---------------|---------------------------------------------------------|
| `D2025-03-31`| DAY           | a snapshot at that day                                  |
| `W2024-03-25`| WEEK          | the seven days from that day                            |
| `M2024-04`   | MONTH         | April 2024                                              |
| `Q2024-04`   | QUARTER       | April to June 2024: the quarter that begins in that month |
| `Y2024`      | YEAR          | the reporting year to 31 March 2024 (2023/24)           |
| `C2024`      | CALENDAR_YEAR | January to December 2024                                |
| `A2024`      | ACADEMIC_YEAR | September 2023 to August 2024                           |
| `R2024-09`   | ROLLING_YEAR  | the twelve months that end with September 2024          |
| `Y2020x3`    | MULTI_YEAR    | the three reporting years that end with `Y2020`; also `C`, `A` |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import Final

from almoner.reference.language import _
from almoner.reference.refusal import Refusal


class PeriodKind(StrEnum):
    """What sort of stretch a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CALENDAR_YEAR = "calendar_year"
    ACADEMIC_YEAR = "academic_year"
    ROLLING_YEAR = "rolling_year"
    MULTI_YEAR = "multi_year"


YEAR_LETTERS: Final = {
    "Y": PeriodKind.YEAR,
    "C": PeriodKind.CALENDAR_YEAR,
    "A": PeriodKind.ACADEMIC_YEAR,
}
_FIRST_MONTH: Final = {"Y": 4, "C": 1, "A": 9}
_LETTER_BY_FIRST_MONTH: Final = {month: letter for letter, month in _FIRST_MONTH.items()}
_LENGTH_IN_MONTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.CALENDAR_YEAR: 12,
    PeriodKind.ACADEMIC_YEAR: 12,
    PeriodKind.ROLLING_YEAR: 12,
}
_STEP_IN_MONTHS: Final = {
    **_LENGTH_IN_MONTHS,
    PeriodKind.ROLLING_YEAR: 1,
    PeriodKind.MULTI_YEAR: 12,
}
_STARTS_IN: Final = {
    PeriodKind.QUARTER: (1, 4, 7, 10),
    PeriodKind.YEAR: (4,),
    PeriodKind.CALENDAR_YEAR: (1,),
    PeriodKind.ACADEMIC_YEAR: (9,),
    PeriodKind.MULTI_YEAR: (1, 4, 9),
}
_DAY: Final = timedelta(days=1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A kind of period with its first and last day, both inclusive.

    Ordered by last day, then by length (a month comes before the year it ends), then by kind.
    Refuses days that do not make a whole period of the kind.
    """

    kind: PeriodKind
    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse days that are no whole period of this kind."""
        if not self._is_whole():
            raise Refusal(
                _("these days are not a whole period of this kind"),
                found=f"{self.kind} {self.start} {self.end}",
            )

    def _is_whole(self) -> bool:
        if self.kind is PeriodKind.DAY:
            return self.start == self.end
        if self.kind is PeriodKind.WEEK:
            return self.end - self.start == 6 * _DAY
        months = self._length_in_months()
        return (
            self.start.day == 1
            and (self.end + _DAY).day == 1
            and self.start.month in _STARTS_IN.get(self.kind, range(1, 13))
            and months == _LENGTH_IN_MONTHS.get(self.kind, max(24, months - months % 12))
        )

    def _length_in_months(self) -> int:
        after = self.end + _DAY
        return (after.year - self.start.year) * 12 + after.month - self.start.month

    @property
    def code(self) -> str:
        """The short text that stands for this period wherever it is stored; never translated."""
        kind = self.kind
        if kind in (PeriodKind.DAY, PeriodKind.WEEK):
            return f"{kind.value[0].upper()}{self.start.isoformat()}"
        if kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
            return f"{kind.value[0].upper()}{self.start:%Y-%m}"
        if kind is PeriodKind.ROLLING_YEAR:
            return f"R{self.end:%Y-%m}"
        letter = _LETTER_BY_FIRST_MONTH[self.start.month]
        times = f"x{self.years}" if kind is PeriodKind.MULTI_YEAR else ""
        return f"{letter}{self.end.year}{times}"

    @classmethod
    def from_code(cls, code: str) -> Period:
        """The period of a code; refuses a code that no period has."""
        return _from_code(code)

    @property
    def label(self) -> str:
        """The period in words, for display in the reader's language."""
        # Here, because that module reads this one.
        from almoner.reference.period_words import period_words

        return period_words(self)

    @property
    def years(self) -> int:
        """How many whole years the period covers; 0 when it is shorter than one."""
        return 0 if self.start == self.end else self._length_in_months() // 12

    @property
    def days(self) -> int:
        """How many days the period covers, first and last included."""
        return (self.end - self.start).days + 1

    def months(self) -> tuple[Period, ...]:
        """The calendar months that lie wholly inside the period, in order."""
        first = self.start if self.start.day == 1 else _first_of_month(self.start, 1)
        found = []
        while (after := _first_of_month(first, 1)) - _DAY <= self.end:
            found.append(Period(PeriodKind.MONTH, first, after - _DAY))
            first = after
        return tuple(found)

    def moved(self, months: int) -> Period:
        """The period of the same kind that many months later (earlier when negative)."""
        if self.kind is PeriodKind.DAY:
            there = _same_day(self.start, months)
            return Period(self.kind, there, there)
        if self.kind is PeriodKind.WEEK:
            there = self.start + timedelta(weeks=round(months * 52 / 12))
            return Period(self.kind, there, there + 6 * _DAY)
        start = _first_of_month(self.start, months)
        return Period(self.kind, start, _first_of_month(start, self._length_in_months()) - _DAY)

    def next(self) -> Period:
        """The one after: the next day, week, month, quarter, year.

        A rolling year moves on by a month, a window of years by one year.
        """
        return self._stepped(1)

    def previous(self) -> Period:
        """The one before: the inverse of `next`."""
        return self._stepped(-1)

    def _stepped(self, steps: int) -> Period:
        if self.kind in _STEP_IN_MONTHS:
            return self.moved(steps * _STEP_IN_MONTHS[self.kind])
        by = steps * self.days * _DAY
        return Period(self.kind, self.start + by, self.end + by)

    def same_period_last_year(self) -> Period:
        """The same stretch a year before; for a week the week that began 52 weeks before."""
        return self.moved(-12)

    def contains(self, on: date) -> bool:
        """Whether a day lies in the period."""
        return self.start <= on <= self.end

    def __lt__(self, other: object) -> bool:
        """Earlier end first; of two that end together, the shorter."""
        if not isinstance(other, Period):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[date, int, str]:
        return (self.end, self.days, self.kind.value)

    def __str__(self) -> str:
        """The code."""
        return self.code


def year_period(letter: str, ending_in: int, years: int = 1) -> Period:
    """`years` years of the kind `Y`, `C` or `A`, the last of which ends in `ending_in`."""
    first_month = _FIRST_MONTH[letter]
    starts_in = ending_in - years + (1 if first_month == 1 else 0)
    start = date(starts_in, first_month, 1)
    kind = YEAR_LETTERS[letter] if years == 1 else PeriodKind.MULTI_YEAR
    return Period(kind, start, _first_of_month(start, 12 * years) - _DAY)


def month_period(kind: PeriodKind, first: date) -> Period:
    """The month, quarter or rolling year that begins on `first`, the first day of a month."""
    return Period(kind, first, _first_of_month(first, _LENGTH_IN_MONTHS[kind]) - _DAY)


def _first_of_month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _same_day(day: date, months: int) -> date:
    first = _first_of_month(day, months)
    last = _first_of_month(first, 1) - _DAY
    return min(first + (day.day - 1) * _DAY, last)


@lru_cache(maxsize=8192)
def _from_code(code: str) -> Period:
    try:
        period = _read_code(code[:1], code[1:])
    except (ValueError, KeyError, OverflowError):
        period = None
    if period is None or period.code != code:
        raise Refusal(
            _("no period has this code"), found=code, expected="Y2024, Q2024-04, M2024-04, C2024 …"
        )
    return period


def _read_code(letter: str, rest: str) -> Period | None:
    if letter == "D":
        return Period(PeriodKind.DAY, date.fromisoformat(rest), date.fromisoformat(rest))
    if letter == "W":
        first = date.fromisoformat(rest)
        return Period(PeriodKind.WEEK, first, first + 6 * _DAY)
    if letter in YEAR_LETTERS:
        year, _times, years = rest.partition("x")
        if len(year) != 4:
            return None
        return year_period(letter, int(year), int(years or 1))
    kind = {"M": PeriodKind.MONTH, "Q": PeriodKind.QUARTER, "R": PeriodKind.ROLLING_YEAR}[letter]
    first = date.fromisoformat(f"{rest}-01")
    return month_period(kind, _first_of_month(first, -11) if letter == "R" else first)
