"""Targets, bands, trajectories, help in setting, and standing against a comparator."""

import numpy as np
import pytest

from almoner.reference.refusal import Refusal
from almoner.signals.intervals import Interval, wilson
from almoner.signals.standing import STANDINGS, against, gap_trend, rank_range
from almoner.signals.target_setting import (
    best_three,
    chance_of_count,
    chance_unchanged,
    ever_done,
    read_target,
    target_sentence,
)
from almoner.signals.targets import (
    Assurance,
    Bands,
    Side,
    Target,
    quintiles,
    traffic_light,
    trajectory,
)


def test_a_value_on_the_target_meets_it():
    values = np.array([4.9, 5.0, 5.1, np.nan])
    assert Target.of(Side.FLOOR, 5).met(values).tolist() == [False, True, True, False]
    assert Target.of(Side.CEILING, 5).met(values).tolist() == [True, True, False, False]
    assert Target.between(5, 5.05).met(values).tolist() == [False, True, False, False]


def test_two_lines_are_an_acceptable_level_and_an_aim():
    floor = Target.of(Side.FLOOR, 80, acceptable=70)
    assert floor.standing(np.array([60.0, 70, 79, 80])).tolist() == [0, 1, 1, 2]
    ceiling = Target.of(Side.CEILING, 10, acceptable=15)
    assert ceiling.standing(np.array([9.0, 12, 16])).tolist() == [2, 1, 0]
    with pytest.raises(Refusal):
        Target.of(Side.FLOOR, 80, acceptable=90)


@pytest.mark.parametrize(
    ("target", "lower", "upper", "assurance"),
    [
        (Target.of(Side.FLOOR, 80), 85, 95, Assurance.ALWAYS),
        (Target.of(Side.FLOOR, 80), 70, 95, Assurance.SOMETIMES),
        (Target.of(Side.FLOOR, 80), 60, 79, Assurance.NEVER),
        (Target.of(Side.CEILING, 80), 60, 79, Assurance.ALWAYS),
        (Target.between(8, 14), 9, 13, Assurance.ALWAYS),
        (Target.between(8, 14), 15, 20, Assurance.NEVER),
        (Target.of(Side.FLOOR, 80), np.nan, np.nan, Assurance.UNKNOWN),
    ],
)
def test_assurance_is_always_sometimes_or_never(target, lower, upper, assurance):
    assert target.assurance(lower, upper) is assurance


def test_a_trajectory_has_the_target_as_its_mean_over_a_year():
    season = np.array([5.0, -1, 0, 2, 3, 1, -8, 2, 0, 0, 1, 1])
    path = trajectory(40, season, np.arange(12))
    assert path.mean() == pytest.approx(40)
    assert path[0] - path[6] == pytest.approx(13)


def test_bands_are_data_and_say_where_a_value_on_a_cut_belongs():
    above = Bands("an edition", (10, 20), ("a", "b", "c"))
    below = Bands("an edition", (10, 20), ("a", "b", "c"), on_cut="below")
    assert above.place([9, 10, 20, np.nan]).tolist() == [0, 1, 2, -1]
    assert below.place([9, 10, 20, 21]).tolist() == [0, 0, 1, 2]
    with pytest.raises(Refusal):
        Bands("x", (20, 10), ("a", "b", "c"))
    with pytest.raises(Refusal):
        Bands("x", (10,), ("a",))


def test_quintiles_cut_five_equal_bands():
    bands = quintiles(np.arange(1.0, 101), "2024", tuple("12345"))
    assert np.bincount(bands.place(np.arange(1.0, 101))).tolist() == [20] * 5


def test_what_chance_alone_would_give():
    assert chance_unchanged(10, 2, 10, 1) == 0.5
    assert chance_unchanged(10, 2, 12, -1) == pytest.approx(0.8413, abs=1e-4)
    assert chance_unchanged(10, 0, 10, 1) == 1
    assert chance_of_count(0.5, 4, 0.75, 1) == pytest.approx(5 / 16)
    assert chance_of_count(0.5, 4, 0.25, -1) == pytest.approx(5 / 16)
    assert chance_of_count(0.7, 10, 0.7, 1) == pytest.approx(0.6496, abs=1e-4)


def test_best_neighbours_and_what_was_ever_done():
    assert best_three(np.array([5.0, 1, 9, 7, np.nan]), 1) == 7
    assert best_three(np.array([5.0, 1, 9, 7]), -1) == pytest.approx(13 / 3)
    histories = np.array([[1.0, 2, 3], [5, 5, 9]])
    assert ever_done(histories, 3, 1, 1) == 0.25
    assert np.isnan(ever_done(histories, 3, 3, 1))


@pytest.mark.parametrize(("target", "verdict"), [(70, "gift"), (81, "stretch"), (99, "fantasy")])
def test_a_target_is_a_gift_a_stretch_or_a_fantasy(target, verdict):
    histories = 80 + np.random.default_rng(2).normal(0, 2, (40, 8))
    reading = read_target(
        80, 2, target, 1, neighbours=np.array([85.0, 90, 95]), histories=histories, periods=2
    )
    assert reading.verdict == verdict
    assert "90.0" in target_sentence(reading)


def test_standing_is_by_interval_and_by_polarity():
    interval = wilson([50, 20, 30, 2], [100, 100, 100, 5])
    sizes = np.array([100.0, 100, 100, 5])
    words = [STANDINGS[code] for code in against(interval, np.full(4, 0.3), 1, sizes)]
    assert words == ["better", "worse", "similar", "too_few"]
    assert [STANDINGS[c] for c in against(interval, np.full(4, 0.3), -1)][:2] == ["worse", "better"]
    assert [STANDINGS[c] for c in against(interval, np.full(4, 0.3), 0)][:2] == ["higher", "lower"]
    assert against(interval, np.full(4, np.nan), 1).tolist() == [-1] * 4


def test_only_intervals_wholly_apart_are_ranked_apart():
    interval = Interval(
        np.array([1.0, 2, 9, np.nan]),
        np.array([0.0, 1, 8, np.nan]),
        np.array([1.5, 3, 10, np.nan]),
    )
    up, down = rank_range(interval, 1), rank_range(interval, -1)
    assert (up.best.tolist(), up.worst.tolist()) == ([2, 2, 1, 0], [3, 3, 1, 0])
    assert (down.best.tolist(), down.worst.tolist()) == ([1, 1, 3, 0], [2, 2, 3, 0])


def test_the_gap_to_the_neighbours_closes_or_not():
    neighbours = np.full(8, 50.0)
    better = gap_trend(np.linspace(40, 47, 8), neighbours, 1)
    assert (better.closing, better.slope) == (1, pytest.approx(1))
    assert gap_trend(np.linspace(40, 47, 8), neighbours, -1).closing == -1
    assert gap_trend(np.array([41.0, 39, 41, 39, 41, 39, 41, 39]), neighbours, 1).closing == 0
    assert gap_trend(np.array([1.0, 2, 3]), neighbours[:3], 1).closing == 0


def test_a_traffic_light_has_its_tolerance_on_the_wrong_side_only():
    up, down = traffic_light(80, 5, 1, "x"), traffic_light(80, 5, -1, "x")
    values = [74.9, 75, 79.9, 80]
    assert [up.labels[at] for at in up.place(values)] == ["red", "amber", "amber", "green"]
    values = [80, 80.1, 85, 85.1]
    assert [down.labels[at] for at in down.place(values)] == ["green", "amber", "amber", "red"]
    with pytest.raises(Refusal):
        traffic_light(80, 5, 0, "x")
