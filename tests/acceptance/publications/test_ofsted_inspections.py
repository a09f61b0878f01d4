"""Ofsted's judgements, all three tables: those in force are the last of the history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from almoner.publications.ofsted_inspections import FOLDER, PUBLICATION
from almoner.publications.ofsted_inspections.scale import GRADES, JUDGEMENTS
from almoner.publications.ofsted_inspections.tables import SHEETS
from almoner.publications.publication import Edition
from almoner.reference.areas import areas

CSVS = {
    "in_force": "outcomes_as_at_31_march_2025.csv",
    "history": "ilacs_history_2018_2025.csv",
    "in_year": "in_year_visits_2024_25.csv",
}
# Councils that are no more, whose judgements are in force nowhere.
GONE = {"E06000028", "E10000006", "E10000021"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only


def _with_code(edition: Edition, key: str) -> pl.DataFrame:
    return edition.measurements.filter(pl.col("indicator") == f"OFSTED-{key}")


@pytest.mark.parametrize("key", JUDGEMENTS)
def test_the_judgement_in_force_is_the_latest_of_the_history(edition: Edition, key: str) -> None:
    every = _with_code(edition, f"InForce-{key}")
    in_force = every.filter(pl.col("period") == "D2025-03-31").sort("area")
    latest = _with_code(edition, f"Judgement-{key}").sort("period").group_by("area").last()
    known = latest.filter(~pl.col("area").is_in(GONE)).sort("area")
    assert in_force["area"].to_list() == known["area"].to_list()
    assert in_force.select("value", "marker").equals(known.select("value", "marker"))
    assert set(latest["area"]) - set(in_force["area"]) == GONE


def test_every_english_council_has_a_judgement_in_force(edition: Edition) -> None:
    every = _with_code(edition, "InForce-Overall")
    in_force = every.filter(pl.col("period") == "D2025-03-31")
    councils = areas().councils(on=date(2025, 3, 31), nation="england")
    assert set(in_force["area"]) == {area.code for area in councils}
    grades = dict(in_force["value"].value_counts().iter_rows())
    assert grades == {1.0: 36, 2.0: 67, 3.0: 31, 4.0: 19}


def test_judgements_in_force_in_earlier_years_follow_from_the_history(edition: Edition) -> None:
    """Each is of a council of the day, inspected by then, and not inspected again before it."""
    every = _with_code(edition, "InForce-Overall").filter(pl.col("period") < "D2025")
    judged = _with_code(edition, "Judgement-Overall").rename({"period": "inspected"})
    known = every.join(judged, on="area", suffix="_judged").filter(
        pl.col("inspected") <= pl.col("period")
    )
    latest = known.sort("inspected").group_by("area", "period").last()
    assert latest.height == every.height
    assert (latest["value"] == latest["value_judged"]).all()
    per_day = dict(every.group_by("period").len().sort("period").iter_rows())
    assert per_day == {
        "D2019-03-31": 48, "D2020-03-31": 102, "D2021-03-31": 102, "D2022-03-31": 132,
        "D2023-03-31": 152, "D2024-03-31": 151,
    }  # fmt: skip
    cumbria = every.filter(pl.col("area") == "E10000006")
    # Its council ended on the day after: Cumberland and Westmorland follow.
    assert cumbria["period"].to_list() == ["D2023-03-31"]


def test_the_history_has_every_judgement_of_the_file(edition: Edition) -> None:
    history = pl.read_csv(FOLDER / CSVS["history"], infer_schema=False)
    for key, heading in JUDGEMENTS.items():
        read = _with_code(edition, f"Judgement-{key}")
        assert read.height == history.height == 271
        for words, grade in GRADES.items():
            assert (read["value"] == float(grade)).sum() == (history[heading] == words).sum()


def test_care_leavers_are_not_judged_before_2023(edition: Edition) -> None:
    leavers = _with_code(edition, "Judgement-CareLeavers")
    before = pl.col("period") < "D2023-01-01"
    assert leavers.filter(before)["marker"].to_list() == ["not_collected"] * 168
    assert leavers.filter(~before)["value"].null_count() == 0


def test_visits_have_a_theme_and_no_grade(edition: Edition) -> None:
    focused, monitoring = (_with_code(edition, key) for key in ("FocusedVisit", "MonitoringVisit"))
    assert focused.filter(pl.col("breakdown") == "").height == 36
    assert monitoring.filter(pl.col("breakdown") == "").height == 24
    assert focused.filter(pl.col("breakdown") == "theme=care leavers").height == 13
    counted = _with_code(edition, "VisitsAndInspections")
    assert (counted.height, counted["value"].sum()) == (153, 112)


def test_the_workbook_gives_the_same_as_its_sheets(edition: Edition, tmp_path: Path) -> None:
    """A workbook of Ofsted's layout: a title, a note, a column of links before the table."""
    path = tmp_path / "LA_Inspection_Outcomes_as_at_31_March_2025.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        book.add_worksheet("Cover").write(0, 0, "Local authority inspection outcomes")
        for kind, sheet in SHEETS.items():
            _write_sheet(book.add_worksheet(sheet), FOLDER / CSVS[kind])
    (again,) = PUBLICATION.read([path])
    assert again.code == edition.code == "2025-03-31"
    assert again.measurements.equals(edition.measurements)


def _write_sheet(sheet: xlsxwriter.worksheet.Worksheet, source: Path) -> None:
    table = pl.read_csv(source, infer_schema=False)
    sheet.write(0, 0, "A title")
    sheet.write(1, 0, "This worksheet contains one table with no blank rows or columns.")
    sheet.write_row(2, 0, ["Web link", *table.columns])
    for number, row in enumerate(table.iter_rows(), start=3):
        sheet.write(number, 0, "Ofsted Local Authority Webpage")
        for place, (heading, cell) in enumerate(zip(table.columns, row, strict=True), start=1):
            if cell and heading.endswith("date"):
                sheet.write_datetime(number, place, date.fromisoformat(cell))
            elif cell:
                sheet.write(number, place, cell)
