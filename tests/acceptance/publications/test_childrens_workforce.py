"""The workforce of 2017 to 2024, whole: rates follow from the counts beside them."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.publications.childrens_workforce import FOLDER, MEASURES, PARTS, PREFIX, PUBLICATION
from almoner.reference.areas import areas

# Half of the last place of a count, by the end of its name.
ROUNDING = {"_fte": 0.05, "_headcount": 0.0}
# Rates of a region or England leave out councils whose counts are unreliable, the counts do not.
REGIONS_OFF = {
    "CSWW-agency_cover_rate_fte": 9,
    "CSWW-agency_rate_fte": 5,
    "CSWW-agency_rate_headcount": 2,
    "CSWW-turnover_rate_fte": 4,
    "CSWW-turnover_rate_headcount": 2,
    "CSWW-vacancy_agency_cover_rate_fte": 9,
}


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only.measurements


@pytest.fixture(scope="module")
def rates(frame: pl.DataFrame) -> pl.DataFrame:
    """Every rate with both parts, and the least and most that its rounded counts allow."""
    with_parts = frame.drop_nulls(["numerator", "denominator", "value"])
    return pl.concat(
        _bounded(with_parts.filter(pl.col("indicator") == f"{PREFIX}-{name}"), name)
        for name in PARTS
    )


def _bounded(rate: pl.DataFrame, name: str) -> pl.DataFrame:
    above, below = PARTS[name]
    times = 1.0 if name == "caseload_fte" else 100.0
    up = 0.0 if above == "cases" else ROUNDING[above[above.rindex("_") :]]
    down = sum(ROUNDING[part[part.rindex("_") :]] for part in below)
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    return rate.with_columns(
        least=times * (numerator - up) / (denominator + down) - 0.0501,
        most=pl.when(denominator > down).then(times * (numerator + up) / (denominator - down))
        + 0.0501,
        kind=pl.col("area").replace_strict(
            {code: areas().get(code).kind.value for code in rate["area"].unique()},
            return_dtype=pl.String,
        ),
    ).with_columns(
        off=(pl.col("value") < pl.col("least"))
        | (pl.col("value") > pl.col("most")).fill_null(value=False)
    )


def test_every_rate_of_every_council_follows_from_its_counts(rates: pl.DataFrame) -> None:
    councils = rates.filter(~pl.col("kind").is_in(["region", "nation"]))
    assert councils.height == 9_503
    assert councils["off"].sum() == 0


def test_regional_rates_that_leave_councils_out_are_few(rates: pl.DataFrame) -> None:
    off = rates.filter(pl.col("off"))
    assert rates.height - 9_503 == 767
    assert dict(off.group_by("indicator").len().iter_rows()) == REGIONS_OFF


def test_values_and_marks_are_those_of_the_file(frame: pl.DataFrame) -> None:
    published = pl.read_csv(FOLDER / "csww_indicators_2017_2024.csv.gz", infer_schema=False)
    total = sum(published[name].cast(pl.Float64, strict=False).sum() for name in MEASURES)
    assert frame["value"].sum() == pytest.approx(total, rel=1e-12)
    marks = pl.concat([published[name].rename("mark") for name in MEASURES])
    counted = dict(
        marks.filter(marks.is_in(["c", "x", "z", "u", "low"])).value_counts().iter_rows()
    )
    read = dict(frame.drop_nulls("marker").group_by("marker").len().iter_rows())
    assert read == {
        "suppressed": counted["c"],
        "not_collected": counted["x"],
        "not_applicable": counted["z"],
        "low_reliability": counted["u"],
        "rounds_to_zero": counted["low"],
    }


def test_england_is_as_published(frame: pl.DataFrame) -> None:
    england = frame.filter((pl.col("area") == "E92000001") & (pl.col("period") == "R2024-09"))
    found = dict(england.select("indicator", "value").iter_rows())
    assert found["CSWW-turnover_rate_fte"] == 13.9
    assert found["CSWW-vacancy_rate_fte"] == 17.3
    assert found["CSWW-caseload_fte"] == 15.4


def test_joint_returns_stand_under_the_pair(frame: pl.DataFrame) -> None:
    pair = frame.filter(pl.col("area") == "ENG-NORTH-AND-WEST-NORTHAMPTONSHIRE")
    assert pair["label"].unique().sort().to_list() == ["2021", "2022", "2023", "2024"]
    assert frame.filter(pl.col("area") == "ENG-KINGSTON-AND-RICHMOND")["label"].n_unique() == 8
