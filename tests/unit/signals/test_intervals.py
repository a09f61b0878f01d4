"""Intervals against slow definitions, other libraries and published worked values."""

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

from almoner.reference.refusal import Refusal
from almoner.signals.intervals import (
    byar_count,
    exact_count,
    levels,
    mean_t,
    rate,
    wilson,
)
from almoner.signals.standardisation import direct, expected_events, indirect

COUNTS = np.array([0, 1, 5, 9, 10, 11, 60, 100])


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
def test_wilson_agrees_with_another_library(confidence):
    found = wilson(COUNTS, np.full(8, 100), confidence)
    lower, upper = proportion_confint(COUNTS, 100, alpha=1 - confidence, method="wilson")
    assert found.lower == pytest.approx(np.maximum(lower, 0), abs=1e-12)
    assert found.upper == pytest.approx(upper, abs=1e-12)


@pytest.mark.parametrize("count", [1, 3, 9, 25])
def test_exact_limits_leave_half_the_chance_beyond_each(count):
    found = exact_count(np.array([count]))
    lower = optimize.brentq(lambda m: stats.poisson.sf(count - 1, m) - 0.025, 1e-9, count)
    upper = optimize.brentq(lambda m: stats.poisson.cdf(count, m) - 0.025, count, 10 * count + 10)
    assert found.lower[0] == pytest.approx(lower, rel=1e-9)
    assert found.upper[0] == pytest.approx(upper, rel=1e-9)


def test_no_events_have_a_lower_limit_of_nought_and_an_exact_upper():
    assert exact_count(0).lower == 0
    assert exact_count(0).upper == pytest.approx(-np.log(0.025))


def test_byar_is_near_the_exact_limits():
    found, exact = byar_count(COUNTS[4:]), exact_count(COUNTS[4:])
    assert found.lower == pytest.approx(exact.lower, rel=5e-3)
    assert found.upper == pytest.approx(exact.upper, rel=5e-3)


def test_rates_change_from_exact_to_byar_at_ten_events():
    found = rate([9, 10], [1000, 1000])
    assert found.lower[0] == exact_count(9).lower / 1000
    assert found.lower[1] == byar_count(10).lower / 1000


def test_a_mean_has_students_t_limits():
    sample = np.array([3.0, 5, 8, 9, 12])
    found = mean_t([sample.mean()], [sample.std(ddof=1)], [5])
    wanted = stats.t.interval(0.95, 4, sample.mean(), stats.sem(sample))
    assert (found.lower[0], found.upper[0]) == pytest.approx(wanted)
    assert np.isnan(mean_t([3.0], [0.0], [1]).lower[0])


def test_several_levels_give_one_row_each_and_may_be_percentages():
    both = wilson([5, 6], [10, 10], [95, 0.998])
    assert both.lower.shape == (2, 2)
    assert both.lower[0].tolist() == wilson([5, 6], [10, 10], 0.95).lower.tolist()
    assert levels([95, 99.8]).tolist() == [0.95, 0.998]


def test_no_denominator_gives_no_value():
    for found in (wilson([0], [0]), rate([3], [0])):
        assert np.isnan(found.value[0])
        assert np.isnan(found.lower[0])


@pytest.mark.parametrize(
    "call",
    [
        lambda: wilson([11], [10]),
        lambda: wilson([-1], [10]),
        lambda: rate([1, 2], [3]),
        lambda: levels(0),
        lambda: levels(100),
        lambda: direct([[5, 5]], [[10, 0]], [1, 1]),
        lambda: direct([[5, 5]], [[10, 10]], [1]),
    ],
)
def test_what_cannot_be_is_refused(call):
    with pytest.raises(Refusal):
        call()


def test_a_direct_rate_with_equal_weights_and_populations_is_the_crude_rate():
    found = direct([[10, 20]], [[500, 500]], [500, 500])
    crude = rate([30], [1000])
    assert found.value == pytest.approx(crude.value)
    assert found.lower == pytest.approx(crude.lower)
    assert found.upper == pytest.approx(crude.upper)


def test_a_direct_rate_against_the_formula_written_out():
    counts, people, standard = [4, 9, 30], [900, 800, 300], [5000, 3000, 2000]
    rates = [x / n for x, n in zip(counts, people, strict=True)]
    value = sum(r * w for r, w in zip(rates, standard, strict=True)) / 10000
    variance = (
        sum(x * (w / n) ** 2 for x, n, w in zip(counts, people, standard, strict=True)) / 10000**2
    )
    events = 43
    lower = events * (1 - 1 / (9 * events) - 1.959963984540054 / (3 * events**0.5)) ** 3
    found = direct([counts], [people], standard)
    assert found.value[0] == pytest.approx(value)
    assert found.lower[0] == pytest.approx(value + (variance / events) ** 0.5 * (lower - events))


def test_a_direct_rate_on_fewer_than_ten_events_is_not_given():
    found = direct([[4, 5], [5, 5]], [[100, 100]] * 2, [1, 1])
    assert np.isnan(found.value).tolist() == [True, False]
    assert np.isnan(found.lower).tolist() == [True, False]


def test_expected_events_come_from_the_references_own_rates():
    expected = expected_events([[100, 200], [10, 0]], [5, 30], [1000, 1000])
    assert expected.tolist() == [6.5, 0.05]
    assert indirect([13], expected[:1]).value.tolist() == [2.0]
