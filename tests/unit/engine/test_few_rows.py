"""What generated Python calls does as SQL does, at the edges too."""

from __future__ import annotations

from datetime import date

import pytest

from almoner.engine import few_rows
from almoner.engine.few_rows import NotForPythonError, largest, total


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 5), 1, date(2025, 1, 5)),
        (date(2024, 1, 5), -1, date(2023, 12, 5)),
        (None, 1, None),
    ],
)
def test_months_later(day: date | None, months: int, then: date | None) -> None:
    assert few_rows.months_later(day, months) == then


def test_after_the_last_year_there_is_none() -> None:
    with pytest.raises(OverflowError):
        few_rows.months_later(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (True, None, None, True),
        (False, None, False, None),
        (None, None, None, None),
        (True, False, False, True),
        (True, True, True, True),
        (False, False, False, False),
    ],
)
def test_unknown_conditions(
    one: bool | None, other: bool | None, both: bool | None, either: bool | None
) -> None:
    assert few_rows.both(one, other) is few_rows.both(other, one) is both
    assert few_rows.either(one, other) is few_rows.either(other, one) is either


def test_the_least_and_greatest_leave_out_what_is_unknown() -> None:
    assert few_rows.least(None, 2) == few_rows.least(2, None) == few_rows.least(2, 3) == 2
    assert few_rows.greatest(None, 2) == few_rows.greatest(2, None) == few_rows.greatest(1, 2) == 2
    assert few_rows.least(None, None) is None


def test_nobody_is_the_same_as_somebody_unknown() -> None:
    rows = [(None, 1), ("a", 2), ("a", None)]
    assert few_rows.indexed(rows, (0,)) == {"a": [("a", 2), ("a", None)]}
    assert few_rows.indexed(rows, (0, 1)) == {("a", 2): [("a", 2)]}


def test_windows_in_order_with_the_unknown_last() -> None:
    parts = few_rows.partitions(["a", "b", "a", "a"], [None, 1, 2, 1])
    assert parts == [[3, 2, 0], [1]]
    assert few_rows.numbered(parts) == [2, 0, 1, 0]
    assert few_rows.lead(parts, [10, 11, 12, 13]) == [None, None, 10, 12]
    assert few_rows.lag(parts, [10, 11, 12, 13]) == [12, None, 13, None]
    assert few_rows.over_rows(largest, parts, [10, 11, 12, 13], -1) == [13, None, 13, None]
    assert few_rows.over_rows(total, parts, [10, None, 12, 13], 0) == [35, None, 25, 13]
    assert few_rows.over_all(total, parts, [1, None, 2, 3]) == [6, None, 6, 6]


def test_ranges_of_what_they_are_in_the_order_of() -> None:
    parts = few_rows.partitions(["a"] * 3, [1, 2, 2])
    assert few_rows.over_range(total, parts, [1, 10, 100], [1, 2, 2], 0) == [1, 111, 111]
    assert few_rows.over_range(total, parts, [1, 10, 100], [1, 2, 2], -1) == [None, 1, 1]
    with pytest.raises(NotForPythonError):
        few_rows.over_range(total, parts, [1, 10, 100], [1, None, 2], 0)
