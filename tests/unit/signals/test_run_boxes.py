"""Boxes from first principles against published entries, and their chances by simulation."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from almoner.cli.runchart import app
from almoner.signals.batch import SeriesBatch
from almoner.signals.run_boxes import box
from almoner.signals.run_chart import run_chart


@pytest.mark.parametrize(
    ("n", "published"),
    [
        (10, (2, 6, 3, 5)),
        (12, (3, 6, None, None)),
        (24, (6, 7, 7, 6)),
        (26, (9, 9, 10, 7)),
        (48, (19, 12, 20, 11)),
        (75, (31, 12, 32, 9)),
        (100, (41, 10, 42, 9)),
    ],
)
def test_boxes_are_the_published_ones(n, published):
    assert box(n) == published


def test_there_is_no_box_outside_ten_to_a_hundred():
    assert box(9) is None
    assert box(101) is None


def test_random_sequences_stay_inside_as_often_as_promised():
    batch = SeriesBatch.from_matrix(np.random.default_rng(9).normal(size=(3000, 24)))
    found = run_chart(batch, np.zeros(3000))
    frame = box(24)
    pairs = list(zip(found.crossings.tolist(), found.longest_run.tolist(), strict=True))
    for cut in (False, True):
        inside = np.mean([frame.holds(c, length, cut=cut) for c, length in pairs])
        assert 0.91 < inside < 0.97


def test_a_cut_box_gives_up_its_corner():
    frame = box(24)
    assert frame.holds(6, 7, cut=False)
    assert not frame.holds(6, 7, cut=True)
    assert frame.holds(7, 7, cut=True)
    assert frame.holds(6, 6, cut=True)


def test_the_command_takes_a_method_and_says_when_it_cannot():
    values = [1, 2] * 4 + [1] * 8 + [2] * 8
    lines = [
        {"id": 1, "values": values, "method": "cutbox"},
        {"id": 2, "values": [1, 2, 3], "method": "bestbox"},
        {"id": 3, "values": values, "method": "guess"},
    ]
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)))
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first["method"] == "cutbox"
    assert first["runs_signal"]
    assert second["method"] == "anhoej"
    assert "bestbox" in second["warnings"][0]
    assert "anhoej, bestbox, cutbox" in third["error"]
