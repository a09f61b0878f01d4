"""Care service grades, both files whole: months and services agree, shares follow from counts."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications.care_service_grades import (
    CARE_SERVICES,
    FOLDER,
    PUBLICATION,
    THEMES,
)
from almoner.publications.publication import Edition
from almoner.reference.measurement import check_measurements
from scripts.catalogue_care_service_grades import entries
from scripts.catalogue_rows import catalogue_text

SCOTLAND = "S92000003"


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only


@pytest.fixture(scope="module")
def monthly() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "council_monthly_grades_to_2024_12.parquet")


@pytest.fixture(scope="module")
def services() -> pl.DataFrame:
    """The services, each once a year."""
    frame = pl.read_parquet(FOLDER / "services_march_2016_2024.parquet")
    return frame.unique(["snapshot", "CSNumber"])


def test_every_count_is_read(edition: Edition, monthly: pl.DataFrame) -> None:
    frame = check_measurements(edition.measurements)
    assert edition.code == "2024-12"
    by_kind = frame.filter(
        pl.col("breakdown").str.contains("^service=[a-z-]+$") & (pl.col("area") != SCOTLAND)
    )
    for code, column in {
        "CISG-Services": "services",
        "CISG-Places": "registered_places",
    }.items():
        read = by_kind.filter(pl.col("indicator") == code)["value"].sum()
        assert read == monthly[column].sum(), code
    shares = by_kind.filter(pl.col("indicator") == "CISG-GoodOrBetter")
    assert shares["numerator"].sum() == monthly["min_grade_4_plus"].sum()
    assert frame["period"].filter(frame["indicator"] == "CISG-Weak").n_unique() == 95


def test_shares_are_numerator_over_denominator(edition: Edition) -> None:
    shares = edition.measurements.filter(pl.col("denominator") > 0)
    formula = 100 * pl.col("numerator") / pl.col("denominator")
    assert shares.select((formula - pl.col("value")).abs().max()).item() < 1e-9
    assert shares["value"].is_between(0, 100).all()
    nobody = edition.measurements.filter(pl.col("denominator") == 0)
    assert nobody["marker"].unique().to_list() == ["not_applicable"]
    assert nobody.height == 1_388


def test_the_services_give_the_monthly_counts_of_every_march(
    edition: Edition, services: pl.DataFrame
) -> None:
    """Kind by kind, services, graded services and good ones: 99 months and kinds."""
    kinds = pl.col("CareService").replace_strict(CARE_SERVICES)
    counted = services.group_by(
        period="M" + pl.col("snapshot").str.slice(0, 7), breakdown="service=" + kinds
    ).agg(
        pl.len().cast(pl.Float64).alias("services"),
        pl.col("MinGrade").count().cast(pl.Float64).alias("graded"),
        (pl.col("MinGrade") >= 4).sum().cast(pl.Float64).alias("good"),
    )
    scotland = edition.measurements.filter(pl.col("area") == SCOTLAND)
    number = scotland.filter(pl.col("indicator") == "CISG-Services")
    share = scotland.filter(pl.col("indicator") == "CISG-GoodOrBetter")
    keys = ["period", "breakdown"]
    both = counted.join(number.select(*keys, "value"), on=keys).join(
        share.select(*keys, "numerator", "denominator"), on=keys
    )
    assert both.height == 99
    same = (
        (pl.col("services") == pl.col("value"))
        & (pl.col("graded") == pl.col("denominator"))
        & (pl.col("good") == pl.col("numerator"))
    )
    assert both.filter(~same).height == 0


def test_sectors_add_to_all_services(edition: Edition) -> None:
    shares = edition.measurements.filter(
        (pl.col("indicator") == "CISG-GoodOrBetter") & pl.col("period").str.ends_with("-03")
    )
    sectors = shares.filter(pl.col("breakdown").str.contains("^sector=[a-z-]+$"))
    added = sectors.group_by("area", "period").agg(pl.col("numerator", "denominator").sum())
    total = shares.filter(pl.col("breakdown") == "").join(
        added, on=["area", "period"], suffix="_added"
    )
    assert total.height > 250
    for part in ("numerator", "denominator"):
        assert total.filter(pl.col(part) != pl.col(f"{part}_added")).height == 0


def test_themes_are_counted_over_all_services(edition: Edition, services: pl.DataFrame) -> None:
    themed = edition.measurements.filter(
        (pl.col("indicator") == "CISG-ThemeGoodOrBetter") & (pl.col("area") == SCOTLAND)
    )
    for column, theme in THEMES.items():
        mine = themed.filter(pl.col("breakdown") == f"theme={theme}")
        assert mine["denominator"].sum() == services[column].count(), theme
        assert mine["numerator"].sum() == (services[column] >= 4).sum(), theme


def test_councils_and_elsewhere_add_to_scotland(edition: Edition) -> None:
    counts = edition.measurements.filter(
        (pl.col("indicator") == "CISG-Services") & (pl.col("breakdown") == "")
    )
    councils = counts.filter(pl.col("area") != SCOTLAND)
    added = councils.group_by("period").agg(pl.col("value").sum())
    both = counts.filter(pl.col("area") == SCOTLAND).join(added, on="period", suffix="_added")
    assert both.height == 95
    assert both.filter(pl.col("value") != pl.col("value_added")).height == 0
    assert councils["area"].n_unique() == 34


def test_single_services_are_no_measurements(edition: Edition, services: pl.DataFrame) -> None:
    text = " ".join(edition.measurements["breakdown"].unique())
    assert "CS20" not in text
    assert services["ServiceName"].drop_nulls()[0].lower() not in text


def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(edition: Edition) -> None:
    path = ENTRIES_DIR / "care_service_grades.csv"
    read = set(edition.measurements["indicator"].unique())
    assert {entry.code for entry in read_entries(path)} == read
    assert path.read_text(encoding="utf-8") == catalogue_text(entries())
