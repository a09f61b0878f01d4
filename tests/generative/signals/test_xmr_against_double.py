"""The vectorised XmR chart and a slow obvious one agree on every point of generated series."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.signals.batch import SeriesBatch
from almoner.signals.icons import ASSURANCE_ICONS, VARIATION_ICONS
from almoner.signals.process_reading import Options
from almoner.signals.special_causes import KINDS, POINT_TYPES
from almoner.signals.xmr import xmr
from tests.doubles.slow_xmr import slow_xmr

# Few distinct values, so that ties, points on the mean and constant stretches are common.
COARSE = st.integers(-4, 4).map(float)
TENTHS = st.integers(0, 60).map(lambda whole: whole / 10)
WIDE = st.floats(-1e6, 1e6)
STEPS = st.lists(st.sampled_from([1.0, 1.0, 1.0, -1.0, 0.0]), max_size=40).map(
    lambda steps: [float(x) for x in np.cumsum(steps)]
)


def values():
    """Lists of values, some of them missing."""
    holed = [
        st.lists(st.one_of(kind, kind, kind, st.none()), max_size=45) for kind in (COARSE, TENTHS)
    ]
    whole = [st.lists(kind, max_size=45) for kind in (COARSE, TENTHS, WIDE)]
    return st.one_of(*holed, *whole, STEPS)


SERIES = st.fixed_dictionaries(
    {
        "values": values(),
        "rebase_at": st.lists(st.integers(0, 44), max_size=3),
        "fix_after": st.sampled_from([None, None, 12, 15]),
        "screen": st.booleans(),
        "improvement": st.sampled_from([1, -1, 0]),
        "target": st.sampled_from([None, -3.0, 0.0, 2.5, 100.0]),
    }
)


def read_together(series):
    batch = SeriesBatch.from_lists([one["values"] for one in series])
    rebase = np.zeros(len(batch.values), dtype=bool)
    for start, one in zip(batch.offsets[:-1], series, strict=True):
        inside = [at for at in one["rebase_at"] if at < len(one["values"])]
        rebase[[int(start) + at for at in inside]] = True
    options = Options.default(
        batch,
        improvement=np.array([one["improvement"] for one in series]),
        target=np.array([np.nan if one["target"] is None else one["target"] for one in series]),
        fix_after=np.array([one["fix_after"] or 0 for one in series]),
        screen=np.array([one["screen"] for one in series]),
        rebase=rebase,
    )
    return batch, xmr(batch, options)


def word(words, code):
    return None if code < 0 else words[code]


def same(found, wanted):
    return np.isnan(found) if wanted is None else np.isclose(found, wanted, rtol=1e-12, atol=1e-12)


@settings(max_examples=250, deadline=None)
@given(st.lists(SERIES, min_size=1, max_size=4))
def test_every_point_of_every_series_is_read_as_the_double_reads_it(series):
    batch, reading = read_together(series)
    for number, one in enumerate(series):
        points, variation, assurance = slow_xmr(**one)
        assert word(VARIATION_ICONS, reading.variation[number]) == variation
        assert word(ASSURANCE_ICONS, reading.assurance[number]) == assurance
        for at, point in enumerate(points, start=int(batch.offsets[number])):
            assert word(KINDS, reading.kind[at]) == point["kind"]
            assert word(POINT_TYPES, reading.point_type[at]) == point["point_type"]
            assert same(reading.limits.mean[at], point["mean"])
            assert same(reading.limits.lower[at], point["lpl"])
            assert same(reading.limits.upper[at], point["upl"])
            assert same(reading.limits.near_lower[at], point.get("near_lower"))
            assert same(reading.limits.near_upper[at], point.get("near_upper"))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 50).map(float), min_size=20, max_size=40), st.integers(1, 9))
def test_limits_move_with_a_shift_and_stretch_with_a_scale(series, by):
    plain = xmr(SeriesBatch.from_lists([series]))
    moved = xmr(SeriesBatch.from_lists([[2 * value + by for value in series]]))
    assert np.allclose(moved.limits.upper, 2 * plain.limits.upper + by, equal_nan=True)
    assert (moved.kind == plain.kind).mean() > 0.9
