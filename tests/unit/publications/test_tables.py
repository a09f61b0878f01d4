"""Cells of text as values and markers."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.tables import Table
from almoner.reference.measurement import Marker
from almoner.reference.refusal import Refusal


def table(*cells: object) -> Table:
    return Table(Path("figures.csv"), pl.DataFrame({"figure": pl.Series(cells)}))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        (" 12.40 ", 12.4),
        ("-3", -3),
        ("1,234", 1_234),
        ("1,234,567.5", 1_234_567.5),
        ("£1,234", 1_234),
        ("17.7%", 17.7),
        ("1e3", 1_000),
    ],
)
def test_a_number(cell: str, value: float) -> None:
    values, markers = table(cell).numbers("figure")
    assert (values.item(), markers.item()) == (value, None)


@pytest.mark.parametrize(
    ("cell", "marker"),
    [
        ("c", "suppressed"),
        ("C", "suppressed"),
        (" z ", "not_applicable"),
        ("low", "rounds_to_zero"),
    ],
)
def test_a_mark(cell: str, marker: str) -> None:
    values, markers = table(cell).numbers("figure")
    assert (values.item(), markers.item()) == (None, marker)


@pytest.mark.parametrize(
    "cell",
    ["12..4", "12,4", "1,23", "12,3456", "1,234,5", "nan", "inf", "-", "1 2", "", "12£", "£"],
)
def test_what_is_neither_is_refused(cell: str) -> None:
    with pytest.raises(Refusal) as caught:
        table("1", "2", cell).numbers("figure")
    assert (caught.value.file, caught.value.row, caught.value.column) == (
        "figures.csv",
        4,
        "figure",
    )
    assert caught.value.found == cell
    assert str(caught.value.expected).startswith("a number or one of the markers c, [c], *")


def test_an_empty_cell_is_what_the_publisher_means_by_it() -> None:
    values, markers = table("5", "", None).numbers("figure", blank=Marker.NOT_COLLECTED)
    assert values.to_list() == [5, None, None]
    assert markers.to_list() == [None, "not_collected", "not_collected"]


def test_numbers_that_are_numbers_already() -> None:
    values, _markers = table(1.5, -2.0, 1e21).numbers("figure")
    assert values.to_list() == [1.5, -2, 1e21]


def test_many_columns_at_once_name_the_first_at_fault() -> None:
    frame = pl.DataFrame({"a": ["1", "2"], "b": ["c", "q"], "d": ["x", "?"]})
    with pytest.raises(Refusal) as caught:
        Table(Path("figures.csv"), frame).numbers_of(["a", "b", "d"])
    assert (caught.value.row, caught.value.column, caught.value.found) == (3, "b", "q")
