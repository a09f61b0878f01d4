"""Season, memory, small shifts and the choice of chart, on planted series."""

import numpy as np
import pytest

from almoner.reference.refusal import Refusal
from almoner.signals.batch import SeriesBatch
from almoner.signals.chart_choice import choose
from almoner.signals.process_reading import Options
from almoner.signals.seasonality import expected, memory, read_adjusted, seasons
from almoner.signals.small_shifts import baseline, cusum, ewma
from almoner.signals.xmr import xmr

MONTH = np.arange(96) % 12


def noise(rows, length, seed=7):
    return np.random.default_rng(seed).normal(0, 1, (rows, length))


def with_memory(rows, length, r, seed=8):
    out = noise(rows, length, seed)
    for at in range(1, length):
        out[:, at] += r * out[:, at - 1]
    return out


def test_a_planted_season_is_found_and_a_trend_is_not_taken_for_one():
    wave = 5 * np.sin(2 * np.pi * MONTH / 12)
    found = seasons(100 + wave + 0.1 * np.arange(96) + noise(3, 96), MONTH)
    assert (found.p_value < 1e-6).all()
    assert found.additions == pytest.approx(np.tile(wave[:12], (3, 1)), abs=1.2)
    trend = seasons(0.5 * np.arange(96) + noise(200, 96), MONTH)
    assert (trend.p_value < 0.001).mean() < 0.02


def test_under_three_years_there_is_no_season():
    assert seasons(noise(2, 30), MONTH[:30]).p_value.tolist() == [1, 1]


def test_memory_is_measured_and_a_lasting_shift_is_not_taken_for_it():
    assert np.median(memory(with_memory(200, 144, 0.6))) == pytest.approx(0.6, abs=0.12)
    assert (memory(noise(200, 144)) > 0.3).mean() < 0.02
    shifted = noise(200, 144) + np.where(np.arange(144) < 72, 0, 4)
    assert np.median(memory(shifted)) < 0.3


def test_an_adjusted_chart_cries_wolf_less_and_still_finds_a_shift():
    steady = 50 + with_memory(100, 96, 0.7)
    plain = xmr(SeriesBatch.from_matrix(steady)).kind.reshape(100, 96)
    addition, _season, _memory = expected(steady, None)
    batch = SeriesBatch.from_matrix(steady)
    adjusted = read_adjusted(steady, addition, Options.default(batch)).kind.reshape(100, 96)
    assert (adjusted == 1).mean() < (plain == 1).mean() / 2
    jump = steady.copy()
    jump[:, 80] += 8
    addition, _season, _memory = expected(jump, None)
    found = read_adjusted(jump, addition, Options.default(batch)).kind.reshape(100, 96)
    assert (found[:, 80] == 1).mean() > 0.9


def test_limits_of_an_adjusted_chart_are_on_the_scale_of_the_series():
    wave = 20 * np.sin(2 * np.pi * MONTH / 12)
    series = 100 + wave + noise(1, 96)
    addition, season, _memory = expected(series, MONTH)
    assert season.p_value[0] < 0.001
    reading = read_adjusted(series, addition, Options.default(SeriesBatch.from_matrix(series)))
    assert np.abs(reading.limits.mean - 100 - wave).max() < 3
    assert (reading.kind != 0).mean() < 0.1


@pytest.mark.parametrize("chart", [ewma, cusum])
def test_small_shifts_are_found_sooner_than_by_limits_and_seldom_where_there_are_none(chart):
    steady = noise(400, 100)
    mean, sigma = np.zeros(400), np.ones(400)
    assert 0.001 < (chart(steady, mean, sigma).direction != 0).mean() < 0.02
    shifted = steady + 1.0
    first = (chart(shifted, mean, sigma).direction > 0).argmax(axis=1)
    beyond = (shifted > 3).argmax(axis=1)
    assert np.median(first) < np.median(np.where(beyond == 0, 99, beyond)) / 2


def test_a_baseline_takes_sigma_from_ranges():
    mean, sigma = baseline(noise(1, 5000))
    assert mean[0] == pytest.approx(0, abs=0.05)
    assert sigma[0] == pytest.approx(1, abs=0.05)


def test_ewma_by_hand():
    found = ewma(np.array([[1.0, np.nan, 2.0]]), np.array([0.0]), np.array([1.0]), weight=0.5)
    assert found.upper.tolist() == [[0.5, 0.5, 1.25]]


@pytest.mark.parametrize(
    ("kind", "x", "n", "chart"),
    [
        ("proportion", np.random.default_rng(1).binomial(100, 0.3, 40), np.full(40, 100), "p"),
        ("proportion", 2700 + 300 * (-1) ** np.arange(40),
         np.full(40, 9000), "pp"),
        ("rate", np.random.default_rng(1).poisson(30, 40), np.full(40, 500.0), "u"),
        ("count", np.random.default_rng(1).poisson(30, 40), None, "c"),
        ("count", np.random.default_rng(1).poisson(30, 40) * 20, None, "xmr"),
        ("measure", np.random.default_rng(1).normal(9, 1, 40), None, "xmr"),
        ("cases_between", np.ones(9), None, "g"),
        ("time_between", np.ones(9), None, "t"),
    ],
)  # fmt: skip
def test_the_chart_follows_the_kind_and_the_series_own_spread(kind, x, n, chart):
    found = choose(kind, np.asarray(x, float), None if n is None else np.asarray(n, float))
    assert found.chart == chart
    assert not found.adjusted
    assert found.reasons


def test_memory_and_season_ask_for_an_adjusted_chart_and_say_why():
    found = choose("measure", with_memory(1, 144, 0.8)[0])
    assert found.adjusted
    assert "follows the one before" in found.reasons[0]
    wave = 50 + 9 * np.sin(2 * np.pi * MONTH / 12) + noise(1, 96)[0]
    assert "time of year" in choose("measure", wave, season=MONTH).reasons[0]


def test_an_unknown_kind_or_a_lost_denominator_is_refused():
    with pytest.raises(Refusal):
        choose("mood", np.ones(5))
    with pytest.raises(Refusal):
        choose("proportion", np.ones(5))
