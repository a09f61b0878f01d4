"""LAIT, the whole packaged edition: every value, the dictionary, Oxfordshire's known figures."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications import lait
from almoner.publications.publication import Edition
from almoner.reference.areas import areas
from almoner.reference.comparators import comparators_of
from almoner.reference.measurement import check_measurements
from almoner.reference.periods import Period
from scripts.catalogue_lait import entries
from scripts.catalogue_rows import catalogue_text

OXFORDSHIRE = "E10000025"


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = lait.PUBLICATION.read(lait.PUBLICATION.packaged)
    return only


@pytest.fixture(scope="module")
def published() -> list[dict[str, object]]:
    return pl.read_parquet(lait.DATA / "lait_values.parquet").to_dicts()


def councils_of_today() -> set[str]:
    return {council.code for council in areas().councils(nation="england")}


def latest(edition: Edition, indicator: str) -> dict[str, float]:
    """Value by council, of today's councils that have one, in the indicator's last period."""
    rows = edition.measurements.filter(indicator=indicator).filter(pl.col("value").is_not_null())
    last = rows["period"].max()
    values = rows.filter(pl.col("period") == last)
    return {
        area: value
        for area, value in values.select("area", "value").iter_rows()
        if area in councils_of_today()
    }


def place_from_lowest(values: dict[str, float], area: str) -> int:
    return 1 + sum(other < values[area] for other in values.values())


def place_from_highest(values: dict[str, float], area: str) -> int:
    return 1 + sum(other > values[area] for other in values.values())


def neighbours_mean(values: dict[str, float], area: str) -> float:
    neighbours = comparators_of(areas().get(area), "dfe-2025")
    near = [values[one.area.code] for one in neighbours if one.area.code in values]
    return sum(near) / len(near)


def test_the_edition_is_whole_and_sound(edition: Edition) -> None:
    assert edition.code == "2026-04"
    assert edition.measurements.height == 380_630 - 170
    check_measurements(edition.measurements)
    assert edition.measurements["area"].n_unique() == 170
    assert edition.measurements["indicator"].n_unique() == 263


def test_every_published_value_and_mark_comes_out(
    edition: Edition, published: list[dict[str, object]]
) -> None:
    known = {
        (row["indicator"], row["area"], row["label"]): row
        for row in edition.measurements.iter_rows(named=True)
    }
    codes = {row["la_number"]: areas().require(str(row["area"])).code for row in published[:170]}
    unlabelled = 0
    for row in published:
        if row["years"] == "0":
            unlabelled += 1
            assert row["value_raw"] == "-"
            continue
        indicator = lait.indicator_code(str(row["measure_short"]))
        ours = known[indicator, codes[row["la_number"]], row["years"]]
        if row["value"] is None:
            assert (row["value_raw"], ours["value"]) == ("-", None)
            assert ours["marker"] == "not_available"
        else:
            assert ours["value"] == float(f"{row['value']:.15g}")
            assert ours["marker"] is None
    assert len(known) + unlabelled == len(published)


def test_names_and_numbers_of_the_publisher_mean_the_same_areas(
    published: list[dict[str, object]],
) -> None:
    pairs = {(row["area"], row["la_number"]) for row in published}
    assert len(pairs) == 170
    for name, number in pairs:
        assert areas().require(str(name)) == areas().require(str(number))


@pytest.mark.parametrize(
    ("indicator", "value", "from_lowest", "councils"),
    [
        ("LAIT-ReReferral", 17.7, 47, 153),
        ("LAIT-Continue_Assess_Comp", 74.2, 17, 152),
        ("LAIT-LACDistance", 40.0, 151, 151),
        ("LAIT-LACStable_2016on", 16.0, 145, 151),
    ],
)
def test_oxfordshire_in_order_of_value(
    edition: Edition, indicator: str, value: float, from_lowest: int, councils: int
) -> None:
    """Places counted from the lowest value, ties sharing the first of their places.

    Only councils of today that have a value are counted: the five abolished ones in the tool have
    none in these years, and of the 153 some are marked "-".
    """
    values = latest(edition, indicator)
    assert values[OXFORDSHIRE] == value
    assert len(values) == councils
    assert place_from_lowest(values, OXFORDSHIRE) == from_lowest


def test_timely_assessments_are_better_the_higher(edition: Edition) -> None:
    """The 17th lowest of 152 is the 136th best: the same fact, counted from the good end."""
    (entry,) = [e for e in read_entries(ENTRIES_DIR / "lait.csv") if e.title.startswith("Continuo")]
    values = latest(edition, entry.code)
    assert entry.polarity == "higher"
    assert place_from_highest(values, OXFORDSHIRE) == 136
    assert sum(other == values[OXFORDSHIRE] for other in values.values()) == 1


def test_ties_share_the_first_place(edition: Edition) -> None:
    values = latest(edition, "LAIT-LACStable_2016on")
    tied = [area for area, value in values.items() if value == 16.0]
    assert len(tied) == 4
    assert {place_from_lowest(values, area) for area in tied} == {145}


@pytest.mark.parametrize(
    ("indicator", "mean"),
    [("LAIT-ReReferral", 23.06), ("LAIT-LACDistance", 24.0)],
)
def test_mean_of_oxfordshires_neighbours(edition: Edition, indicator: str, mean: float) -> None:
    values = latest(edition, indicator)
    assert neighbours_mean(values, OXFORDSHIRE) == pytest.approx(mean, abs=1e-9)


def test_each_measure_has_the_kind_of_period_its_dictionary_says(edition: Edition) -> None:
    kinds = Counter(Period.from_code(code).kind.value for code in edition.measurements["period"])
    assert kinds == {
        "year": 188_530,
        "academic_year": 146_540,
        "calendar_year": 20_060,
        "rolling_year": 22_610,
        "multi_year": 2_720,
    }


def test_outturn_stays_outturn(edition: Edition) -> None:
    finance = edition.measurements.filter(indicator="LAIT-LACFinance")
    assert set(finance["status"]) == {"outturn"}
    assert finance.filter(label="2024-25 (OT)")["period"].unique().to_list() == ["Y2025"]
    three_years = edition.measurements.filter(indicator="LAIT-Hosp_Adm_Alc_lt18yrs")
    assert "Y2016x3" in set(three_years.filter(label="2013/14-15/16")["period"])


def test_the_catalogue_has_every_measure_and_no_other(edition: Edition) -> None:
    described = {entry.code: entry for entry in read_entries(ENTRIES_DIR / "lait.csv")}
    assert set(described) == set(edition.measurements["indicator"])
    for indicator, period in edition.measurements.select("indicator", "period").unique().rows():
        assert Period.from_code(period).kind == described[indicator].period_kind


def test_the_catalogue_is_what_the_dictionary_gives() -> None:
    assert (ENTRIES_DIR / "lait.csv").read_text("utf-8") == catalogue_text(entries())


def test_the_catalogue_keeps_the_publishers_direction_and_bands() -> None:
    described = {entry.code: entry for entry in read_entries(ENTRIES_DIR / "lait.csv")}
    for row in dictionary():
        entry = described[lait.indicator_code(row["measure_short"])]
        wanted = {"High": "higher", "Low": "lower"}.get(row["polarity"], "none")
        assert entry.polarity == wanted
        assert entry.no_quartile == (row["no_quartile"] == "N")


def dictionary() -> Iterator[dict[str, str]]:
    with (lait.DATA / "lait_measures.csv").open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def test_reading_twice_gives_the_same(edition: Edition) -> None:
    (again,) = lait.PUBLICATION.read([lait.DATA])
    assert again.measurements.equals(edition.measurements)
    assert again.sources == edition.sources
