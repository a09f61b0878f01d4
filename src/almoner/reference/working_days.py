"""Working days: Monday to Friday without the bank holidays of the nation.

Timeliness is counted from the day after: of something done on the day it was asked for, no working
day has passed; of something asked for on a Friday and done on the Monday, one. The calendar covers
whole years; a day outside them is refused, because counting it would leave holidays out.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from almoner.reference.area import Nation
from almoner.reference.area_tables import DATA
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_DIVISIONS: Final = {
    Nation.ENGLAND: "england-and-wales",
    Nation.WALES: "england-and-wales",
    Nation.SCOTLAND: "scotland",
    Nation.NORTHERN_IRELAND: "northern-ireland",
}
Days = npt.NDArray[np.datetime64]
_ONE_DAY: Final = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One day that is no working day, with its title and note (such as "Substitute day")."""

    on: date
    title: str
    notes: str


@lru_cache(maxsize=4)
def bank_holidays(nation: Nation | str) -> tuple[BankHoliday, ...]:
    """Every bank holiday that the packaged calendar has for a nation, in order."""
    division = _DIVISIONS[Nation(nation)]
    with (DATA / "uk_bank_holidays.csv").open(encoding="utf-8", newline="") as table:
        return tuple(
            BankHoliday(date.fromisoformat(row["date"]), row["title"], row["notes"])
            for row in csv.DictReader(table)
            if row["division"] == division
        )


@lru_cache(maxsize=4)
def _calendar(nation: Nation | str) -> np.busdaycalendar:
    return np.busdaycalendar(holidays=[holiday.on for holiday in bank_holidays(nation)])


def cover(nation: Nation | str) -> tuple[date, date]:
    """The first and the last day for which working days can be told."""
    listed = bank_holidays(nation)
    return date(listed[0].on.year, 1, 1), date(listed[-1].on.year, 12, 31)


def is_working_day(on: date, nation: Nation | str) -> bool:
    """Whether a day is a working day in a nation."""
    _refuse_outside(np.array([on], dtype="datetime64[D]"), nation)
    return bool(np.is_busday(np.datetime64(on), busdaycal=_calendar(nation)))


def working_days_between(start: date, end: date, nation: Nation | str) -> int:
    """The working days after `start` up to and with `end`; negative when `end` is the earlier."""
    days = np.array([start, end], dtype="datetime64[D]")
    return int(working_days_between_many(days[:1], days[1:], nation)[0])


def working_days_between_many(
    starts: npt.ArrayLike, ends: npt.ArrayLike, nation: Nation | str
) -> npt.NDArray[np.float64]:
    """As `working_days_between` over arrays of days; NaN where either day is missing (NaT)."""
    first, last = np.broadcast_arrays(
        np.asarray(starts, dtype="datetime64[D]"), np.asarray(ends, dtype="datetime64[D]")
    )
    known = ~(np.isnat(first) | np.isnat(last))
    _refuse_outside(first[known], nation)
    _refuse_outside(last[known], nation)
    counted = np.full(first.shape, np.nan)
    earlier, later = np.minimum(first[known], last[known]), np.maximum(first[known], last[known])
    # numpy leaves out another day when it counts backwards, so it only ever counts forwards.
    days = np.busday_count(earlier + _ONE_DAY, later + _ONE_DAY, busdaycal=_calendar(nation))
    counted[known] = np.where(last[known] < first[known], -days, days)
    return counted


def add_working_days(start: date, working_days: int, nation: Nation | str) -> date:
    """The day on which that many working days have passed since `start`.

    Nought gives `start` itself; a negative number counts back.
    """
    _refuse_outside(np.array([start], dtype="datetime64[D]"), nation)
    if working_days == 0:
        return start
    day = np.array([start], dtype="datetime64[D]")
    calendar = _calendar(nation)
    if working_days > 0:
        found = np.busday_offset(day, working_days, roll="preceding", busdaycal=calendar)
    else:
        found = np.busday_offset(day, working_days, roll="following", busdaycal=calendar)
    _refuse_outside(found, nation)
    there: date = found[0].astype(date)
    return there


def _refuse_outside(days: Days, nation: Nation | str) -> None:
    first, last = cover(nation)
    outside = days[(days < np.datetime64(first)) | (days > np.datetime64(last))]
    if outside.size:
        raise Refusal(
            _("the calendar of bank holidays does not cover this day"),
            found=str(outside[0]),
            expected=_("a day from {first} to {last}").format(first=first, last=last),
        )
