"""Which cases an audit draws, and what their errors say of all cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almoner.reference.refusal import Refusal
from almoner.signals.audit_sample import (
    Stratum,
    allocation,
    draw,
    draw_stratified,
    error_rate,
)

KEYS = [f"A{number:04}" for number in range(500)]


def test_a_seed_draws_the_same_sample_whatever_the_order() -> None:
    first = draw(KEYS, 30, seed=7)
    assert first == draw(KEYS[::-1], 30, seed=7)
    assert len(set(first)) == 30
    assert first != draw(KEYS, 30, seed=8)
    assert draw(KEYS, 10, seed=7) == first[:10], "a larger sample goes on from a smaller"


def test_drawn_as_it_always_was() -> None:
    # Recorded audits are drawn again by their seed: this must hold in every later version.
    assert draw(KEYS, 5, seed=7) == ["A0394", "A0063", "A0466", "A0471", "A0254"]


def test_every_case_is_drawn_alike() -> None:
    times = dict.fromkeys(KEYS[:20], 0)
    for seed in range(2000):
        for key in draw(KEYS[:20], 5, seed):
            times[key] += 1
    # 500 expected each, standard deviation 19.4; five of them either side.
    assert all(abs(number - 500) < 97 for number in times.values())


def test_what_cannot_be_drawn() -> None:
    assert sorted(draw(KEYS[:3], 10, seed=1)) == KEYS[:3]
    with pytest.raises(Refusal, match="one case"):
        draw(KEYS, 0, seed=1)
    with pytest.raises(Refusal, match="twice"):
        draw(["a", "a"], 1, seed=1)


def test_strata_in_proportion_but_two_from_each() -> None:
    assert allocation({"a": 600, "b": 300, "c": 99, "d": 1}, 30) == {
        "a": 18, "b": 9, "c": 3, "d": 1,
    }  # fmt: skip
    assert allocation({"a": 5, "b": 2}, 10) == {"a": 5, "b": 2}
    drawn = draw_stratified({"a": KEYS[:100], "b": KEYS[100:103]}, 20, seed=3)
    assert {name: len(keys) for name, keys in drawn.items()} == {"a": 19, "b": 2}
    alone = draw_stratified({"b": KEYS[100:103]}, 2, seed=3)
    assert alone["b"] == drawn["b"], "other strata make no difference"


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 500), min_size=1),
    st.integers(1, 200),
)
def test_an_allocation_is_never_more_than_there_is(sizes: dict[str, int], size: int) -> None:
    given_out = allocation(sizes, size)
    assert set(given_out) == set(sizes)
    assert all(min(2, sizes[name]) <= number <= sizes[name] for name, number in given_out.items())
    assert sum(given_out.values()) >= min(size, sum(sizes.values()))


def test_a_small_part_of_many_is_plain_wilson() -> None:
    # 2 of 40 from a very large number: Wilson 1.382% to 16.504% (worked by hand from its formula).
    found = error_rate([Stratum(10**9, 40, 2)])
    assert (found.rate, found.lower, found.upper) == pytest.approx((5.0, 1.382, 16.504), abs=1e-3)


def test_all_cases_leave_no_doubt() -> None:
    found = error_rate([Stratum(40, 40, 2)])
    assert (found.rate, found.lower, found.upper) == (5.0, 5.0, 5.0)


def test_the_more_of_them_are_drawn_the_narrower() -> None:
    widths = []
    for size in (10**6, 400, 80, 50):
        found = error_rate([Stratum(size, 40, 2)])
        widths.append(found.upper - found.lower)
    assert widths == sorted(widths, reverse=True)


def test_strata_weigh_by_their_size() -> None:
    found = error_rate([Stratum(900, 20, 0), Stratum(100, 20, 10)])
    assert found.rate == pytest.approx(5.0)


def test_no_errors_are_not_certainty() -> None:
    plain, split = error_rate([Stratum(400, 40, 0)]), error_rate([Stratum(200, 20, 0)] * 2)
    assert plain.lower == 0
    assert 4 < plain.upper < 9
    assert split.upper == pytest.approx(plain.upper, rel=0.02)


def test_what_cannot_be() -> None:
    with pytest.raises(Refusal, match="no case"):
        error_rate([Stratum(10, 0, 0)])
    with pytest.raises(Refusal, match="more was found"):
        error_rate([Stratum(10, 5, 6)])


@pytest.mark.parametrize(
    ("sizes", "shares", "drawn"),
    [
        ((300,), (0.1,), (60,)),
        ((800, 200), (0.05, 0.4), (40, 20)),
        ((90, 60), (0.2, 0.2), (30, 30)),
    ],
)
def test_the_interval_holds_the_truth_as_often_as_it_says(
    sizes: tuple[int, ...], shares: tuple[float, ...], drawn: tuple[int, ...]
) -> None:
    generator = np.random.Generator(np.random.PCG64(11))
    wrong = [round(size * share) for size, share in zip(sizes, shares, strict=True)]
    truth = 100 * sum(wrong) / sum(sizes)
    held = 0
    for _each in range(1500):
        strata = [
            Stratum(size, number, int(generator.hypergeometric(bad, size - bad, number)))
            for size, bad, number in zip(sizes, wrong, drawn, strict=True)
        ]
        found = error_rate(strata)
        held += found.lower <= truth <= found.upper
    assert 0.925 <= held / 1500 <= 0.995
