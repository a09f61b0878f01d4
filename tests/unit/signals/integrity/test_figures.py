"""Editions that move, denominators that go missing, targets that become easier."""

import numpy as np
import pytest

from almoner.signals.integrity.figures import (
    DENOMINATORS,
    FIGURE_KINDS,
    TARGETS,
    VINTAGES,
    asked,
    innocent,
    missing_denominators,
    moved_targets,
    moved_vintages,
)

PLACES, EACH = 8, 30
PLACE = np.repeat(np.arange(PLACES), EACH)


def editions(seed=1, favoured=0):
    rng = np.random.default_rng(seed)
    first = rng.normal(50, 5, len(PLACE))
    moved = rng.random(len(PLACE)) < 0.1
    last = first + moved * rng.normal(0, 2, len(PLACE))
    rows = np.flatnonzero(PLACE == 3)[:favoured]
    last[rows] = first[rows] + 2
    return first, last


def test_one_place_whose_editions_all_improve_is_asked():
    [one] = asked(moved_vintages(PLACE, *editions(favoured=20), better=1))
    assert (one.kind, one.place) == (VINTAGES, 3)
    assert len(one.rows) >= 14
    assert "for the better" in one.evidence


def test_the_same_moves_are_no_gain_where_down_is_better():
    assert not asked(moved_vintages(PLACE, *editions(favoured=14), better=-1))


def test_where_neither_way_is_better_moves_alone_are_counted_and_nothing_called_better():
    [one] = asked(moved_vintages(PLACE, *editions(favoured=20), better=0))
    assert "better" not in one.evidence


@pytest.mark.parametrize("seed", range(10))
def test_honest_corrections_go_both_ways_and_are_not_asked(seed):
    assert not asked(moved_vintages(PLACE, *editions(seed), better=1))


def test_rounding_is_no_move():
    first, last = editions(favoured=14)
    assert not asked(moved_vintages(PLACE, first, last, better=1, rounding=100))


def test_a_place_that_often_lacks_its_denominator_is_asked():
    numerator, denominator = np.full(len(PLACE), 3.0), np.full(len(PLACE), 20.0)
    gone = np.flatnonzero(PLACE == 5)[:9]
    denominator[gone[:5]] = np.nan
    denominator[gone[5:]] = 0
    [one] = asked(missing_denominators(PLACE, numerator, denominator))
    assert (one.kind, one.place) == (DENOMINATORS, 5)
    assert one.rows.tolist() == gone.tolist()


def test_a_denominator_that_all_lack_is_nobodys():
    numerator = np.full(len(PLACE), 3.0)
    assert not asked(missing_denominators(PLACE, numerator, np.full(len(PLACE), np.nan)))


@pytest.mark.parametrize(
    ("targets", "value", "better", "found"),
    [
        ((90, 80), 85, 1, True),
        ((90, 80), 75, 1, False),
        ((90, 80), 95, 1, False),
        ((80, 90), 85, 1, False),
        ((10, 15), 12, -1, True),
        ((10, np.nan), 12, -1, False),
    ],
)
def test_a_target_that_becomes_easier_and_is_met_for_that(targets, value, better, found):
    told = moved_targets(
        np.zeros(2, dtype=np.int64),
        [2023, 2024],
        np.array(targets, dtype=float),
        np.array([70.0, value]),
        better,
    )
    assert bool(asked(told)) == found
    assert all(one.kind == TARGETS for one in told)


def test_targets_of_other_places_are_not_compared():
    place = np.array([0, 1])
    assert not moved_targets(place, [1, 2], np.array([90.0, 80]), np.array([85.0, 85]), 1)


def test_nothing_gives_no_questions():
    none, no_numbers = np.zeros(0, dtype=np.int64), np.zeros(0)
    assert not moved_vintages(none, no_numbers, no_numbers, 1)
    assert not missing_denominators(none, no_numbers, no_numbers)
    assert not moved_targets(none, [], no_numbers, no_numbers, 1)


@pytest.mark.parametrize("kind", FIGURE_KINDS)
def test_every_kind_has_innocent_explanations(kind):
    assert len(innocent(kind)) >= 2
