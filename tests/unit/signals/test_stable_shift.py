"""The Stable Shift method on series whose right periods can be seen."""

import numpy as np

from almoner.signals.stable_shift import stable_shifts

RNG = np.random.default_rng(20240401)
NOISE = RNG.normal(0, 1, 120)


def test_a_lasting_shift_opens_one_period_where_the_run_begins():
    values = NOISE[:60] + np.where(np.arange(60) < 30, 0, 6)
    opens = stable_shifts(values).opens
    assert opens[0] == 0
    assert len(opens) == 2
    assert 28 <= opens[1] <= 30


def test_a_shift_that_goes_back_is_not_a_new_period():
    at = np.arange(90)
    values = NOISE[:90] + np.where((at >= 30) & (at < 42), 6, 0)
    assert stable_shifts(values).opens == [0]


def test_a_shift_too_near_the_end_waits():
    values = NOISE[:45] + np.where(np.arange(45) < 30, 0, 6)
    assert stable_shifts(values).opens == [0]


def test_under_twenty_one_points_there_is_no_period():
    assert stable_shifts(NOISE[:20]).opens == []


def test_no_more_than_three_extremes_are_left_out_of_a_period():
    values = NOISE[:40].copy()
    values[[9, 10, 11, 12]] = [50, 60, 70, 80]
    found = stable_shifts(values).excluded
    assert found.sum() == 3
    assert found[[10, 11, 12]].all()


def test_a_steady_process_seldom_opens_a_second_period():
    series = RNG.normal(0, 1, (200, 60))
    assert np.mean([len(stable_shifts(one).opens) > 1 for one in series]) < 0.2


def test_a_constant_series_has_one_period():
    assert stable_shifts(np.full(50, 3.0)).opens == [0]
