"""Damaged tables of children looked after: said by file, row and column; nothing loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.publications import children_looked_after as cla
from tests.builders.damage import Rows, cell, copied, heading, refusal_of

STABILITY = cla.DATA / "la_cla_placement_stability_2020_2024.csv.gz"
RATES = cla.DATA / "cla_number_and_rate_per_10k_children_2020_2024.csv.gz"
TIMES = (
    cla.DATA
    / "national"
    / "national_cla_adopted_average_time_between_adoption_process_stages.csv.gz"
)
EARLY = cla.DATA / "early_2010_2017" / "2014_SFR36_CLA2014.csv.gz"
OF_2010 = cla.DATA / "early_2010_2017" / "2010_SFR27_2010_March.csv.gz"
NAME = STABILITY.name.removesuffix(".gz")


@pytest.mark.parametrize(
    ("column", "text", "named"),
    [
        ("number", "12..4", "number"),
        ("number", ":", "number"),
        ("percentage", "many", "percent"),
        ("new_la_code", "E99999999", "place"),
        ("geographic_level", "Ward", "geographic_level"),
        ("time_period", "2024ish", "time_period"),
        ("placement_stability", "With 9 placements", "labels"),
    ],
)
def test_a_wrong_cell(tmp_path: Path, column: str, text: str, named: str) -> None:
    path = copied(STABILITY, tmp_path, cell(300, column, text))
    said = refusal_of(cla.PUBLICATION, path)
    assert (said.file, said.row, said.column) == (NAME, 300, named)
    assert text in str(said.found)


def test_a_percentage_of_a_total_that_is_not_a_hundred(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        at = next(n for n, row in enumerate(rows) if "Total children" in row)
        rows[at][-1] = "97"

    said = refusal_of(cla.PUBLICATION, copied(STABILITY, tmp_path, change))
    assert (said.column, said.found) == ("percentage", "97")


def test_two_rows_for_one_key(tmp_path: Path) -> None:
    said = refusal_of(cla.PUBLICATION, copied(STABILITY, tmp_path, lambda rows: [*rows, rows[4]]))
    assert (said.message, said.row) == ("two rows for one key", 5_010 + 2)


def test_a_column_of_another_name(tmp_path: Path) -> None:
    said = refusal_of(cla.PUBLICATION, copied(STABILITY, tmp_path, heading("number", "count")))
    assert (said.file, said.column) == (NAME, "count")
    assert "number" in str(said.expected)


def test_headings_in_another_style_are_understood(tmp_path: Path) -> None:
    path = copied(STABILITY, tmp_path, heading("cla_group", "CLA Group"))
    assert cla.read([path])[0].measurements.equals(cla.read([STABILITY])[0].measurements)


def test_tables_that_contradict_each_other(tmp_path: Path) -> None:
    changed = copied(RATES, tmp_path, cell(3, "number", "1"))
    said = refusal_of(cla.PUBLICATION, STABILITY, changed)
    assert said.message == "two tables give different figures for one measurement"


def test_a_time_that_is_none(tmp_path: Path) -> None:
    said = refusal_of(cla.PUBLICATION, copied(TIMES, tmp_path, cell(4, "number", "1;6")))
    assert (said.row, said.column, said.found) == (4, "number", "1;6")


def test_a_wrong_number_in_an_early_table(tmp_path: Path) -> None:
    said = refusal_of(cla.PUBLICATION, copied(EARLY, tmp_path, cell(40, "CLA_Fost", "12..4")))
    assert (said.file, said.row, said.column) == ("2014_SFR36_CLA2014.csv", 40, "CLA_Fost")


def test_an_unknown_council_in_an_early_table(tmp_path: Path) -> None:
    said = refusal_of(cla.PUBLICATION, copied(EARLY, tmp_path, cell(40, "geog_c", "599")))
    assert (said.row, said.found) == (40, "599")


def test_an_unknown_column_in_an_early_table(tmp_path: Path) -> None:
    said = refusal_of(cla.PUBLICATION, copied(EARLY, tmp_path, heading("CLA_Fost", "CLA_Tents")))
    assert (said.file, said.found) == ("2014_SFR36_CLA2014.csv", "CLA_Tents")


def test_the_table_of_2010_with_its_headings_put_right_is_not_read_as_if_wrong(
    tmp_path: Path,
) -> None:
    def change(rows: Rows) -> None:
        rows[0] = [*rows[0][:5], *sorted(rows[0][5:])]

    said = refusal_of(cla.PUBLICATION, copied(OF_2010, tmp_path, change))
    assert (said.file, said.row) == ("2010_SFR27_2010_March.csv", 1)
    assert said.message == "the columns of placements stand in another order"


def test_a_file_of_another_name(tmp_path: Path) -> None:
    path = tmp_path / "placements.csv"
    path.write_text("time_period,number\n2024,1\n")
    said = refusal_of(cla.PUBLICATION, path)
    assert said.file == "placements.csv"
    assert "la_care_leavers_activity_2020_2024.csv" in str(said.expected)


def test_a_web_page(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("<html><head><title>Sorry</title></head></html>")
    said = refusal_of(cla.PUBLICATION, tmp_path / NAME)
    assert (said.file, said.row) == (NAME, 1)


def test_another_encoding(tmp_path: Path) -> None:
    path = copied(STABILITY, tmp_path, cell(30, "la_name", "Dürham"))
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    said = refusal_of(cla.PUBLICATION, path)
    assert (said.file, said.row, said.expected) == (NAME, 30, "UTF-8")


def test_a_truncated_archive(tmp_path: Path) -> None:
    path = tmp_path / STABILITY.name
    path.write_bytes(STABILITY.read_bytes()[:9_000])
    assert refusal_of(cla.PUBLICATION, path).file == STABILITY.name


def test_a_later_edition_stands_beside_the_earlier(tmp_path: Path) -> None:
    """Next year's file under its own name: a new edition, the revised year kept in both."""

    def change(rows: Rows) -> Rows:
        later = [[str(int(row[0]) + 1), *row[1:]] for row in rows[1:]]
        return [rows[0], *later]

    path = copied(STABILITY, tmp_path, change)
    path = path.rename(tmp_path / "la_cla_placement_stability_2021_2025.csv")
    assert [one.code for one in cla.read([STABILITY, path])] == ["2024", "2025"]
