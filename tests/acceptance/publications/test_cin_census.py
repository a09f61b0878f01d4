"""The children in need census, every packaged table: values, rates, percentages, months."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications import cin_census
from almoner.publications.publication import Edition
from almoner.reference.areas import areas
from almoner.reference.measurement import check_measurements
from almoner.reference.periods import Period
from almoner.reference.rounding import half_up

OXFORDSHIRE = "E10000025"
ENGLAND = "E92000001"
MARKS = {
    "c": "suppressed",
    "x": "not_collected",
    "u": "low_reliability",
    "z": "not_applicable",
    "k": "rounds_to_zero",
}
LAYOUT = Path(cin_census.__file__).with_name("columns.csv")


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = cin_census.PUBLICATION.read(cin_census.PUBLICATION.packaged)
    return only


def rows_of(table: str) -> list[dict[str, str]]:
    (path,) = [one for one in cin_census.DATA.glob("*.csv.gz") if one.name.startswith(table)]
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def place(row: dict[str, str]) -> str:
    code = row.get("new_la_code") or row.get("region_code") or "England"
    return areas().require(code).code


def councils_only(frame: pl.DataFrame) -> pl.DataFrame:
    regions = [area.code for area in areas() if area.kind in ("region", "nation")]
    return frame.filter(~pl.col("area").is_in(regions))


def test_the_edition_is_whole_and_sound(edition: Edition) -> None:
    assert edition.code == "2024"
    assert len(edition.sources) == 30
    assert edition.measurements.height == 467_191
    check_measurements(edition.measurements)


def test_every_cell_of_the_councils_tables_comes_out(edition: Edition) -> None:
    """All numbers and marks of tables b to d, cell by cell, by a plain reading of the files."""
    ours = {
        (row["indicator"], row["period"], row["area"], row["breakdown"]): row
        for row in edition.measurements.iter_rows(named=True)
    }
    places: dict[tuple[str, str], str] = {}
    seen = 0
    with LAYOUT.open(encoding="utf-8", newline="") as stream:
        layout = [row for row in csv.DictReader(stream) if row["table"][0] in "bcd"]
    tables = {row["table"] for row in layout}
    assert len(tables) == 7 + 6 + 8
    for table in tables - {"c6"}:
        columns = [row for row in layout if row["table"] == table]
        for row in rows_of(f"{table}_"):
            key = (row["new_la_code"], row["region_code"])
            area = places.setdefault(key, place(row))
            for column in columns:
                cell = row[column["column"]]
                found = ours[
                    column["indicator"], f"Y{row['time_period']}", area, column["breakdown"]
                ]
                assert expected(found, cell), (table, column["column"], row)
                seen += 1
    assert seen > 380_000


def expected(found: dict[str, object], cell: str) -> bool:
    if cell in MARKS:
        # England's assessments of 2014 are "u" in one table and a number in another.
        return found["marker"] == MARKS[cell] or found["label"] == "2014"
    return found["value"] == float(cell)


def test_council_rates_are_counts_per_ten_thousand_children(edition: Edition) -> None:
    """Every published rate of a council, from its count and the population of the June before."""
    rates = edition.measurements.filter(pl.col("indicator").str.ends_with("_rate"))
    rates = councils_only(rates).drop_nulls(["value", "numerator", "denominator"])
    for numerator, denominator, value in rates.select("numerator", "denominator", "value").rows():
        rate = half_up(int(numerator), int(denominator), multiplier=10_000, places=1)
        assert rate == Decimal(repr(value))
    assert rates.height == 42_244


def test_council_percentages_are_their_numerators_among_their_denominators(
    edition: Edition,
) -> None:
    shares = edition.measurements.filter(pl.col("indicator").str.ends_with("_percent"))
    shares = councils_only(shares).drop_nulls(["value", "numerator", "denominator"])
    shares = shares.filter(pl.col("denominator") > 0)
    assert shares.height == 63_909
    differing = [
        (area, period, numerator, denominator, value)
        for area, period, numerator, denominator, value in shares.select(
            "area", "period", "numerator", "denominator", "value"
        ).iter_rows()
        if half_up(int(numerator), int(denominator), multiplier=100, places=1)
        != Decimal(repr(value))
    ]
    # Shropshire, 69 of 240 plans: exactly 28.75, printed as 28.7. The only one of its kind.
    assert differing == [("E06000051", "Y2017", 69, 240, 28.7)]


def test_the_months_of_a_council_add_up_to_its_year(edition: Edition) -> None:
    """In every council and year whose months are all numbers; 30 others have one withheld."""
    months = edition.measurements.filter(indicator="CIN-Referrals_month")
    assert set(months["area"].value_counts()["count"]) <= {12 * years for years in range(1, 13)}
    totals = {
        (area, int(period[1:])): value
        for area, period, value in edition.measurements.filter(
            indicator="CIN-Referrals", breakdown=""
        )
        .select("area", "period", "value")
        .iter_rows()
    }
    by_year: dict[tuple[str, int], list[float | None]] = defaultdict(list)
    for area, period, value in councils_only(months).select("area", "period", "value").iter_rows():
        month = Period.from_code(period)
        year = month.start.year + (1 if month.start.month > 3 else 0)
        by_year[area, year].append(value)
    whole = {key: sum(v) for key, v in by_year.items() if None not in v}  # type: ignore[type-var]
    partly = [k for k, v in by_year.items() if None in v and totals[k] is not None]
    assert len(by_year) == 1_823
    assert len(partly) == 30
    assert all(len(values) == 12 for values in by_year.values())
    assert {key: totals[key] for key in whole} == whole


def test_oxfordshire_has_144_months_of_referrals(edition: Edition) -> None:
    months = edition.measurements.filter(indicator="CIN-Referrals_month", area=OXFORDSHIRE)
    series = dict(months.select("period", "value").iter_rows())
    assert len(series) == 144
    assert (min(series), max(series)) == ("M2012-04", "M2024-03")
    (row,) = [
        row
        for row in rows_of("c6_")
        if row["new_la_code"] == OXFORDSHIRE and row["time_period"] == "2021"
    ]
    assert (series["M2020-04"], series["M2021-03"]) == (float(row["April"]), float(row["March"]))


def test_missing_returns_are_marked_month_by_month(edition: Edition) -> None:
    hackney = edition.measurements.filter(
        pl.col("area") == areas().require("Hackney").code,
        pl.col("indicator") == "CIN-Referrals_month",
        pl.col("period").is_between(pl.lit("M2020-04"), pl.lit("M2022-03")),
    )
    assert hackney.height == 24
    assert set(hackney["marker"]) == {"not_collected"}


def test_england_by_characteristic_agrees_with_the_councils_tables(edition: Edition) -> None:
    """Children by need from the table of characteristics add up as the table of needs has them."""
    england = edition.measurements.filter(
        indicator="CIN-At31_episodes", area=ENGLAND, period="Y2024"
    )
    values = dict(england.select("breakdown", "value").iter_rows())
    assert values[""] == 399_460
    assert values["sex=female"] == 173_480
    assert values["age=1-4;sex=female"] == 26_700
    assert values["primary_need=Abuse or neglect"] == 231_940
    assert values["primary_need=Abuse or neglect;sex=female"] == 109_660
    assert values["ethnicity=White British"] == 243_190
    needs = [v for b, v in values.items() if b.startswith("primary_need=") and ";" not in b]
    assert sum(needs) == pytest.approx(399_460, abs=50)


def test_plans_with_a_category_are_kept_apart_from_all_plans(edition: Edition) -> None:
    """In 2013 the tables by category and by time leave out 45 plans of West Sussex."""
    plans = edition.measurements.filter(indicator="CIN-CPP_At31", period="Y2013")
    west_sussex = plans.filter(area="E10000032")
    values = dict(west_sussex.select("breakdown", "value").iter_rows())
    assert (values[""], values["initial_category=All recorded"]) == (424, 379)


def test_the_population_stands_at_the_middle_of_the_year(edition: Edition) -> None:
    population = edition.measurements.filter(indicator="CIN-Population", area=ENGLAND)
    assert dict(population.select("period", "value").iter_rows())["D2023-06-30"] == 11_998_646
    rate = edition.measurements.filter(
        indicator="CIN-At31_episodes_rate", area=ENGLAND, period="Y2024"
    ).row(0, named=True)
    assert (rate["value"], rate["denominator"]) == (332.9, 11_998_646)


def test_the_catalogue_has_every_indicator_and_no_other(edition: Edition) -> None:
    described = {e.code: e for e in read_entries(ENTRIES_DIR / "cin_census.csv")}
    assert set(described) == set(edition.measurements["indicator"])
    for indicator, period in edition.measurements.select("indicator", "period").unique().rows():
        assert Period.from_code(period).kind == described[indicator].period_kind


def test_a_folder_and_its_files_unzipped_read_the_same(edition: Edition, tmp_path: Path) -> None:
    for path in cin_census.DATA.glob("*.csv.gz"):
        (tmp_path / path.name.removesuffix(".gz")).write_bytes(gzip.decompress(path.read_bytes()))
    (tmp_path / "README.md").write_text("Not a table")
    (again,) = cin_census.PUBLICATION.read([tmp_path])
    key = ["indicator", "period", "area", "breakdown"]
    assert again.measurements.sort(key).equals(edition.measurements.sort(key))


def test_markers_are_as_many_as_the_publishers_marks(edition: Edition) -> None:
    """Withheld cells of the councils' own tables, counted in the raw text."""
    raw = Counter(
        cell
        for table in ("b1_", "c1_", "d3_")
        for row in rows_of(table)
        for column, cell in row.items()
        if cell in MARKS and column not in ("la_name", "region_name")
    )
    with LAYOUT.open(encoding="utf-8", newline="") as stream:
        layout = list(csv.DictReader(stream))
    names = {
        row["indicator"]
        for row in layout
        if row["table"] in ("b1", "c1", "d3") and row["indicator"] != "CIN-CPP_start"
    }
    ours = edition.measurements.filter(pl.col("indicator").is_in(names), breakdown="")
    d3_totals = Counter(row["CPP_start"] for row in rows_of("d3_") if row["CPP_start"] in MARKS)
    counted = Counter(ours["marker"].drop_nulls())
    assert counted == Counter(
        {MARKS[mark]: n - d3_totals[mark] for mark, n in raw.items() if n - d3_totals[mark]}
    )
