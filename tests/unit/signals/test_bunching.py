"""Heaps just inside a limit: values worked out another way, and the command."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from almoner.cli.bunching import app
from almoner.reference.refusal import Refusal
from almoner.signals.bunching import Setting, binned, bunching


def days(moved=0, seed=1):
    """Whole days, some of those in the fortnight after day 45 moved to days 43 to 45."""
    rng = np.random.default_rng(seed)
    found = np.rint(rng.gamma(4, 10, 4000))
    late = np.flatnonzero((found > 45) & (found <= 60))[:moved]
    found[late] = 45 - np.arange(len(late)) % 3
    return found


def test_bins_hold_what_is_above_the_last_top_up_to_their_own():
    setting = Setting(limit=10, width=2, left=1, right=1)
    assert binned(np.array([8, 8.1, 10, 10.1, 12, 12.1, np.nan]), setting).tolist() == [1, 2, 2]


def test_the_curve_is_the_least_squares_one_outside_the_window():
    setting = Setting(45, left=25, right=25, excluded_left=2, degree=3, correct=False)
    found = bunching(days(100), setting, repeats=0)
    place = np.arange(-25, 26.0)
    outside = (place < -2) | (place > 0)
    line = np.polynomial.Polynomial.fit(place[outside], found.counts[outside], 3)
    assert found.curve == pytest.approx(line(place))
    assert found.excess == pytest.approx((found.counts - line(place))[~outside].sum())
    assert found.normalised == pytest.approx(found.excess / line(0.0))


def test_the_excess_is_about_what_was_moved():
    setting = Setting(
        45, left=30, right=40, excluded_left=2, excluded_right=15, degree=5, correct=False
    )
    found = bunching(days(150), setting)
    assert found.interval[0] < 150 < found.interval[1]
    assert found.missing == pytest.approx(150, abs=75)


def test_without_a_heap_the_interval_holds_nought():
    found = bunching(days(), Setting(45, degree=5))
    assert found.interval[0] < 0 < found.interval[1]


def test_the_correction_raises_the_curve_and_settles():
    """Bins above are raised by as many cases as the window has too many, so that B gets smaller."""
    flat = np.repeat(np.arange(15.0, 76.0), 100)
    values = np.concatenate([flat, np.full(400, 45.0)])
    found, plain = (
        bunching(values, Setting(45, excluded_left=3, degree=2, correct=correct), repeats=0)
        for correct in (True, False)
    )
    assert found.settled
    assert plain.excess == pytest.approx(400)
    assert 300 < found.excess < 400
    # The raised bins hold the excess, to within the one case at which it stops.
    above = found.counts[31:].sum()
    raised = np.where(np.arange(61) > 30, found.counts * (1 + found.excess / above), found.counts)
    outside = ~found.excluded
    place = np.arange(-30, 31.0)
    again = np.polynomial.Polynomial.fit(place[outside], raised[outside], 2)(place)
    assert (found.counts - again)[27:31].sum() == pytest.approx(found.excess, abs=1)


def test_a_round_number_term_takes_what_round_numbers_explain():
    values = np.concatenate(
        [np.repeat(np.arange(15.0, 76.0), 100), np.repeat(np.arange(15.0, 76, 5), 60)]
    )
    without, allowed = (
        bunching(
            values, Setting(45, degree=3, excluded_left=0, correct=False, rounds=rounds), repeats=0
        )
        for rounds in ((), (5,))
    )
    assert without.excess > 40
    assert allowed.excess == pytest.approx(0, abs=1e-6)


def test_the_same_seed_gives_the_same_interval():
    one, other = (bunching(days(80), Setting(45), seed=4) for _time in range(2))
    assert one.interval == other.interval


@pytest.mark.parametrize(
    "setting", [Setting(45, left=3, right=3), Setting(45, excluded_left=40), Setting(45, width=0)]
)
def test_a_curve_that_cannot_be_fitted_is_refused(setting):
    with pytest.raises(Refusal):
        bunching(days(), setting)


def test_the_command_answers_in_words():
    line = {"id": "a", "values": days(150).tolist(), "limit": 45, "degree": 5}
    result = CliRunner().invoke(app, input=json.dumps(line) + "\n")
    answer = json.loads(result.stdout)
    assert answer["B"] > 80
    assert answer["B_interval"][0] < answer["B"] < answer["B_interval"][1]
    assert len(answer["bins"]) == len(answer["counts"]) == len(answer["curve"])
    assert "just inside the limit of 45" in answer["sentence"]


def test_a_bad_line_says_what_was_expected():
    line = {"id": "a", "values": [1, 2], "limit": "soon"}
    result = CliRunner().invoke(app, input=json.dumps(line) + "\n")
    assert result.exit_code == 2
    assert "limit" in json.loads(result.stdout)["error"]
