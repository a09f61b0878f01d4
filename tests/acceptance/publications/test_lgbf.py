"""The benchmarking framework, the whole packaged edition: values from parts, Scotland, families."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, Polarity, read_entries
from almoner.publications.lgbf import FOLDER, INDICATORS, PUBLICATION
from almoner.publications.publication import Edition
from almoner.reference.areas import areas
from almoner.reference.measurement import check_measurements
from scripts.catalogue_lgbf import entries
from scripts.catalogue_rows import catalogue_text

SCOTLAND = "S92000003"
FIFE = "S12000047"
# Averages of four quarters' percentages, which are published to whole per cents.
AVERAGED = ("CORP09", "CORP10")
# Values published to one decimal (days) or to whole tenths of a per cent, by indicator.
COARSE = {
    "CORP-ASSET01": 7, "CORP-ASSET02": 5, "CORP03B": 3, "CORP06A": 17, "CORP06B": 4,
    "CORP07": 5, "CORP08": 5, "HSN02": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only


@pytest.fixture(scope="module")
def published() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "lgbf_real_values.parquet")


@pytest.fixture(scope="module")
def parts(edition: Edition) -> pl.DataFrame:
    """Measurements of indicators that have parts, with the value that the dictionary gives."""
    dictionary = pl.read_csv(INDICATORS).with_columns(indicator="LGBF-" + pl.col("code"))
    times = pl.col("numerator_multiplier") / pl.col("denominator_multiplier")
    percent = pl.when(pl.col("measure_type") == "Percentage").then(100.0).otherwise(1.0)
    joined = edition.measurements.filter(pl.col("numerator").is_not_null()).join(
        dictionary, on="indicator"
    )
    return joined.with_columns(
        formula=percent * times * pl.col("numerator") / pl.col("denominator")
    ).with_columns(
        off=(pl.col("formula") - pl.col("value")).abs(),
        # Half of the last place that is published: four places of a share, two of pounds or days.
        rounding=pl.when(pl.col("measure_type") == "Percentage").then(0.006).otherwise(0.0066),
    )


def test_every_published_value_is_read(edition: Edition, published: pl.DataFrame) -> None:
    frame = check_measurements(edition.measurements)
    assert (edition.code, frame.height) == ("2023-24", 19_920)
    assert frame.filter(pl.col("area") != SCOTLAND).height == published.height == 19_302
    councils = {area.code for area in areas().councils(nation="scotland")}
    assert set(frame["area"].unique()) == councils | {SCOTLAND}
    assert frame["value"].null_count() == 0
    shares = published.join(pl.read_csv(INDICATORS).select("code", "measure_type"), on="code")
    is_share = (pl.col("measure_type") == "Percentage") & ~pl.col("code").str.starts_with("CHN14")
    expected = shares.select(pl.when(is_share).then(100 * pl.col("value")).otherwise("value").sum())
    read = frame.filter(pl.col("area") != SCOTLAND)["value"].sum()
    assert read == pytest.approx(expected.item(), rel=1e-12)


def test_values_follow_from_their_parts_for_28_of_29_indicators(parts: pl.DataFrame) -> None:
    councils = parts.filter(pl.col("area") != SCOTLAND)
    assert councils["code"].n_unique() == 29
    off = councils.filter(
        (pl.col("off") > pl.col("rounding")) & ~pl.col("code").is_in(["CORP03C", *AVERAGED])
    )
    assert dict(off.group_by("code").len().iter_rows()) == COARSE
    # Even those are off by no more than their coarser rounding, or one case in a small council.
    assert off.filter(pl.col("measure_type") == "Days")["off"].max() < 0.051
    assert off.filter(pl.col("measure_type") == "Percentage")["off"].max() < 0.53


def test_averages_of_quarters_stay_near_their_parts(parts: pl.DataFrame) -> None:
    averaged = parts.filter(pl.col("code").is_in(AVERAGED) & (pl.col("area") != SCOTLAND))
    assert averaged.height == 384
    assert averaged["off"].quantile(0.95) < 3.0
    # Shetland, with a handful of grants a quarter, is as far off as it gets.
    assert averaged["off"].max() == pytest.approx(33.33, abs=0.01)


def test_the_pay_gap_is_the_exception_and_has_another_formula(parts: pl.DataFrame) -> None:
    gap = parts.filter((pl.col("code") == "CORP03C") & (pl.col("area") != SCOTLAND))
    assert gap.height == 254
    assert gap["off"].min() > 80
    own = (100 * (1 - pl.col("denominator") / pl.col("numerator")) - pl.col("value")).abs()
    assert gap.select(own.max()).item() < 0.061
    assert gap.filter(own > 0.011).height == 11


def test_scotland_is_what_nine_councils_in_ten_say(
    edition: Edition, published: pl.DataFrame
) -> None:
    scotland = edition.measurements.filter(pl.col("area") == SCOTLAND)
    assert scotland.height == published.select("code", "year").n_unique() == 618
    found = {
        (row["indicator"], row["label"]): row["value"]
        for row in scotland.filter(pl.col("period").is_in(["Y2023", "Y2024"])).to_dicts()
    }
    assert found["LGBF-SW08", "2022-23"] == pytest.approx(919.112743)
    assert found["LGBF-SW08", "2023-24"] == pytest.approx(585.814256)
    assert found["LGBF-CORP09", "2022-23"] == pytest.approx(91.75)
    assert found["LGBF-CORP10", "2022-23"] == pytest.approx(87.25)
    dissent = published.with_columns(
        common=pl.col("scotland_value").mode().first().over("code", "year")
    ).filter(pl.col("scotland_value") != pl.col("common"))
    assert dissent.height == 5


def test_families_average_their_members(published: pl.DataFrame) -> None:
    families = published.group_by("code", "year", "family_group").agg(
        pl.col("value").mean().alias("mean"), pl.col("family_group_average").first()
    )
    off = (pl.col("mean") - pl.col("family_group_average")).abs() / pl.col(
        "family_group_average"
    ).abs()
    assert families.height == 2_472
    assert families.filter(off > 1e-3).height == 5


def test_fife_is_as_published(edition: Edition) -> None:
    fife = edition.measurements.filter(pl.col("area") == FIFE)
    found = {(r["indicator"], r["period"]): r["value"] for r in fife.to_dicts()}
    assert found["LGBF-SW08", "Y2024"] == pytest.approx(423.738872)
    assert found["LGBF-CORP03B", "Y2013"] == 48.55
    assert fife["indicator"].n_unique() == 62


def test_windows_of_years_are_read_as_such(edition: Edition) -> None:
    windows = edition.measurements.filter(pl.col("indicator") == "LGBF-CHN10")["period"].unique()
    assert {"Y2014x4", "Y2015x3", "Y2023x3"} <= set(windows)
    assert len(windows) == 10


def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(edition: Edition) -> None:
    catalogue = read_entries(ENTRIES_DIR / "lgbf.csv")
    assert {entry.code for entry in catalogue} == set(edition.measurements["indicator"].unique())
    assert (ENTRIES_DIR / "lgbf.csv").read_text(encoding="utf-8") == catalogue_text(entries())


def test_goldilocks_indicators_are_best_near_their_midpoint() -> None:
    ranges = {
        entry.code: (entry.range_low, entry.range_high)
        for entry in read_entries(ENTRIES_DIR / "lgbf.csv")
        if entry.polarity is Polarity.RANGE
    }
    assert ranges == {
        "LGBF-CORP03B": (50.0, 50.0),
        "LGBF-CORP03C": (0.0, 0.0),
        "LGBF-CORP11": (100.0, 100.0),
        "LGBF-CORP12": (100.0, 100.0),
    }
