"""Rounding in bulk against the same in exact fractions, one by one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from almoner.reference.rounding import (
    half_up,
    half_up_expr,
    half_up_many,
    round_half_up,
    round_half_up_many,
)

COUNTS = st.integers(0, 10**7)
PLACES = st.integers(0, 3)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), PLACES)
def test_never_further_than_half_a_step_and_ties_go_away_from_nought(
    above: int, below: int, places: int
) -> None:
    rounded, exact = Fraction(half_up(above, below, places=places)), Fraction(above, below)
    step = Fraction(1, 10**places)
    assert abs(rounded - exact) <= step / 2
    if abs(rounded - exact) == step / 2:
        assert abs(rounded) > abs(exact)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=20), PLACES)
def test_arrays_and_columns_as_one_by_one(pairs: list[tuple[int, int]], places: int) -> None:
    above, below = zip(*pairs, strict=True)
    expected = [
        float(half_up(one, other, multiplier=100, places=places)) if other else np.nan
        for one, other in pairs
    ]
    by_array = half_up_many(above, below, multiplier=100, places=places)
    frame = pl.DataFrame({"n": above, "d": below})
    by_column = frame.select(
        half_up_expr(pl.col("n"), pl.col("d"), multiplier=100, places=places)
    ).to_series()
    assert np.array_equal(by_array, expected, equal_nan=True)
    assert np.array_equal(by_column.fill_null(np.nan).to_numpy(), expected, equal_nan=True)


@given(st.decimals(-(10**9), 10**9, places=4), PLACES)
def test_a_float_rounds_as_the_decimal_it_was_written_as(value: Decimal, places: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert round_half_up(float(value), places) == expected


@given(st.lists(st.floats(-1e9, 1e9), max_size=20), PLACES)
def test_floats_in_bulk_as_one_by_one(values: list[float], places: int) -> None:
    expected = [float(round_half_up(value, places)) for value in values]
    assert np.array_equal(round_half_up_many(values, places), expected)


@given(st.lists(st.integers(-(10**8), 10**8), min_size=1, max_size=20))
def test_ties_in_bulk(thousandths: list[int]) -> None:
    values = [(10 * one + 5) / 1000 for one in thousandths]
    expected = [float(round_half_up(value, 2)) for value in values]
    assert np.array_equal(round_half_up_many(values, 2), expected)
