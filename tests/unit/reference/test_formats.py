"""Numbers and days in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from almoner.reference.formats import (
    change,
    day_in_words,
    number,
    percent,
    pounds,
    reader_locale,
)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234, 0, "1,234"),
        (1234567.891, 2, "1,234,567.89"),
        (17.65, 1, "17.7"),
        (2.675, 2, "2.68"),
        (-1234.5, 0, "-1,235"),
        (-0.04, 1, "0.0"),
        (1250, -2, "1,300"),
        (Decimal("0.5"), 0, "1"),
    ],
)
def test_numbers(value: float, decimals: int, written: str) -> None:
    assert number(value, decimals) == written


def test_percentages_pounds_and_changes() -> None:
    assert percent(17.65) == "17.7%"
    assert percent(40, 0) == "40%"
    assert pounds(1234.5) == "£1,235"
    assert pounds(-1234.5, 2) == "-£1,234.50"
    assert (change(1.25), change(-0.4), change(0.04)) == ("+1.3", "−0.4", "0.0")


def test_other_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert number(1234.5, 1, locale="de_DE") == "1.234,5"
    assert day_in_words(date(2025, 3, 31)) == "31 March 2025"
    assert day_in_words(date(2025, 3, 31), locale="cy_GB") == "31 Mawrth 2025"
    monkeypatch.setenv("ALMONER_LANGUAGE", "cy")
    assert reader_locale() == "cy_GB"
