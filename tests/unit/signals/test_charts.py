"""Limits of each chart by its formula, on numbers small enough to check by hand."""

import numpy as np
import pytest

from almoner.reference.refusal import Refusal
from almoner.signals.batch import SeriesBatch
from almoner.signals.charts import plotted, read_chart
from almoner.signals.process_reading import Options
from almoner.signals.special_causes import KINDS
from almoner.signals.xmr import xmr

X = np.array([10.0, 12, 8, 15, 9, 11, 14, 7, 10, 12, 13, 9])
N = np.array([100.0, 90, 110, 120, 100, 95, 105, 100, 98, 102, 110, 90])


def read(chart, x, n=None, **options):
    batch = SeriesBatch.from_matrix(plotted(chart, x, n)[np.newaxis])
    return read_chart(chart, batch, Options.default(batch, **options), n)


def test_p_limits_follow_each_denominator():
    p = X.sum() / N.sum()
    found = read("p", X, N).limits
    assert found.mean == pytest.approx(np.full(12, p))
    assert found.upper == pytest.approx(p + 3 * np.sqrt(p * (1 - p) / N))
    assert found.near_lower == pytest.approx(p - 2 * np.sqrt(p * (1 - p) / N))


def test_u_and_c_limits_are_poisson():
    u = X.sum() / N.sum()
    assert read("u", X, N).limits.upper == pytest.approx(u + 3 * np.sqrt(u / N))
    assert read("c", X).limits.upper == pytest.approx(np.full(12, X.mean() + 3 * X.mean() ** 0.5))


def test_primed_limits_are_the_plain_ones_widened_by_the_scores_own_ranges():
    p = X.sum() / N.sum()
    sigma = np.sqrt(p * (1 - p) / N)
    scores = (X / N - p) / sigma
    wider = np.abs(np.diff(scores)).mean() / 1.128
    found = read("pp", X, N, screen=False).limits
    assert found.upper == pytest.approx(p + 3 * sigma * wider)
    # Cases in tens of thousands vary far more than chance: a plain P chart marks nearly all.
    many = read("p", X * 1000, N * 1000), read("pp", X * 1000, N * 1000)
    assert (many[0].kind == 1).sum() > 8
    assert (many[1].kind == 1).sum() == 0


def test_limits_of_proportions_stay_between_nought_and_one():
    few = read("p", np.array([0.0, 1, 2, 0, 1, 2]), np.full(6, 2.0)).limits
    assert few.lower.min() == 0
    assert few.upper.max() == 1


def test_a_t_chart_is_an_xmr_chart_of_roots():
    gaps = np.array([3.0, 10, 1, 25, 7, 14, 2, 30, 8, 12, 5, 9])
    found = read("t", gaps).limits
    roots = xmr(SeriesBatch.from_matrix((gaps ** (1 / 3.6))[np.newaxis])).limits
    assert found.upper == pytest.approx(roots.upper**3.6)
    assert (found.lower >= 0).all()


def test_a_g_chart_has_the_geometric_limits_and_median():
    gaps = np.array([3.0, 10, 1, 25, 7, 14, 2, 30, 8, 12, 5, 9])
    mean = gaps.mean()
    found = read("g", gaps).limits
    assert found.upper[0] == pytest.approx(mean + 3 * np.sqrt(mean * (mean + 1)))
    assert found.mean[0] == pytest.approx(0.693 * mean)


def test_rules_and_fixed_baselines_apply_to_every_chart():
    x, n = np.append(X, [40.0] * 3), np.append(N, [100.0] * 3)
    found = read("p", x, n, fix_after=12)
    assert [KINDS[code] for code in found.kind[-3:]] == ["outside_limit"] * 3
    assert found.limits.mean[-1] == pytest.approx(X.sum() / N.sum())


@pytest.mark.parametrize(
    ("chart", "x", "n"),
    [("p", X, None), ("p", N, X), ("c", -X, None)],
)
def test_what_a_chart_cannot_show_is_refused(chart, x, n):
    with pytest.raises(Refusal):
        plotted(chart, x, n)
