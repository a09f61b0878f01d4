"""No small count can be had back from what is shown, however it is added and subtracted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.engine.disclosure import Sum, bounds, rounded, rule_set, rule_sets, withheld
from almoner.reference.refusal import Refusal

COUNTS = st.lists(st.integers(0, 12), min_size=4, max_size=9)


def crossed(inner: list[int], columns: int) -> tuple[list[int], list[Sum]]:
    """A table of areas by groups with both margins and the grand total, and all its sums."""
    rows = [inner[i : i + columns] for i in range(0, len(inner) - columns + 1, columns)]
    wide = [[*row, sum(row)] for row in rows]
    wide.append([sum(column) for column in zip(*wide, strict=True)])
    width, height = columns + 1, len(wide)
    sums: list[Sum] = [
        (r * width + columns, tuple(r * width + c for c in range(columns))) for r in range(height)
    ]
    sums += [
        ((height - 1) * width + c, tuple(r * width + c for r in range(height - 1)))
        for c in range(width)
    ]
    return [cell for row in wide for cell in row], sums


@settings(max_examples=60, deadline=None)
@given(inner=COUNTS, columns=st.integers(2, 3))
def test_no_small_count_can_be_worked_out(inner: list[int], columns: int) -> None:
    counts, sums = crossed(inner, columns)
    rules = rule_set("dhsc-ascof")
    hidden = withheld(counts, sums, rules)
    numbers = np.array(counts)
    for position in np.flatnonzero(rules.small(numbers)):
        assert hidden[position]
        if not hidden.all():
            low, high = bounds(numbers, hidden, sums, int(position))
            assert high - low >= 1, (counts, hidden, position)


@settings(max_examples=60, deadline=None)
@given(inner=COUNTS)
def test_without_secondary_suppression_the_attack_succeeds(inner: list[int]) -> None:
    """The attack is a real one: with one small count in a row, subtraction gives it away."""
    counts = [3, *(count + 20 for count in inner)]
    total = sum(counts)
    hidden = np.array([True] + [False] * len(counts))
    low, high = bounds(
        np.array([*counts, total]), hidden, [(len(counts), tuple(range(len(counts))))], 0
    )
    assert low == high == 3


def test_large_counts_are_shown() -> None:
    assert not withheld([10, 20, 30], [(2, (0, 1))], rule_set("dhsc-ascof")).any()


def test_nought_is_shown_where_nothing_is_small() -> None:
    assert not withheld([0, 20, 20], [(2, (0, 1))], rule_set("dhsc-ascof")).any()


def test_rounding_to_five() -> None:
    assert rounded(np.array([0, 8, 12, 13, 17]), 5).tolist() == [0, 10, 10, 15, 15]


def test_unknown_rule_set_is_refused() -> None:
    with pytest.raises(Refusal, match="no such rule set"):
        rule_set("nobody")
    assert "nhs-england" in rule_sets()
