"""Breaks at a cut-off, against values that rddensity 3.0 gives, and the command."""

import json

import numpy as np
import pytest
from scipy import stats
from typer.testing import CliRunner

from almoner.cli.density import app
from almoner.reference.refusal import Refusal
from almoner.signals.density import density_break

_I = np.arange(1, 1201)
TIES = np.rint(np.exp(3.4 + 0.5 * np.sin(_I * _I * 0.7) + 0.01 * (_I % 37)))
SMOOTH = 25 + 20 * np.sin(_I * 1.3) + 0.004 * _I + 5 * np.cos(_I * _I * 0.31)


@pytest.mark.parametrize(
    ("values", "cutoff", "density", "error", "t", "p", "bandwidth", "used"),
    [
        (
            TIES,
            35.5,
            (0.011029005316278371, 0.015130839262323864),
            (0.0044295512272446375, 0.003055638647168419),
            0.7622455641767202,
            0.44591345639689584,
            (22.5, 22.5),
            (597, 478),
        ),
        (
            SMOOTH,
            30.0,
            (0.02731696899612144, 0.01751376443818311),
            (0.006420970653410301, 0.005162953221827933),
            -1.1898201329539113,
            0.2341170947354836,
            (5.751157664920572, 6.758731153061927),
            (110, 138),
        ),
    ],
)
def test_the_figures_are_those_of_the_package(
    values, cutoff, density, error, t, p, bandwidth, used
):
    found = density_break(values, cutoff)
    assert found.density == pytest.approx(density, rel=1e-7)
    assert found.error == pytest.approx(error, rel=1e-7)
    assert found.t == pytest.approx(t, rel=1e-7)
    assert found.p == pytest.approx(p, rel=1e-7)
    assert found.bandwidth == pytest.approx(bandwidth, rel=1e-7)
    assert found.used == used


def test_windows_widen_and_count_both_sides():
    found = density_break(SMOOTH, 30.0)
    first, last = found.windows[0], found.windows[-1]
    assert min(first.left, first.right) == 20
    assert last.left_width <= found.bandwidth[0]
    assert [w.left for w in found.windows] == sorted(w.left for w in found.windows)
    assert last.left == ((SMOOTH < 30) & (30 - last.left_width <= SMOOTH)).sum()
    assert last.p == pytest.approx(stats.binomtest(last.left, last.left + last.right).pvalue)


def pulled(share, seed=2):
    rng = np.random.default_rng(seed)
    days = np.rint(rng.gamma(4, 10, 3000))
    late = (days > 45) & (days < 60) & (rng.random(3000) < share)
    days[late] = 45 - rng.integers(0, 3, late.sum())
    return days


def test_cases_pulled_over_the_limit_make_a_break_and_others_do_not():
    assert density_break(pulled(0.3), 45.5).p < 1e-6
    assert np.median([density_break(pulled(0.0, seed), 45.5).p for seed in range(9)]) > 0.1


def test_few_values_are_refused():
    with pytest.raises(Refusal, match="too few"):
        density_break(np.arange(30.0), 25.5)
    with pytest.raises(Refusal, match="too few"):
        density_break(np.repeat([1.0, 2.0], 100), 1.5)


def test_the_command_cuts_at_the_half_day_and_says_what_it_found():
    values = [*pulled(0.3).tolist(), None]
    lines = [{"id": 1, "values": values, "threshold_days": 45}, {"id": 2, "values": [1, 2]}]
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)) + "\n")
    found, refused = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 2
    assert (found["cutoff"], found["t"] < -4) == (45.5, True)
    assert "more frequent" in found["sentence"] or "times as frequent" in found["sentence"]
    assert "cutoff" in refused["error"]
    assert len(found["windows"]) >= 1
