"""Working days of each nation."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from almoner.reference.refusal import Refusal
from almoner.reference.working_days import (
    add_working_days,
    bank_holidays,
    cover,
    is_working_day,
    working_days_between,
    working_days_between_many,
)

MAUNDY_THURSDAY = date(2024, 3, 28)


@pytest.mark.parametrize(
    ("start", "end", "nation", "expected"),
    [
        (MAUNDY_THURSDAY, date(2024, 3, 28), "england", 0),
        (MAUNDY_THURSDAY, date(2024, 4, 2), "england", 1),
        (MAUNDY_THURSDAY, date(2024, 4, 2), "wales", 1),
        # Easter Monday is a working day in Scotland.
        (MAUNDY_THURSDAY, date(2024, 4, 2), "scotland", 2),
        (date(2024, 7, 11), date(2024, 7, 12), "northern-ireland", 0),
        (date(2024, 7, 11), date(2024, 7, 12), "england", 1),
        (date(2024, 4, 2), MAUNDY_THURSDAY, "england", -1),
        (date(2022, 9, 16), date(2022, 9, 20), "england", 1),
    ],
)
def test_between(start: date, end: date, nation: str, expected: int) -> None:
    assert working_days_between(start, end, nation) == expected


def test_forty_five_working_days() -> None:
    assert add_working_days(date(2024, 1, 2), 45, "england") == date(2024, 3, 5)
    assert working_days_between(date(2024, 1, 2), date(2024, 3, 5), "england") == 45
    assert add_working_days(MAUNDY_THURSDAY, 1, "england") == date(2024, 4, 2)
    assert add_working_days(date(2024, 3, 30), 1, "england") == date(2024, 4, 2)
    assert add_working_days(date(2024, 4, 2), -1, "england") == MAUNDY_THURSDAY
    assert add_working_days(date(2024, 3, 30), 0, "england") == date(2024, 3, 30)


def test_in_bulk_with_gaps() -> None:
    starts = np.array(["2024-03-28", "NaT", "2024-01-02"], dtype="datetime64[D]")
    counted = working_days_between_many(starts, np.datetime64("2024-04-02"), "england")
    assert counted[0] == 1
    assert np.isnan(counted[1])
    assert counted[2] == 63


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern-ireland"])
def test_outside_the_calendar_is_refused(nation: str) -> None:
    first, last = cover(nation)
    assert (first, last) == (date(2012, 1, 1), date(2028, 12, 31))
    for start, end in ((date(2011, 12, 30), first), (last, date(2029, 1, 2))):
        with pytest.raises(Refusal) as refused:
            working_days_between(start, end, nation)
        assert "2012-01-01" in str(refused.value)
    with pytest.raises(Refusal):
        add_working_days(date(2028, 12, 20), 45, nation)
    with pytest.raises(Refusal):
        is_working_day(date(2029, 1, 2), nation)


def test_each_year_has_at_least_eight_bank_holidays_everywhere() -> None:
    for nation in ("england", "scotland", "northern-ireland"):
        years = [holiday.on.year for holiday in bank_holidays(nation)]
        assert {years.count(year) >= 8 for year in range(2012, 2029)} == {True}
    assert not is_working_day(date(2024, 12, 25), "wales")
    assert is_working_day(date(2024, 12, 24), "wales")
    assert bank_holidays("england")[0].title
