"""Waiting in a step: steady steps against simulated ones, and steps that stick."""

import numpy as np
import pytest

from almoner.signals.waiting import waiting_in_step, waiting_sentence

ON = 1000


def step(seed, stuck=False, a_day=3):
    rng = np.random.default_rng(seed)
    entered = np.sort(rng.integers(0, ON + 1, a_day * ON))
    left = entered + np.rint(rng.gamma(2, 8, len(entered))).astype(np.int64)
    if stuck:
        # For the last month hardly anybody leaves.
        rows = (left > ON - 30) & (rng.random(len(left)) < 0.9)
        left = np.where(rows, left + 60, left)
    return entered, np.where(left > ON, -1, left)


def test_a_steady_step_holds_as_many_long_waits_as_renewal_theory_says():
    read = [waiting_in_step(*step(seed), ON) for seed in range(60)]
    assert np.mean([one.over for one in read]) == pytest.approx(
        np.mean([one.usual for one in read]), rel=0.15
    )
    assert sum(one.sticking for one in read) <= 2


def test_a_step_that_sticks_is_said():
    found = [waiting_in_step(*step(seed, stuck=True), ON) for seed in range(10)]
    assert sum(one.sticking for one in found) >= 9
    assert "begun to stick" in waiting_sentence(found[0], "assessment")


def test_too_few_say_so():
    found = waiting_in_step(np.array([990, 995]), np.array([-1, -1]), ON)
    assert (found.waiting, found.median) == (2, 7.5)
    assert not found.sticking
    assert "too few" in waiting_sentence(found, "review")
    assert waiting_in_step(np.zeros(0, dtype=int), np.zeros(0, dtype=int), ON).waiting == 0
