"""Working days against a slow double that walks from day to day."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from almoner.reference.working_days import (
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
    working_days_between_many,
)

NATIONS = st.sampled_from(["england", "wales", "scotland", "northern-ireland"])
DAYS = st.dates(date(2012, 1, 1), date(2028, 12, 31))


def slowly(start: date, end: date, nation: str) -> int:
    """Count one day at a time, from the day after the start."""
    if end < start:
        return -slowly(end, start, nation)
    holidays = {holiday.on for holiday in bank_holidays(nation)}
    counted, day = 0, start
    while day < end:
        day += timedelta(days=1)
        counted += day.weekday() < 5 and day not in holidays
    return counted


@given(DAYS, st.integers(-400, 400), NATIONS)
def test_as_the_slow_double(start: date, away: int, nation: str) -> None:
    end = min(max(start + timedelta(days=away), date(2012, 1, 1)), date(2028, 12, 31))
    assert working_days_between(start, end, nation) == slowly(start, end, nation)


@given(st.lists(st.tuples(DAYS, DAYS), max_size=8), NATIONS)
def test_in_bulk_as_one_by_one(pairs: list[tuple[date, date]], nation: str) -> None:
    starts = np.array([one for one, _other in pairs], dtype="datetime64[D]")
    ends = np.array([other for _one, other in pairs], dtype="datetime64[D]")
    expected = [working_days_between(start, end, nation) for start, end in pairs]
    assert working_days_between_many(starts, ends, nation).tolist() == expected


@given(DAYS, DAYS, DAYS, NATIONS)
def test_two_stretches_add_up(one: date, two: date, three: date, nation: str) -> None:
    whole = working_days_between(one, three, nation)
    parts = working_days_between(one, two, nation) + working_days_between(two, three, nation)
    assert whole == parts


@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)), st.integers(-200, 200), NATIONS)
def test_adding_is_the_inverse_of_counting(start: date, days: int, nation: str) -> None:
    there = add_working_days(start, days, nation)
    if days > 0:
        assert working_days_between(start, there, nation) == days
    if days:
        assert is_working_day(there, nation)
