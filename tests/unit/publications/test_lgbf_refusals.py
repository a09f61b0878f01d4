"""The benchmarking framework: what is wrong with a file is said, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.lgbf import FOLDER, PUBLICATION
from tests.builders.damage import Packaged, check_damage_is_refused, refusal_of

VALUES = FOLDER / "lgbf_real_values.parquet"


@pytest.fixture
def packaged(tmp_path: Path) -> Packaged:
    return Packaged(VALUES, tmp_path)


@pytest.mark.parametrize(
    ("column", "text", "named", "expected"),
    [
        ("code", "CHN99", "code", "CHN01"),
        ("council", "Atlantis", "council", None),
        ("council", "Oxfordshire", "council", None),
        ("year", "Michaelmas", "year", "2016/17"),
        ("value", "12..4", "value", "a number"),
        ("value", "[q]", "value", "a number or one of the markers"),
        ("value", "", "value", "a number"),
        ("numerator", "12..4", "numerator", "a number"),
        ("scotland_value", "about 5", "scotland_value", "a number"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    packaged: Packaged, column: str, text: str, named: str, expected: str | None
) -> None:
    refusal = refusal_of(PUBLICATION, packaged.with_cell(column, 7, text))
    assert (refusal.row, refusal.column) == (8, named)
    assert text in str(refusal.found)
    assert expected is None or expected in str(refusal.expected)


def test_a_percentage_where_a_share_is_published_is_refused(packaged: Packaged) -> None:
    frame = pl.read_parquet(VALUES).filter(pl.col("code") == "CHN09")
    hundredfold = frame.with_columns(
        value=pl.when(pl.int_range(pl.len()) == 4).then(88.3).otherwise("value")
    )
    refusal = refusal_of(PUBLICATION, packaged.written(hundredfold))
    assert (refusal.row, refusal.column, refusal.found) == (5, "value", 88.3)


def test_councils_that_disagree_about_scotland_are_refused(packaged: Packaged) -> None:
    frame = pl.read_parquet(VALUES).filter(pl.col("code") == "CHN01")
    torn = pl.when(pl.col("council") < "F").then(1.0).otherwise("scotland_value")
    refusal = refusal_of(PUBLICATION, packaged.written(frame.with_columns(scotland_value=torn)))
    assert refusal.column == "scotland_value"
    assert "do not agree" in refusal.message


def test_damaged_values_are_refused(packaged: Packaged) -> None:
    check_damage_is_refused(PUBLICATION, packaged, column="council")


def test_two_rows_for_one_key_are_named(packaged: Packaged) -> None:
    assert "CHN01" in str(refusal_of(PUBLICATION, packaged.doubled(3)).found)


def test_text_in_latin_1_is_refused_with_its_row(packaged: Packaged, tmp_path: Path) -> None:
    latin = tmp_path / "lgbf_real_values.csv"
    text = packaged.frame().head(5).write_csv().replace("Aberdeen City", "Àberdeen City")
    latin.write_bytes(text.encode("latin-1"))
    refusal = refusal_of(PUBLICATION, latin)
    assert refusal.row == 2
    assert refusal.expected == "UTF-8"


def test_a_file_of_another_name_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "minutes.csv"
    other.write_text("a,b\n1,2\n")
    assert "lgbf_real_values" in str(refusal_of(PUBLICATION, other).expected)


def test_the_publishers_own_layout_is_understood(packaged: Packaged, tmp_path: Path) -> None:
    """Column names and codes as in the framework's own export, without Scotland's columns."""
    frame = packaged.frame().select(
        Code=pl.col("code").str.replace("CHN", "CHN ").str.to_lowercase(),
        LocalAuthority="council",
        Period="year",
        Value="value",
        Numerator="numerator",
        Denominator="denominator",
    )
    export = tmp_path / "Indicator Data - Real.csv"
    frame.write_csv(export)
    (theirs,) = PUBLICATION.read([export])
    (ours,) = PUBLICATION.read([packaged.written(packaged.frame())])
    councils = ours.measurements.filter(pl.col("area") != "S92000003")
    assert theirs.measurements.equals(councils)
