"""Numbers as a reader sees them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards.figures import figure, in_unit, is_count, number, possible, title_of, within


def entry(unit: str, decimals: int = 1, title: str = "Made up") -> PublishedIndicator:
    """An entry with that unit."""
    first = next(iter(published_indicators().values()))
    return replace(first, unit=unit, decimals=decimals, title=title)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (17.65, 1, "17.7"),  # the binary fraction lies below the tie
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (-0.04, 1, "0.0"),
        (51940.0, 0, "51,940"),
        (-1.25, 1, "-1.3"),
    ],
)
def test_rounding_is_half_up_on_the_decimal_that_was_published(
    value: float, decimals: int, shown: str
) -> None:
    assert number(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "shown"),
    [
        (17.65, "%", 1, "17.7%"),
        (535.0, "£ per week", 0, "£535 per week"),
        (-535.0, "£", 0, "−£535"),
        (51.0, "per 10,000", 1, "51.0 per 10,000"),
        (435.0, "referrals", 0, "435 referrals"),
    ],
)
def test_a_value_stands_in_its_unit(value: float, unit: str, decimals: int, shown: str) -> None:
    assert str(in_unit(value, entry(unit, decimals))) == shown


def test_no_value_is_the_reason_why() -> None:
    shown = figure(None, "suppressed", entry("%"))
    assert not shown.has_value
    assert "withheld" in shown.text
    assert figure(None, "", entry("%")).text == "no figure"


@pytest.mark.parametrize(
    ("unit", "counted"),
    [
        ("children", True),
        ("plans", True),
        ("%", False),
        ("per 10,000", False),
        ("£", True),
        ("£ thousand", True),
        ("£ per week", False),
        ("working days", False),
        ("cases per social worker", False),
    ],
)
def test_plain_counts_are_told_from_what_can_be_compared(unit: str, counted: bool) -> None:
    assert is_count(entry(unit)) is counted


def test_a_percentage_is_not_called_so_twice() -> None:
    assert title_of(entry("%", title="Agency workers (%)")) == "Agency workers"
    assert title_of(entry("£", title="Cost (%)")) == "Cost (%)"


def test_a_grade_has_its_name() -> None:
    graded = replace(entry("grade", 0), definition="1 Outstanding, 2 Good, 3 Requires improvement")
    assert str(figure(3.0, "", graded)) == "Requires improvement (grade 3)"
    assert str(figure(2.5, "", graded)) == "3 grade"


@pytest.mark.parametrize(
    ("unit", "values", "bounds"),
    [
        ("%", [40.0, 99.0], (0.0, 100.0)),
        ("%", [40.0, 130.0], (0.0, math.inf)),
        ("children", [3.0, None], (0.0, math.inf)),
        ("per 10,000", [3.0], (0.0, math.inf)),
        ("£", [3.0], (-math.inf, math.inf)),
        ("points out of 24", [18.0], (-math.inf, math.inf)),
        ("%", [-2.0, 5.0], (-math.inf, 100.0)),
    ],
)
def test_limits_are_shown_no_further_than_a_figure_can_be(
    unit: str, values: list[float | None], bounds: tuple[float, float]
) -> None:
    assert possible(entry(unit), values) == bounds
    assert within(-5.0, (0.0, 100.0)) == 0
    assert within(126.6, (0.0, 100.0)) == 100
    assert within(None, (0.0, 100.0)) is None
