"""Runs tests on sequences counted by hand, and their false alarms on random ones."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from almoner.cli.runchart import app
from almoner.signals.batch import SeriesBatch
from almoner.signals.run_chart import crossings_min, longest_run_max, run_chart


def one(values, centre=None):
    batch = SeriesBatch.from_lists([values])
    return run_chart(batch, None if centre is None else np.array([centre]))


def test_points_on_the_centre_neither_count_nor_break_a_run():
    found = one([1, 1, 0, 1, -1, None, -1, 1], centre=0.0)
    assert found.useful.tolist() == [6]
    assert found.observed.tolist() == [7]
    assert found.longest_run.tolist() == [3]
    assert found.crossings.tolist() == [2]


@pytest.mark.parametrize(
    ("n", "run", "crossings"), [(10, 6, 2), (20, 7, 6), (24, 8, 8), (50, 9, 19), (100, 10, 41)]
)
def test_limits_are_the_published_ones(n, run, crossings):
    useful = np.array([n])
    assert longest_run_max(useful)[0] == run
    assert crossings_min(useful)[0] == crossings


def test_a_step_signals_and_series_do_not_touch_each_other():
    step = [1.0] * 12 + [2.0] * 12
    alternating = [1.0, 2.0] * 12
    found = run_chart(SeriesBatch.from_lists([alternating, step, [], [5.0] * 9]))
    assert found.signal.tolist() == [False, True, False, False]
    assert found.longest_run.tolist() == [1, 12, 0, 0]
    assert found.crossings.tolist() == [23, 1, 0, 0]


def test_random_series_seldom_signal():
    batch = SeriesBatch.from_matrix(np.random.default_rng(3).normal(size=(4000, 24)))
    assert 0.01 < run_chart(batch).signal.mean() < 0.06


def test_the_command_answers_and_refuses():
    lines = [{"id": "a", "values": [1] * 12 + [2] * 12}, {"id": "b", "values": "no"}]
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)))
    good, bad = map(json.loads, result.stdout.splitlines())
    assert good["runs_signal"]
    assert (good["n_crossings"], good["n_crossings_min"]) == (1, 8)
    assert "values" in bad["error"]
    assert result.exit_code == 2


def test_the_centre_may_be_given_or_frozen():
    line = {"id": 1, "values": [1, 2, 3, 10, 10, 10], "freeze": 3}
    [first] = map(json.loads, CliRunner().invoke(app, input=json.dumps(line)).stdout.splitlines())
    line["centre"] = 7
    [second] = map(json.loads, CliRunner().invoke(app, input=json.dumps(line)).stdout.splitlines())
    assert (first["centre"], second["centre"]) == (2.0, 7.0)
