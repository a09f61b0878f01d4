"""Signals that season or memory explain are taken back; a level that moved is not."""

import numpy as np

from almoner.signals.batch import SeriesBatch
from almoner.signals.settling import settled
from almoner.signals.xmr import xmr

RNG = np.random.default_rng(20260402)
MONTH = np.arange(72) % 12


def wandering(rows: int, memory: float, length: int = 72) -> np.ndarray:
    """Steady series each of whose figures follows the one before."""
    values = np.zeros((rows, length + 60))
    for place in range(1, length + 60):
        values[:, place] = memory * values[:, place - 1] + RNG.normal(size=rows)
    return values[:, 60:] + 100


def marked(matrix: np.ndarray) -> np.ndarray:
    """Rows whose latest figure plain limits mark."""
    return xmr(SeriesBatch.from_matrix(matrix)).variation > 0


def test_most_signals_of_series_that_only_wander_are_taken_back() -> None:
    matrix = wandering(150, 0.85)
    plain, explained = marked(matrix), settled(matrix, MONTH, 12)
    assert plain.mean() > 0.4
    assert (plain & ~explained).mean() < plain.mean() / 2


def test_a_year_that_lies_clear_of_those_before_is_never_taken_back() -> None:
    matrix = wandering(100, 0.3)
    matrix[:, -12:] += 6
    assert marked(matrix).all()
    assert not settled(matrix, MONTH, 12).any()


def test_a_month_of_the_year_that_is_always_high_is_no_signal() -> None:
    matrix = 100 + RNG.normal(0, 1, (40, 72)) + np.where(MONTH[-1] == MONTH, 12, 0)
    assert marked(matrix).mean() > 0.9
    assert settled(matrix, MONTH, 12).mean() > 0.9


def test_without_season_or_memory_every_signal_stands() -> None:
    matrix = 100 + RNG.normal(0, 1, (40, 72))
    matrix[:, -1] += 9
    assert not settled(matrix, MONTH, 12).any()
