"""Rounding half up: the cases where binary fractions and Python's `round` go wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import polars as pl
import pytest

from almoner.reference.refusal import Refusal
from almoner.reference.rounding import (
    half_up,
    half_up_expr,
    half_up_many,
    round_half_up,
    round_half_up_many,
)


@pytest.mark.parametrize(
    ("above", "below", "multiplier", "places", "expected"),
    [
        (1, 8, 100, 0, "13"),
        (1, 8, 100, 1, "12.5"),
        (9, 160, 100, 2, "5.63"),
        (9, 160, 100, 1, "5.6"),
        (0, 7, 100, 1, "0.0"),
        (-1, 8, 100, 0, "-13"),
        (1, 3, 10_000, 1, "3333.3"),
        (1250, 1, 1, -2, "1.3E+3"),
        (Decimal("0.1"), Decimal("0.8"), 100, 0, "13"),
        (Fraction(1, 3), 2, 6, 0, "1"),
    ],
)
def test_half_up(above: int, below: int, multiplier: int, places: int, expected: str) -> None:
    rounded = half_up(above, below, multiplier=multiplier, places=places)
    assert str(rounded) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        ("28.75", 1, "28.8"),
        (Decimal("28.74999"), 1, "28.7"),
        (18.600000000000001, 1, "18.6"),
        (1e22, 1, "10000000000000000000000.0"),
        (7, 2, "7.00"),
        (Fraction(1, 8), 2, "0.13"),
    ],
)
def test_round_half_up(value: float, places: int, expected: str) -> None:
    assert str(round_half_up(value, places)) == expected


def test_what_cannot_be_rounded_is_refused() -> None:
    with pytest.raises(Refusal):
        half_up(1, 0)
    for value in (float("nan"), float("inf"), Decimal("NaN")):
        with pytest.raises(Refusal):
            round_half_up(value)
    with pytest.raises(Refusal):
        half_up_many([0.5], [1])
    with pytest.raises(Refusal):
        half_up_many([float("nan")], [1])
    with pytest.raises(Refusal):
        half_up_many([2**60], [1], multiplier=100, places=1)


def test_arrays_and_columns_keep_gaps() -> None:
    rounded = half_up_many([1, 1, -1, 5.0], [8, 0, 8, 8], multiplier=100)
    assert np.array_equal(rounded, [13, np.nan, -13, 63], equal_nan=True)
    frame = pl.DataFrame({"n": [1, 1, None, 23], "d": [8, 0, 8, 40]})
    column = frame.select(half_up_expr(pl.col("n"), pl.col("d"), multiplier=100, places=1))
    assert column.to_series().to_list() == [12.5, None, None, 57.5]
    assert half_up_many([], [], places=1).size == 0


def test_floats_in_bulk() -> None:
    values = np.array([[2.675, 1.005], [-2.675, 0.0], [np.nan, np.inf]])
    rounded = round_half_up_many(values, 2)
    expected = [[2.68, 1.01], [-2.68, 0.0], [np.nan, np.inf]]
    assert np.array_equal(rounded, expected, equal_nan=True)
