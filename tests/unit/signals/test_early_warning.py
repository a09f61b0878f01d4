"""Early warning on series with a season, a memory, and a planted shift."""

import numpy as np

from almoner.signals.early_warning import fresh, learnt, watch
from almoner.signals.seasonality import ordinary

MONTH = np.arange(144) % 12


def ordinary_series(rows, seed=4):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, 10, (rows, 144))
    for at in range(1, 144):
        noise[:, at] += 0.5 * noise[:, at - 1]
    return 400 + 60 * np.sin(2 * np.pi * MONTH / 12) + noise


def test_ordinary_months_seldom_warn_in_spite_of_season_and_memory():
    found = watch(ordinary_series(100), 96, MONTH)
    assert found.fresh.sum() / 100 / 4 < 0.5


def test_a_lasting_shift_is_found_within_the_year_and_in_its_direction():
    series = ordinary_series(100)
    series[:, 110:] -= 25
    found = watch(series, 96, MONTH)
    assert (found.fresh & (found.direction < 0))[:, 14:26].any(axis=1).mean() > 0.9


def test_one_month_far_out_warns_at_once():
    series = ordinary_series(5)
    series[:, 120] += 120
    assert (watch(series, 96, MONTH).direction[:, 24] == 1).all()


def test_no_month_sees_the_months_after_it():
    series = ordinary_series(5)
    whole, part = watch(series, 96, MONTH), watch(series[:, :120], 96, MONTH[:120])
    assert (whole.direction[:, :24] == part.direction).all()
    assert np.allclose(whole.score[:, :24], part.score)


def test_missing_months_and_constant_series_warn_of_nothing():
    series = ordinary_series(2)
    series[:, 100:110] = np.nan
    series[1] = 7.0
    found = watch(series, 96, MONTH)
    assert (found.direction[0, 4:14] == 0).all()
    assert (found.direction[1] == 0).all()


def test_a_warning_that_lasts_is_fresh_once():
    assert fresh(np.array([[0.0, 1, 1, -1, 0, 1]])).tolist() == [
        [False, True, False, True, False, True]
    ]


def test_a_season_learnt_from_few_years_makes_no_steady_month_look_far():
    """Each addition is a mean of three years: what comes lies wider than what was left of them."""
    rng = np.random.default_rng(7)
    months = np.arange(60)
    steady = rng.normal(size=(1000, 60)) + 2 * np.sin(2 * np.pi * months / 12)
    believed = ordinary(steady[:, :48], months[:48] % 12).season.believed
    score = watch(steady, 48, months % 12).score[believed]
    assert believed.sum() > 500
    assert 0.9 < score.std() < 1.15


def test_what_was_to_be_expected_is_known_where_a_figure_is_missing():
    series = ordinary_series(3)
    series[:, 120] = np.nan
    addition, mean, sigma = learnt(series, 96, MONTH)
    assert np.isfinite(addition).all()
    assert np.isfinite(mean).all()
    assert (sigma > 0).all()
