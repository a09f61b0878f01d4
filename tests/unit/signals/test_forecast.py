"""Forecasts of planted series, their back-test, and the chance of a target."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from almoner.cli.forecast import app
from almoner.reference.refusal import Refusal
from almoner.signals.forecast import chance_of_meeting, forecast

MONTHS = np.arange(84)
WAVE = 100 + 20 * np.sin(2 * np.pi * MONTHS / 12)
SEASONAL = WAVE + np.random.default_rng(5).normal(0, 3, 84)


def test_a_season_is_carried_forward_and_beats_the_naive_forecasts():
    ahead = forecast(SEASONAL)
    assert ahead.method in ("ets", "theta")
    assert np.abs(ahead.mean - WAVE[:12]).max() < 8
    error = ahead.back_test.error
    assert error[ahead.method] < min(error["naive"], error["seasonal_naive"])
    assert ahead.back_test.points == 36
    assert 0.6 <= ahead.back_test.inside[0] <= 1


def test_wider_levels_hold_narrower_and_bounds_are_kept():
    ahead = forecast(SEASONAL - 90, lowest=0)
    assert (ahead.lower[1] <= ahead.lower[0]).all()
    assert (ahead.upper[1] >= ahead.upper[0]).all()
    assert ahead.lower.min() >= 0


def test_the_same_series_gets_the_same_forecast():
    assert forecast(SEASONAL).mean.tolist() == forecast(SEASONAL).mean.tolist()
    assert forecast(SEASONAL).sd.tolist() == forecast(SEASONAL).sd.tolist()


def test_a_random_walk_is_not_forecast_better_than_it_can_be():
    walk = np.random.default_rng(6).normal(size=60).cumsum()
    ahead = forecast(walk, season=1)
    assert ahead.sd[-1] > ahead.sd[0]
    assert ahead.back_test.error[ahead.method] <= ahead.back_test.error["naive"]


def test_gaps_inside_are_filled_and_short_series_are_refused():
    holed = SEASONAL.copy()
    holed[[3, 40]] = np.nan
    assert np.abs(forecast(holed).mean - WAVE[:12]).max() < 8
    with pytest.raises(Refusal, match="8 values"):
        forecast(np.array([1.0] * 7))


def test_a_short_or_constant_series_is_carried_forward():
    assert forecast(np.arange(8.0)).method == "naive"
    flat = forecast(np.full(40, 5.0))
    assert flat.mean.tolist() == [5.0] * 12
    assert chance_of_meeting(flat, 5.0, 1) == 1.0
    assert chance_of_meeting(flat, 5.1, 1) == 0.0


def test_the_chance_follows_the_target_and_what_is_already_known():
    ahead = forecast(SEASONAL)
    low, high = (chance_of_meeting(ahead, target, 1) for target in (90, 110))
    assert low > 0.95
    assert high < 0.05
    assert chance_of_meeting(ahead, 110, -1) == pytest.approx(1 - high)
    assert chance_of_meeting(ahead, 100, 1, so_far=np.full(12, 120.0)) > 0.95
    total = chance_of_meeting(ahead, 12 * ahead.mean.mean(), 1, measured="sum")
    assert total == pytest.approx(0.5)


def run(line):
    result = CliRunner().invoke(app, input=json.dumps(line))
    return result, json.loads(result.stdout)


def test_the_command_counts_the_months_of_the_year_already_seen():
    dates = [f"{2017 + m // 12}-{m % 12 + 1:02d}-01" for m in range(84)]
    line = {"id": 1, "values": SEASONAL.tolist(), "dates": dates, "target": 100,
            "improvement_direction": "increase"}  # fmt: skip
    _result, answer = run(line)
    assert len(answer["mean"]) == 12
    assert 0 < answer["probability_of_target"] < 1
    assert answer["back_test"]["skill"] > 0
    assert "chance of meeting" in answer["sentence"]
    # To December of a year from April, nine months are known: a year's mean over 130 is out.
    assert run({**line, "target": 130})[1]["probability_of_target"] < 0.01


def test_the_command_refuses():
    for line, says in (
        ({"id": 1, "values": [1, 2]}, "too short"),
        ({"id": 1, "values": SEASONAL.tolist(), "target": 5}, "improvement_direction"),
    ):
        result, answer = run(line)
        assert result.exit_code == 2
        assert says in answer["error"]
