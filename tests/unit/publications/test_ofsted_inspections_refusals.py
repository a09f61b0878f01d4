"""Ofsted's tables: judgements missing or in dispute, and files that do not belong together."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from almoner.publications.ofsted_inspections import FOLDER, PUBLICATION
from almoner.publications.ofsted_inspections.scale import JUDGEMENTS
from almoner.publications.ofsted_inspections.tables import SHEETS
from almoner.reference.refusal import Refusal
from tests.builders.damage import Packaged, refusal_of

IN_FORCE = FOLDER / "outcomes_as_at_31_march_2025.csv"
HISTORY = FOLDER / "ilacs_history_2018_2025.csv"
IN_YEAR = FOLDER / "in_year_visits_2024_25.csv"
LEAVERS = JUDGEMENTS["CareLeavers"]


def test_a_table_that_disagrees_with_another_is_refused(tmp_path: Path) -> None:
    """Barking and Dagenham's inspection of 2023 was not outstanding."""
    history = Packaged(HISTORY, tmp_path).with_cell(JUDGEMENTS["Overall"], 1, "Outstanding")
    with pytest.raises(Refusal, match="two rows") as caught:
        PUBLICATION.read([IN_FORCE, history])
    assert "E09000002" in str(caught.value.found)


def test_a_judgement_that_is_due_and_missing_is_refused(tmp_path: Path) -> None:
    damaged = Packaged(HISTORY, tmp_path).with_cell(LEAVERS, 1, "")
    refusal = refusal_of(PUBLICATION, IN_FORCE, damaged)
    assert (refusal.row, refusal.column) == (3, LEAVERS)
    assert "Outstanding" in str(refusal.expected)


def test_a_visit_needs_no_judgement_but_an_inspection_does(tmp_path: Path) -> None:
    packaged = Packaged(IN_YEAR, tmp_path)
    kinds = packaged.frame()["Inspection/Visit type"].to_list()
    at = kinds.index("ILACS Short Inspection")
    refusal = refusal_of(PUBLICATION, IN_FORCE, packaged.with_cell(JUDGEMENTS["Overall"], at, ""))
    assert (refusal.row, refusal.column) == (at + 2, JUDGEMENTS["Overall"])


@pytest.mark.parametrize("column", ["Inspection/Visit type"])
def test_an_unknown_kind_of_visit_is_refused(tmp_path: Path, column: str) -> None:
    damaged = Packaged(IN_YEAR, tmp_path).with_cell(column, 4, "Tea with the director")
    refusal = refusal_of(PUBLICATION, IN_FORCE, damaged)
    assert (refusal.row, refusal.found) == (6, "Tea with the director")
    assert "LA Monitoring visit" in str(refusal.expected)


def test_the_history_alone_is_no_edition() -> None:
    with pytest.raises(Refusal, match="judgements in force is missing"):
        PUBLICATION.read([HISTORY])


def test_two_editions_of_one_table_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "outcomes_as_at_31_march_2024.csv"
    shutil.copy(IN_FORCE, other)
    with pytest.raises(Refusal, match="one edition at a time"):
        PUBLICATION.read([IN_FORCE, other])


def test_a_name_without_a_day_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "outcomes_as_at_some_time.csv"
    shutil.copy(IN_FORCE, other)
    assert "a day" in str(refusal_of(PUBLICATION, other).expected)


@pytest.mark.parametrize("title_rows", [2, 12])
def test_the_header_of_a_sheet_may_move(tmp_path: Path, title_rows: int) -> None:
    path = _workbook(tmp_path, title_rows)
    (edition,) = PUBLICATION.read([path])
    assert edition.measurements.height > 1000


def test_a_sheet_without_a_header_or_a_sheet_missing_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(PUBLICATION, _workbook(tmp_path, 40))
    assert refusal.expected is not None
    assert "Overall effectiveness" in refusal.expected
    refusal = refusal_of(PUBLICATION, _workbook(tmp_path, 2, without="history"))
    assert refusal.expected == SHEETS["history"]


def _workbook(folder: Path, title_rows: int, *, without: str = "") -> Path:
    path = folder / "LA_Inspection_Outcomes_as_at_31_March_2025.xlsx"
    sources = {"in_force": IN_FORCE, "history": HISTORY, "in_year": IN_YEAR}
    with xlsxwriter.Workbook(path) as book:
        for kind, source in sources.items():
            if kind != without:
                table = pl.read_csv(source, infer_schema=False).fill_null("")
                sheet = book.add_worksheet(SHEETS[kind])
                sheet.write(0, 0, "A title")
                for number, row in enumerate([table.columns, *table.rows()], start=title_rows):
                    sheet.write_row(number, 0, row)
    return path
