"""Dorset's figures stand under two codes: they are read once, and refused where they differ."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.ascof import PUBLICATION
from tests.builders.damage import Packaged, refusal_of

DORSET, COUNTY = "E06000059", "E10000009"


@pytest.fixture
def packaged(tmp_path: Path) -> Packaged:
    source = next(path for path in PUBLICATION.packaged if "2024_25" in path.name)
    return Packaged(source, tmp_path, rows=20_000)


def _of_both(packaged: Packaged) -> pl.DataFrame:
    frame = packaged.frame().filter(
        pl.col("ons_code").is_in([DORSET, COUNTY]), pl.col("measure") == "1A"
    )
    return frame.sort("field", "ons_code")


def test_a_figure_under_both_codes_is_read_once(packaged: Packaged) -> None:
    (edition,) = PUBLICATION.read([packaged.written(_of_both(packaged))])
    assert edition.measurements.select("area", "indicator", "value").rows() == [
        (DORSET, "ASCOF-1A", 18.3),
        (DORSET, "ASCOF-1A-Margin", 0.7),
        (DORSET, "ASCOF-1A-Base", 250.0),
    ]


@pytest.mark.parametrize("marked", [DORSET, COUNTY])
def test_a_figure_holds_before_a_mark_under_the_other_code(packaged: Packaged, marked: str) -> None:
    value = pl.col("value_as_published")
    frame = _of_both(packaged).with_columns(
        pl.when(pl.col("ons_code") == marked)
        .then(pl.lit("[z]"))
        .otherwise(value)
        .alias(value.meta.output_name())
    )
    (edition,) = PUBLICATION.read([packaged.written(frame)])
    assert edition.measurements["value"].to_list() == [18.3, 0.7, 250.0]


def test_two_figures_of_one_place_are_refused(packaged: Packaged) -> None:
    frame = _of_both(packaged)
    row = frame["ons_code"].to_list().index(COUNTY)
    torn = frame.with_columns(
        value_as_published=pl.when(pl.int_range(pl.len()) == row)
        .then(pl.lit("99"))
        .otherwise("value_as_published")
    )
    refusal = refusal_of(PUBLICATION, packaged.written(torn))
    assert refusal.message == "two rows for one key"
    assert refusal.row == row + 2
    assert refusal.found == 99.0
