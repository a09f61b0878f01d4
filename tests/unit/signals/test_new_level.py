"""Proposals of a new level: found where one is, not where a series only wanders."""

import numpy as np
import pytest

from almoner.signals.new_level import new_levels

RNG = np.random.default_rng(20260401)


def wandering(memory: float, length: int = 60) -> np.ndarray:
    """A steady series each of whose figures follows the one before."""
    values = np.zeros(length + 50)
    for place, chance in enumerate(RNG.normal(size=length + 49), start=1):
        values[place] = memory * values[place - 1] + chance
    return values[50:]


def test_a_lasting_step_is_proposed_where_it_is_with_its_evidence() -> None:
    values = 50 + RNG.normal(0, 2, 60) + np.where(np.arange(60) < 30, 0, 10)
    (found,) = new_levels(values)
    assert 28 <= found.position <= 31
    assert found.n_before + found.n_after == 60
    assert found.before == pytest.approx(values[: found.position].mean())
    assert found.after == pytest.approx(values[found.position :].mean())
    assert found.spread == pytest.approx(np.abs(np.diff(values[: found.position])).mean())
    assert not found.wanders


def test_what_was_opened_already_is_not_proposed_again() -> None:
    values = 50 + RNG.normal(0, 2, 60) + np.where(np.arange(60) < 30, 0, 10)
    (found,) = new_levels(values)
    assert new_levels(values, [found.position]) == []


def test_periods_without_a_value_keep_their_place() -> None:
    values = 50 + RNG.normal(0, 2, 80) + np.where(np.arange(80) < 40, 0, 10)
    values[[3, 4, 5, 44]] = np.nan
    (found,) = new_levels(values)
    assert 38 <= found.position <= 41
    assert found.n_before + found.n_after == 76


def test_forty_one_figures_have_no_room_for_two_levels() -> None:
    assert new_levels(np.repeat([1.0, 9.0], [20, 21]) + RNG.normal(0, 0.1, 41)) == []


@pytest.mark.parametrize(("memory", "most"), [(0.0, 0.03), (0.7, 0.10)])
def test_a_steady_series_is_seldom_proposed_a_level(memory: float, most: float) -> None:
    assert np.mean([bool(new_levels(wandering(memory))) for _turn in range(200)]) <= most


def test_two_levels_without_any_chance_in_them_are_told_apart() -> None:
    assert [one.position for one in new_levels(np.repeat([4.0, 6.0], 30))] in ([], [30])
