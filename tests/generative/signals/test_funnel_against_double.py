"""Dispersion of generated funnels agrees with the formulae written out place by place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.signals.funnel import fit_funnel, flagged
from tests.doubles.slow_funnel import slow_dispersion

PLACES = st.lists(st.tuples(st.integers(1, 60), st.integers(61, 400)), min_size=3, max_size=40)
KINDS = {
    "proportion": ("proportion", None),
    "ratio_of_counts": ("ratio_of_counts", None),
    "CQC": ("ratio", "CQC"),
    "SHMI": ("ratio", "SHMI"),
}


@settings(max_examples=150, deadline=None)
@given(PLACES, st.sampled_from(sorted(KINDS)), st.sampled_from([0.1, 0.2]))
def test_phi_and_tau_squared_are_those_of_the_formulae(places, name, trim_by):
    counts, sizes = zip(*places, strict=True)
    kind, method = KINDS[name]
    found = fit_funnel(kind, counts, sizes, method=method, trim_by=trim_by)
    target, phi, tau2 = slow_dispersion(name, counts, sizes, trim_by)
    assert found.target == pytest.approx(target)
    assert found.dispersion.phi == pytest.approx(phi, rel=1e-9, abs=1e-12)
    assert found.dispersion.tau2 == pytest.approx(tau2, rel=1e-7, abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(PLACES, st.sampled_from(sorted(KINDS)))
def test_adjusted_limits_hold_the_plain_ones_and_wider_levels_hold_narrower(places, name):
    _counts, sizes = zip(*places, strict=True)
    kind, method = KINDS[name]
    funnel = fit_funnel(kind, *zip(*places, strict=True), method=method)
    narrow, wide = (funnel.limits(sizes, level, adjusted=True) for level in (0.95, 0.998))
    assert (wide[0] <= narrow[0]).all()
    assert (wide[1] >= narrow[1]).all()
    if kind in ("proportion", "ratio_of_counts"):
        plain = funnel.limits(sizes, 0.95, adjusted=False)
        assert (narrow[0] <= plain[0] + 1e-12).all()
        assert (narrow[1] >= plain[1] - 1e-12).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(20, 30), min_size=5, max_size=30))
def test_places_alike_are_not_over_dispersed_and_one_apart_is_found(counts):
    import numpy as np

    x = np.array([*counts, 90], dtype=float)
    n = np.full(len(x), 100.0)
    funnel = fit_funnel("proportion", x, n, trim_by=0.2)
    assert flagged(funnel, x, n)[-1]
