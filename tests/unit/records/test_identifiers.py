"""Check digits: numbers worked out by hand, every single slip found, what is refused on entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.records.directory import RecordsDirectory
from almoner.records.identifiers import is_nhs_number, is_upn
from almoner.reference.refusal import Refusal

# 9x10+4x9+3x8+4x7+7x6+6x5+5x4+9x3+1x2 = 299 = 27x11 + 2, so the tenth digit is 11 - 2 = 9.
NHS = "9434765919"


@pytest.mark.parametrize("text", [NHS, "943 476 5919", "943-476-5919"])
def test_an_nhs_number(text: str) -> None:
    assert is_nhs_number(text)


@pytest.mark.parametrize(
    "text",
    ["9434765918", "943476591", "94347659190", "943476591X", "0000000000", "1111111111", ""],
)
def test_no_nhs_number(text: str) -> None:
    assert not is_nhs_number(text)


def test_a_remainder_of_one_has_no_number() -> None:
    """1x10 + 1x2 = 12 is 1 over 11: the check digit would be 10, so no tenth digit makes one."""
    assert not any(is_nhs_number(f"100000001{last}") for last in range(10))


@settings(max_examples=50, deadline=None)
@given(place=st.integers(0, 9), digit=st.integers(0, 9))
def test_every_single_wrong_digit_is_found(place: int, digit: int) -> None:
    other = NHS[:place] + str(digit) + NHS[place + 1 :]
    assert is_nhs_number(other) == (other == NHS)


@settings(max_examples=20, deadline=None)
@given(place=st.integers(0, 8))
def test_every_swap_of_neighbours_is_found(place: int) -> None:
    swapped = NHS[:place] + NHS[place + 1] + NHS[place] + NHS[place + 2 :]
    assert is_nhs_number(swapped) == (swapped == NHS)


def test_a_pupil_number() -> None:
    # 8x2+2x3+3x4+1x5+2x6+0x7+0x8+1x9+0x10+0x11+0x12+1x13 = 73 = 3x23 + 4: the letter E.
    assert is_upn("E823120010001")
    assert is_upn("e823120010001 ")
    assert not is_upn("A823120010001")
    assert not is_upn("E82312001000")
    # A temporary one ends in a letter: B is worth 1, as the digit was.
    assert is_upn("E82312001000B")
    assert not is_upn("E82312001000I")
    assert is_upn("UN3")


def test_a_wrong_number_is_refused_with_its_row(tmp_path: Path) -> None:
    text = f"person_id,nhs_number\np1,{NHS}\np2,9434765918\n"
    (tmp_path / "person.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="check digit") as refused:
        RecordsDirectory(tmp_path).check()
    assert (refused.value.row, refused.value.column) == (3, "nhs_number")
    assert refused.value.found == "9434765918"
