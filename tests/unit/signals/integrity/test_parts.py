"""The tests' own statistics against exact or brute-force answers."""

import numpy as np
import pytest
from scipy import stats

from almoner.signals.integrity.bursts import in_batches
from almoner.signals.integrity.decision import benjamini_hochberg, set_level
from almoner.signals.integrity.lead import COPIES, KINDS, Lead, strongest
from almoner.signals.integrity.membership import binomial_tail, membership
from almoner.signals.integrity.rates import beta_binomial_tail, likeness, p_higher


@pytest.mark.parametrize(("n", "share", "x"), [(60, 0.2, 25), (15, 0.05, 5), (200, 0.5, 118)])
def test_the_saddlepoint_tail_is_the_binomial_one(n, share, x):
    found = binomial_tail(np.array([1.0]), np.array([float(n)]), np.array([share]), x - n * share)
    assert stats.binom.sf(x, n, share) < found < stats.binom.sf(x - 1, n, share)


def test_the_tail_of_weighted_counts_agrees_with_drawing_them():
    rng = np.random.default_rng(3)
    weight, n, share = np.array([1.0, -1.0, 0.5]), np.array([40.0, 30, 50]), np.full(3, 0.2)
    drawn = rng.binomial(n.astype(int), share, (200_000, 3)) @ weight - weight @ (n * share)
    assert binomial_tail(weight, n, share, 9.25) == pytest.approx((drawn > 9.25).mean(), rel=0.1)


def test_a_score_below_nothing_is_no_evidence():
    assert binomial_tail(np.ones(1), np.ones(1), np.full(1, 0.5), -0.1) == 1.0


def test_more_scatter_makes_less_of_the_same_score():
    parts = np.ones(1), np.array([100.0]), np.array([0.3])
    assert binomial_tail(*parts, 15.0, 3.0) > 10 * binomial_tail(*parts, 15.0)


def test_the_beta_binomial_tail_is_scipys():
    assert beta_binomial_tail(9, 40, 2.0, 30.0) == pytest.approx(
        stats.betabinom.sf(8, 40, 2.0, 30.0), rel=1e-9
    )
    assert beta_binomial_tail(0, 40, 2.0, 30.0) == 1.0


def test_likeness_rises_with_differences_between_teams_and_has_a_floor():
    n = np.full(6, 100.0)
    same, apart = np.full(6, 10.0), np.array([0.0, 30, 2, 25, 1, 20])
    assert likeness(same, n, 0.01) == 0.01
    assert likeness(apart, n, 0.01) > 0.05


def test_two_teams_alike_do_not_excuse_each_other():
    x, n = np.array([2, 1, 2, 40, 42, 1]), np.full(6, 200)
    p = p_higher(x, n)
    assert (p[[3, 4]] < 1e-4).all()
    assert (p[[0, 1, 2, 5]] > 0.05).all()


def test_a_share_can_only_be_judged_beside_two_others():
    assert np.isnan(p_higher(np.array([9, 0]), np.array([10, 10]))).all()


def test_a_heap_that_all_teams_share_cancels():
    day = np.arange(61.0)
    shape = 10 * np.exp(-(((day - 30) / 15) ** 2)) + 40 * (day == 45)
    counts = np.rint(np.outer([1, 2, 1], shape))
    curve = membership(counts[0], counts.sum(axis=0), day < 40, 45)
    assert curve.expected[45] == pytest.approx(counts[0, 45], rel=0.1)
    assert curve.p_above((day == 45).astype(float)) > 0.2


def test_a_heap_of_one_team_does_not():
    day = np.arange(61.0)
    shape = np.rint(10 * np.exp(-(((day - 30) / 15) ** 2)))
    counts = np.outer([1, 1, 1], shape)
    counts[0] += 20 * (day == 45)
    curve = membership(counts[0], counts.sum(axis=0), day < 40, 45)
    assert curve.p_above((day == 45).astype(float)) < 1e-5


def test_monthly_and_weekly_entry_are_practices():
    assert in_batches(np.repeat(np.arange(12.0) * 30, 10))
    assert in_batches(np.arange(300.0) // 6 * 7)
    assert not in_batches(np.arange(300.0))


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg():
    p = np.array([0.01, 0.001, 0.04, 0.03])
    assert benjamini_hochberg(p, 4) == pytest.approx(stats.false_discovery_control(p))


def test_the_strongest_of_several_tests_pays_for_the_others():
    leads = [Lead(COPIES, 0, p) for p in (0.02, 0.5, 0.9)]
    assert [lead.p for lead in strongest(leads)] == [pytest.approx(0.06)]


def test_the_set_level_holds_for_even_chances():
    rng = np.random.default_rng(5)
    low = 0
    for _again in range(2000):
        leads = [
            Lead(kind, team, p) for kind in KINDS for team, p in enumerate(rng.random(6).tolist())
        ]
        low += set_level(leads, 6) < 0.05
    assert low / 2000 < 0.06
