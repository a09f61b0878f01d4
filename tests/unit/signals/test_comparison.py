"""Ranks, bands, neighbours and changes on tables small enough to check by eye."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.signals.comparison import change_since_last, neighbours_mean, rank_and_band

ONE = np.zeros(6, dtype=np.int64)


def test_equal_values_share_the_better_rank():
    ranking = rank_and_band(np.array([3.0, 1, 2, 2, np.nan, 9]), ONE, -1)
    assert ranking.rank.tolist() == [4, 1, 2, 2, 0, 5]
    assert ranking.of.tolist() == [5, 5, 5, 5, 0, 5]
    assert ranking.tied.tolist() == [1, 1, 2, 2, 0, 1]


def test_rank_1_is_best_by_polarity():
    values = np.array([3.0, 1, 2, 5, 4, 9])
    assert rank_and_band(values, ONE, 1).rank.tolist() == [4, 6, 5, 2, 3, 1]
    assert rank_and_band(values, ONE, 0).rank.tolist() == [4, 6, 5, 2, 3, 1]
    assert rank_and_band(values, ONE, 0).band.tolist() == [0] * 6


def test_groups_are_ranked_apart_whatever_the_order_of_rows():
    group = np.array([1, 0, 1, 0])
    ranking = rank_and_band(np.array([5.0, 7, 6, 8]), group, np.array([1, -1, 1, -1]))
    assert ranking.rank.tolist() == [2, 1, 1, 2]


def test_no_values_have_no_ranks():
    assert rank_and_band(np.array([np.nan]), np.array([0]), 1).rank.tolist() == [0]
    assert rank_and_band(np.array([]), np.array([], dtype=int), 1).rank.tolist() == []


def slow_band(value, values, polarity):
    cuts = np.quantile(values, [0.25, 0.5, 0.75])
    upward = 1 + sum(value > cut for cut in cuts)
    return upward if polarity < 0 else 5 - upward


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 12).map(float), min_size=1, max_size=12), max_size=5),
    st.sampled_from([1, -1]),
)
def test_bands_and_ranks_agree_with_a_slow_reading(groups, polarity):
    values = np.array([value for group in groups for value in group])
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    ranking = rank_and_band(values, number, polarity)
    expected_rank = [
        1 + sum(other > value if polarity > 0 else other < value for other in group)
        for group in groups
        for value in group
    ]
    expected_band = [
        slow_band(value, group, polarity) if len(group) >= 4 else 0
        for group in groups
        for value in group
    ]
    assert ranking.rank.tolist() == expected_rank
    assert ranking.band.tolist() == expected_band


def test_the_neighbours_mean_is_of_those_with_a_value_in_the_same_group():
    neighbours = np.array([[1, 2], [0, 2], [0, -1]])
    values = np.array([1.0, 2.0, 4.0, 10.0, np.nan, 40.0])
    mean, count = neighbours_mean(
        values, np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 1, 2]), neighbours
    )
    assert mean.tolist() == [3.0, 2.5, 1.0, 40.0, 25.0, 10.0]
    assert count.tolist() == [2, 2, 1, 1, 2, 1]


def test_no_neighbour_with_a_value_gives_no_mean():
    mean, count = neighbours_mean(
        np.array([1.0]), np.array([0]), np.array([0]), np.array([[1], [0]])
    )
    assert np.isnan(mean[0])
    assert count[0] == 0


def test_the_table_of_neighbours_may_be_cut_in_blocks(monkeypatch):
    monkeypatch.setattr("almoner.signals.comparison.TABLE_CELLS", 3)
    test_the_neighbours_mean_is_of_those_with_a_value_in_the_same_group()


def test_change_is_since_the_last_value_and_says_how_long_ago():
    values = np.array([5.0, 3.0, np.nan, 4.0, 7.0])
    series = np.array([0, 0, 0, 0, 1])
    change, gap = change_since_last(values, series, np.array([4, 1, 3, 2, 1]))
    assert change[[0, 3]].tolist() == [1.0, 1.0]
    assert gap.tolist() == [2, 0, 0, 1, 0]
    assert np.isnan(change[[1, 2, 4]]).all()


@pytest.mark.parametrize("polarity", [1, -1])
def test_three_values_have_ranks_and_no_quarters(polarity):
    ranking = rank_and_band(np.array([5.0, 6.0, 7.0]), np.zeros(3, dtype=int), polarity)
    assert sorted(ranking.rank.tolist()) == [1, 2, 3]
    assert ranking.band.tolist() == [0, 0, 0]
