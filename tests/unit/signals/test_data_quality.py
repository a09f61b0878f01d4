"""The grade of data is that of its weakest part, and says what it does not know."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almoner.reference.refusal import Refusal
from almoner.signals.data_quality import Grade, blocks_good, editions, grades, thresholds

FULL = {"completeness": 100, "validity": 100, "timeliness": 100, "agreement": 100,
        "audit_age": 0, "audit_error": 0}  # fmt: skip


def grade(**parts: float) -> Grade:
    """The grade of one figure, everything else being perfect."""
    found = grades({name: [value] for name, value in {**FULL, **parts}.items()})
    return Grade(int(found.overall[0]))


def test_perfect_data_are_high() -> None:
    assert grade() is Grade.HIGH


@pytest.mark.parametrize("part", list(FULL))
def test_each_threshold_holds_to_the_value(part: str) -> None:
    one = thresholds()[part]
    step = -0.001 if one.more_is_better else 0.001
    assert grade(**{part: one.high_from}) is Grade.HIGH
    assert grade(**{part: one.high_from + step}) is Grade.MEDIUM
    assert grade(**{part: one.medium_from}) is Grade.MEDIUM
    assert grade(**{part: one.medium_from + step}) is max(Grade.LOW, one.lowest)


def test_the_weakest_part_decides() -> None:
    assert grade(validity=96, completeness=96) is Grade.LOW
    assert grade(completeness=96) is Grade.MEDIUM


def test_never_audited_is_medium_and_never_low() -> None:
    assert grade(audit_age=math.inf, audit_error=math.nan) is Grade.MEDIUM


def test_what_is_not_known_says_nothing() -> None:
    assert grade(agreement=math.nan, timeliness=math.nan) is Grade.HIGH
    assert grade(agreement=math.nan, timeliness=50) is Grade.LOW


@pytest.mark.parametrize("part", ["completeness", "validity"])
def test_without_completeness_or_validity_there_is_no_grade(part: str) -> None:
    assert grade(**{part: math.nan}) is Grade.UNKNOWN
    rest = {name: [value] for name, value in FULL.items() if name != part}
    assert grades(rest).overall[0] == Grade.UNKNOWN


def test_only_low_data_block_a_good_judgement() -> None:
    assert blocks_good([Grade.LOW, Grade.MEDIUM, Grade.HIGH, Grade.UNKNOWN]).tolist() == [
        True, False, False, False,
    ]  # fmt: skip


def test_wrong_parts_are_refused() -> None:
    with pytest.raises(Refusal, match="no such part"):
        grades({"beauty": [1]})
    with pytest.raises(Refusal, match="pair up"):
        grades({"completeness": [1], "validity": [1, 2]})
    with pytest.raises(Refusal, match="thresholds"):
        grades({"completeness": [1]}, edition="1066")


def test_thresholds_are_in_order_in_every_edition() -> None:
    for edition in editions():
        for one in thresholds(edition).values():
            assert (one.high_from > one.medium_from) == one.more_is_better


_values = st.one_of(st.just(math.nan), st.floats(0, 100), st.just(math.inf))


@given(st.lists(st.tuples(*[_values] * len(FULL)), min_size=1, max_size=20))
def test_many_at_once_as_one_by_one(rows: list[tuple[float, ...]]) -> None:
    columns = dict(zip(FULL, np.array(rows).T, strict=True))
    together = grades(columns).overall.tolist()
    alone = [grade(**dict(zip(FULL, row, strict=True))) for row in rows]
    assert together == alone


@given(st.tuples(*[st.floats(0, 100)] * 4), st.integers(0, 3), st.floats(0, 100))
def test_better_data_are_never_graded_lower(
    shares: tuple[float, ...], place: int, better: float
) -> None:
    names = list(FULL)[:4]
    before = dict(zip(names, shares, strict=True))
    after = before | {names[place]: max(before[names[place]], better)}
    assert grade(**after) >= grade(**before)
