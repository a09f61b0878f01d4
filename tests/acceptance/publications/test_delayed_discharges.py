"""Delayed discharges, all three files whole: reasons, ages and councils add up."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications.delayed_discharges import PUBLICATION
from almoner.publications.publication import Edition
from almoner.reference.areas import AreaKind, areas
from almoner.reference.measurement import check_measurements
from scripts.catalogue_delayed_discharges import entries
from scripts.catalogue_rows import catalogue_text

SCOTLAND = "S92000003"


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    return {edition.code: edition for edition in PUBLICATION.read(PUBLICATION.packaged)}


@pytest.fixture(scope="module")
def scotland(editions: dict[str, Edition]) -> pl.DataFrame:
    """Scottish bed days with age and reason beside them."""
    days = editions["2023-08-scotland"].measurements.filter(pl.col("indicator") == "DD-BedDays")
    return days.with_columns(
        age=pl.col("breakdown").str.extract(r"age=([^;]+)").fill_null("all"),
        reason=pl.col("breakdown").str.extract(r"reason=([^;]+)").fill_null("all"),
    )


def test_every_figure_is_read(editions: dict[str, Edition]) -> None:
    heights = {code: check_measurements(e.measurements).height for code, e in editions.items()}
    # Two measures of 43,860 rows; 5,220 and 52,651 rows with a total for each body and month.
    assert heights == {
        "2023-08-scotland": 2 * 43_860,
        "2025-03-wales": 5_220 + 168,
        "2025-05-england": 52_651 + 1_423,
    }
    raw = {path.stem: pl.read_parquet(path) for path in PUBLICATION.packaged}
    read = {
        code: edition.measurements.filter(pl.col("breakdown") != "")["value"].sum()
        for code, edition in editions.items()
    }
    assert read["2025-03-wales"] == raw["wales_health_board_2023_04_2025_03"]["delay_count"].sum()
    england = raw["england_nhs_trust_reasons_2024_06_2025_05"]["delay_count"]
    assert read["2025-05-england"] == england.sum()


def test_reasons_add_to_the_total_of_every_council_month_and_age(scotland: pl.DataFrame) -> None:
    keys = ["area", "period", "age"]
    reasons = (
        scotland.filter(pl.col("reason") != "all")
        .group_by(keys)
        .agg(pl.col("value").sum(), pl.len())
    )
    both = scotland.filter(pl.col("reason") == "all").join(reasons, on=keys, suffix="_added")
    assert both.height == 34 * 86 * 3
    assert both["len"].unique().to_list() == [4]
    assert both.filter(pl.col("value") != pl.col("value_added")).height == 0


def test_ages_add_to_all_adults(scotland: pl.DataFrame) -> None:
    keys = ["area", "period", "reason"]
    wide = scotland.pivot(on="age", index=keys, values="value")
    assert wide.height == 34 * 86 * 5
    assert wide.filter(pl.col("18-74") + pl.col("75+") != pl.col("all")).height == 0


def test_councils_add_to_scotland(scotland: pl.DataFrame) -> None:
    keys = ["period", "breakdown"]
    added = scotland.filter(pl.col("area") != SCOTLAND).group_by(keys).agg(pl.col("value").sum())
    both = scotland.filter(pl.col("area") == SCOTLAND).join(added, on=keys, suffix="_added")
    assert both.height == 86 * 15
    assert both.filter(pl.col("value") != pl.col("value_added")).height == 0


def test_average_beds_are_bed_days_over_the_days_of_the_month(
    editions: dict[str, Edition],
) -> None:
    frame = editions["2023-08-scotland"].measurements
    wide = frame.pivot(on="indicator", index=["period", "area", "breakdown"], values="value")
    month = (pl.col("period").str.strip_prefix("M") + "-01").str.to_date()
    rate = pl.col("DD-BedDays") / month.dt.month_end().dt.day()
    off = (rate - pl.col("DD-AverageBeds")).abs()
    assert wide.filter(off > 0.5 + 1e-9).height == 0


def test_the_hospitals_were_emptied_in_april_2020(scotland: pl.DataFrame) -> None:
    total = scotland.filter((pl.col("area") == SCOTLAND) & (pl.col("breakdown") == ""))
    days = dict(total.select("period", "value").iter_rows())
    assert days["M2020-04"] < 0.5 * days["M2020-02"]


def test_totals_of_wales_and_england_are_the_sum_of_their_reasons(
    editions: dict[str, Edition],
) -> None:
    for code in ("2025-03-wales", "2025-05-england"):
        frame = editions[code].measurements
        total = frame.filter(pl.col("breakdown") == "")
        reasons = (
            frame.filter(pl.col("breakdown") != "")
            .group_by("area", "period")
            .agg(pl.col("value").sum(), pl.col("value").is_null().any().alias("blank"))
        )
        both = total.join(reasons, on=["area", "period"], suffix="_added")
        known = both.filter(~pl.col("blank"))
        assert known.filter(pl.col("value") != pl.col("value_added")).height == 0
        assert both.filter(pl.col("blank"))["marker"].unique().to_list() in (
            [],
            ["not_available"],
        )
    assert both.filter(pl.col("blank")).height == 7


def test_bodies_are_areas_of_their_own_kinds(editions: dict[str, Edition]) -> None:
    kinds = {
        code: {areas().get(area).kind for area in edition.measurements["area"].unique()}
        for code, edition in editions.items()
    }
    assert kinds["2025-03-wales"] == {AreaKind.HEALTH_BOARD}
    assert kinds["2025-05-england"] == {AreaKind.TRUST}
    assert kinds["2023-08-scotland"] == {AreaKind.COUNCIL, AreaKind.NATION, AreaKind.OTHER}


def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(
    editions: dict[str, Edition],
) -> None:
    path = ENTRIES_DIR / "delayed_discharges.csv"
    read = {code for e in editions.values() for code in e.measurements["indicator"].unique()}
    assert {entry.code for entry in read_entries(path)} == read
    assert path.read_text(encoding="utf-8") == catalogue_text(entries())
