"""Values are rounded as published figures are: half up, away from nought."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from almoner.engine.values import percentile, quotient


def test_halves_go_away_from_nought_and_nothing_is_divided_by_nought() -> None:
    above, below = np.array([25, -25, 1, 7]), np.array([10, 10, 8, 0])
    values = quotient(above, below, Fraction(1), 0)
    assert values[:3].tolist() == [3.0, -3.0, 0.0]
    assert np.isnan(values[3])
    shares = quotient(np.array([1]), np.array([8]), Fraction(100, 3), 1)
    assert shares.tolist() == [4.2]


def test_a_median_between_two_is_their_mean() -> None:
    counts = np.array([[1, 1, 0], [0, 2, 1], [0, 0, 0]])
    values = percentile(counts, (3, 4, 9), Fraction(1, 2), 1)
    assert values[:2].tolist() == [3.5, 4.0]
    assert np.isnan(values[2])
