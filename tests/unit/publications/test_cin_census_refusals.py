"""Damaged tables of the children in need census: said by file, row and column; nothing loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.publications import cin_census
from tests.builders.damage import Rows, cell, copied, heading, refusal_of

REFERRALS = cin_census.DATA / "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv.gz"
MONTHS = cin_census.DATA / "c6_children_in_need_referrals_by_month_2013_to_2024.csv.gz"
ENGLAND = cin_census.DATA / "a1_cin_assessments_episodes_referrals_2013_to_2024.csv.gz"
NEEDS = cin_census.DATA / "a3_cin_primary_need_by_age_gender_2018_to_2024.csv.gz"
POPULATION = cin_census.DATA / "ons_mid-year_population_estimates_2012_to_2023.csv.gz"
NAME = REFERRALS.name.removesuffix(".gz")


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("Referrals", "12..4", "a number or one of the markers"),
        ("Referrals", "q", "a number or one of the markers"),
        ("Referrals", "", "a number or one of the markers"),
        ("Re_referrals_percent", "about 20", "a number or one of the markers"),
        ("new_la_code", "E99999999", None),
        ("new_la_code", "", "National; Regional with region_code"),
        ("geographic_level", "Parish", "National; Regional with region_code"),
        ("time_period", "last year", "a period such as 2016"),
        ("time_period", "2017-20", "a year such as 2024"),
    ],
)
def test_a_wrong_cell(tmp_path: Path, column: str, text: str, expected: str | None) -> None:
    said = refusal_of(cin_census.PUBLICATION, copied(REFERRALS, tmp_path, cell(200, column, text)))
    assert (said.file, said.row) == (NAME, 200)
    assert said.column in (column, "place", "geographic_level")
    assert expected is None or expected in str(said.expected)


def test_a_wrong_number_in_a_month(tmp_path: Path) -> None:
    said = refusal_of(cin_census.PUBLICATION, copied(MONTHS, tmp_path, cell(77, "August", "12..4")))
    assert (said.row, said.column, said.found) == (77, "August", "12..4")


def test_two_rows_for_one_key(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [*rows[:100], rows[50], *rows[100:]]

    said = refusal_of(cin_census.PUBLICATION, copied(REFERRALS, tmp_path, change))
    assert (said.file, said.row, said.message) == (NAME, 101, "two rows for one key")


def test_a_column_of_another_name(tmp_path: Path) -> None:
    said = refusal_of(
        cin_census.PUBLICATION,
        copied(REFERRALS, tmp_path, heading("Re_referrals", "Repeat_referrals")),
    )
    assert (said.file, said.column) == (NAME, "Repeat_referrals")
    assert "Re_referrals" in str(said.expected)


def test_a_missing_column(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        at = rows[0].index("Re_referrals")
        return [[*row[:at], *row[at + 1 :]] for row in rows]

    said = refusal_of(cin_census.PUBLICATION, copied(REFERRALS, tmp_path, change))
    assert (said.message, said.column) == ("a column is missing", "Re_referrals")


def test_a_new_column(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [[*row, "Referrals_online" if n == 0 else "1"] for n, row in enumerate(rows)]

    said = refusal_of(cin_census.PUBLICATION, copied(REFERRALS, tmp_path, change))
    assert (said.message, said.found) == ("this column is not known", "Referrals_online")


def test_headings_in_another_style_are_understood(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows[0] = [name.replace("_", " ").upper() for name in rows[0]]

    (edition,) = cin_census.read([copied(REFERRALS, tmp_path, change)])
    (packaged,) = cin_census.read([REFERRALS])
    assert edition.measurements.equals(packaged.measurements)


def test_a_year_written_out_is_the_same_year(tmp_path: Path) -> None:
    """ "2023/24" and "202324" are the year that other editions call "2024"."""

    def change(rows: Rows) -> None:
        for row in rows[1:]:
            row[0] = f"{int(row[0]) - 1}/{row[0][2:]}"

    (edition,) = cin_census.read(
        [copied(source, tmp_path, change) for source in (REFERRALS, POPULATION)]
    )
    (packaged,) = cin_census.read([REFERRALS, POPULATION])
    columns = ["indicator", "period", "area", "breakdown", "value", "denominator"]
    assert edition.code == "2024"
    assert edition.measurements.select(columns).equals(packaged.measurements.select(columns))


def test_an_unknown_category_of_the_national_table(tmp_path: Path) -> None:
    said = refusal_of(
        cin_census.PUBLICATION,
        copied(ENGLAND, tmp_path, cell(5, "category_type", "Episodes of doubt")),
    )
    assert (said.row, said.column, said.found) == (5, "category_type", "Episodes of doubt")
    assert "Referrals in the year" in str(said.expected)


def test_a_figure_where_there_is_no_such_measure(tmp_path: Path) -> None:
    said = refusal_of(cin_census.PUBLICATION, copied(ENGLAND, tmp_path, cell(2, "percent", "55.5")))
    assert (said.row, said.column, said.found) == (2, "percent", "55.5")


def test_an_unknown_characteristic(tmp_path: Path) -> None:
    said = refusal_of(
        cin_census.PUBLICATION, copied(NEEDS, tmp_path, cell(9, "characteristic", "Aged 30"))
    )
    assert (said.row, said.column, said.found) == (9, "characteristic", "Aged 30")


def test_tables_that_contradict_each_other(tmp_path: Path) -> None:
    """The total of referrals stands in two tables; a change in one of them is noticed."""
    months = copied(MONTHS, tmp_path, cell(2, "Referrals", "999999"))
    said = refusal_of(cin_census.PUBLICATION, REFERRALS, months)
    assert said.message == "two tables give different figures for one measurement"
    assert said.column == "CIN-Referrals"
    assert "999999" in str(said.found)
    assert "621880" in str(said.found)


def test_tables_of_different_editions(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [row for row in rows if row[0] != "2024"]

    said = refusal_of(cin_census.PUBLICATION, REFERRALS, copied(MONTHS, tmp_path, change))
    assert (said.column, said.found, said.expected) == ("time_period", 2023, "2024")


def test_a_web_page(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("<!DOCTYPE html>\n<html><head></head></html>")
    said = refusal_of(cin_census.PUBLICATION, tmp_path)
    assert (said.file, said.row) == (NAME, 1)
    assert "web page" in said.message


def test_another_encoding(tmp_path: Path) -> None:
    path = copied(REFERRALS, tmp_path, cell(30, "la_name", "Kingston-upon-Ürms"))
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    said = refusal_of(cin_census.PUBLICATION, path)
    assert (said.file, said.row, said.expected) == (NAME, 30, "UTF-8")


def test_a_truncated_archive(tmp_path: Path) -> None:
    path = tmp_path / REFERRALS.name
    path.write_bytes(REFERRALS.read_bytes()[:20_000])
    said = refusal_of(cin_census.PUBLICATION, path)
    assert (said.file, said.expected) == (REFERRALS.name, "a whole file")


def test_a_file_of_another_name(tmp_path: Path) -> None:
    path = tmp_path / "referrals.csv"
    path.write_text("time_period\n2024\n")
    said = refusal_of(cin_census.PUBLICATION, path)
    assert said.file == "referrals.csv"
    assert "c1_*" in str(said.expected)


def test_one_table_without_the_population_still_reads(tmp_path: Path) -> None:
    (alone,) = cin_census.read([REFERRALS])
    (both,) = cin_census.read([REFERRALS, POPULATION])
    rate = {"indicator": "CIN-Referrals_rate", "area": "E10000025", "period": "Y2024"}
    assert alone.measurements.filter(**rate)["denominator"].to_list() == [None]
    assert both.measurements.filter(**rate)["denominator"].item() > 100_000
    assert alone.measurements.filter(**rate)["value"].equals(
        both.measurements.filter(**rate)["value"]
    )
