"""The tests' own statistics against exact or brute-force answers."""

import numpy as np
import pytest
from scipy import stats

from almoner.signals.integrity.bursts import in_batches
from almoner.signals.integrity.decision import benjamini_hochberg, set_level
from almoner.signals.integrity.lead import COPIES, EVERYONE, KINDS, Lead, strongest, together
from almoner.signals.integrity.membership import binomial_tail, membership
from almoner.signals.integrity.rates import (
    beta_binomial_tail,
    likeness,
    p_beyond,
    p_higher,
)
from almoner.signals.integrity.smooth import fit, p_more, p_term


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
    [found] = strongest(leads)
    assert 0.04 < found.p < 0.08


def test_several_tests_together_are_as_rare_as_they_say():
    drawn = np.random.default_rng(6).random((4000, 5))
    p = np.array([together(row) for row in drawn])
    assert (p < 0.01).mean() < 0.016
    assert (p < 0.1).mean() < 0.13


def test_tests_that_agree_say_no_less_than_one_of_them_and_no_more_than_all():
    assert together([0.01] * 4) == pytest.approx(0.01)
    assert together([1e-12, 0.5]) == pytest.approx(2e-12, rel=1e-3)


def smooth_counts(rng, heap=0, step=1.0, fives=0.0):
    days = np.arange(135.0)
    shape = stats.gamma.pdf(days + 0.5, 4, scale=10) * 1500
    shape[days > 45] *= step
    shape[days % 5 == 0] *= 1 + fives
    counts = rng.poisson(shape).astype(float)
    counts[42:46] += heap / 4
    return days, counts


def outside(days):
    return (days <= 35) | (days > 50)


def test_no_heap_no_finding_and_the_chances_are_even():
    rng, rare = np.random.default_rng(1), 0
    for _again in range(150):
        days, counts = smooth_counts(rng)
        curve = fit(counts, outside(days), 45)
        inside = ((days > 40) & (days <= 45)).astype(float)
        rare += p_more(curve, inside, 0.0) < 0.05
    assert rare / 150 < 0.1


def test_a_heap_stands_off_the_curve_by_its_size():
    days, counts = smooth_counts(np.random.default_rng(2), heap=120)
    inside = ((days > 40) & (days <= 45)).astype(float)
    curve = fit(counts, outside(days), 45)
    assert counts @ inside - curve.expected(inside)[0] == pytest.approx(120, abs=45)
    assert p_more(curve, inside, 30.0) < 1e-4
    assert p_more(curve, inside, 150.0) > 0.05


def test_a_missing_tail_and_round_days_have_terms_of_their_own():
    days, counts = smooth_counts(np.random.default_rng(3), step=0.4, fives=1.2)
    curve = fit(counts, outside(days) | (days > 45), 45, step=True)
    assert np.exp(curve.beta[0]) == pytest.approx(0.4, abs=0.2)
    assert p_term(curve, 0, 0.2, below=True) < 0.01
    assert p_term(curve, -2, 0.15) < 0.001
    assert p_term(curve, -1, 0.15) > 0.05


def test_the_set_level_holds_for_even_chances():
    rng = np.random.default_rng(5)
    low = 0
    for _again in range(2000):
        leads = [
            Lead(kind, team, p)
            for kind in KINDS
            for team, p in zip((*range(6), EVERYONE), rng.random(7).tolist(), strict=True)
        ]
        low += set_level(leads, 6) < 0.05
    assert low / 2000 < 0.06


def test_shares_that_are_ordinary_anywhere_are_let_pass():
    assert p_beyond(5, 100, 0.06, 0.01) == 1.0
    assert p_beyond(0, 0, 0.06, 0.01) == 1.0
    assert p_beyond(30, 100, 0.06, 0.01) < 1e-5
    assert p_beyond(12, 100, 0.06, 0.05) > p_beyond(12, 100, 0.06, 0.001)
