"""Sparklines."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from almoner.dashboards.presenters.spark import HEIGHT, WIDTH, spark


def test_a_missing_value_breaks_the_line() -> None:
    drawn = spark([1.0, 2.0, None, 3.0, 4.0], [""] * 5, None, "words")
    (path,) = re.findall(r' d="([^"]+)"', drawn)
    assert path.count("M") == 2


def test_concern_is_a_square_and_improvement_a_circle() -> None:
    types = ["special_cause_concern", "common_cause", "special_cause_improvement"]
    drawn = spark([1.0, 2.0, 3.0], types, None, "words")
    assert '<rect class="app-spark__concern"' in drawn
    assert '<circle class="app-spark__improvement"' in drawn


def test_nothing_is_drawn_of_one_value() -> None:
    assert spark([None, 5.0], ["", ""], 5.0, "words") == ""


def test_words_are_escaped() -> None:
    assert "<b>" not in spark([1.0, 2.0], ["", ""], None, '"><b>')


@given(
    st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False)), min_size=2, max_size=150),
    st.one_of(st.none(), st.floats(-1e9, 1e9)),
)
def test_every_series_gives_well_formed_svg_within_its_frame(
    values: list[float | None], mean: float | None
) -> None:
    drawn = spark(values, ["common_cause"] * len(values), mean, "words")
    if sum(value is not None for value in values) < 2:
        assert drawn == ""
        return
    root = ET.fromstring(drawn)
    (path,) = [part for part in root if part.tag.endswith("path")]
    numbers = [float(text) for text in re.findall(r"-?[\d.]+(?:e-?\d+)?", path.attrib["d"])]
    assert all(0 <= x <= WIDTH for x in numbers[::2])
    assert all(0 <= y <= HEIGHT for y in numbers[1::2])
