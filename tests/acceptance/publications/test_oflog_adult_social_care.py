"""OFLOG's measures, the whole file: its own medians and deviations come out."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.publications.oflog_adult_social_care import FOLDER, MEASURES, PUBLICATION

ENGLAND = "E92000001"
KEY = ("indicator", "period")
# The publisher rounded to six places; a deviation is a quotient of two such numbers.
SIX_PLACES = 5.1e-7
QUOTIENT = 1e-6


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only.measurements


@pytest.fixture(scope="module")
def councils(frame: pl.DataFrame) -> pl.DataFrame:
    values = [f"OFLOG-{code}" for code in MEASURES]
    return frame.filter(pl.col("indicator").is_in(values) & (pl.col("breakdown") == ""))


def test_all_37_published_medians_come_out(frame: pl.DataFrame, councils: pl.DataFrame) -> None:
    ours = councils.group_by(KEY).agg(pl.col("value").median().alias("ours"))
    published = frame.filter(pl.col("area") == ENGLAND).join(ours, on=KEY)
    assert published.height == 37
    assert (published["ours"] - published["value"]).abs().max() < SIX_PLACES


def test_all_5327_published_deviations_come_out(
    frame: pl.DataFrame, councils: pl.DataFrame
) -> None:
    median = pl.col("value").median().over(KEY)
    off = (pl.col("value") - median).abs()
    ours = councils.with_columns(
        ours=(pl.col("value") - median) / off.median().over(KEY),
        indicator=pl.col("indicator") + "-Deviation",
    ).select(*KEY, "area", "ours", had_value=pl.col("value").is_not_null())
    published = frame.join(ours, on=(*KEY, "area"))
    assert published.height == 5_616
    with_value = published.filter("had_value")
    assert with_value.height == 5_327
    assert (with_value["ours"] - with_value["value"]).abs().max() < QUOTIENT
    blank = published.filter(~pl.col("had_value"))
    assert blank["marker"].to_list() == ["not_available"] * 289


def test_values_are_those_of_the_file(councils: pl.DataFrame) -> None:
    text = pl.read_csv(FOLDER / "oflog_asc_measures_2015_2022.csv.gz", infer_schema=False)
    assert councils.height == text.height
    total = text["value"].cast(pl.Float64).sum()
    assert councils["value"].sum() == pytest.approx(total, rel=1e-12)
    impossible = councils.filter(pl.col("indicator").eq("OFLOG-ASC2") & (pl.col("value") == 0))
    assert impossible["label"].to_list() == ["2019-20"] * 5
