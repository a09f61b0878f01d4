"""The RO3 outturn in both layouts: what is wrong is named by row and column."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from almoner.publications.finance_outturn import PUBLICATION
from almoner.publications.finance_outturn.items import items
from tests.builders.damage import Packaged, refusal_of

HEADINGS = [item.heading for item in items().values()]
AUTHORITY = ["E-code", "ONS Code", "Local authority", "Notes", "Class", "Detailed Class"]
ROWS: list[list[object]] = [
    ["E3101", "E10000025", "Oxfordshire CC", "", "SC", "SC", "Y"],
    ["E4501", "E08000037", "Gateshead", "[note 4]", "MD", "MD", "N"],
    ["E7050", "E23000036", "Avon & Somerset Police", "", "O", "Police", "Y"],
]


@pytest.fixture
def packaged(tmp_path: Path) -> Packaged:
    folder = tmp_path / "2024-25"
    folder.mkdir()
    return Packaged(PUBLICATION.packaged[0], folder)


def _workbook(folder: Path, *, cells: dict[tuple[int, int], object], title_rows: int = 6) -> Path:
    """A workbook of the ministry's layout; `cells` are put over it, by row and column from 0."""
    path = folder / "RO3_LA_Data_2024-25_data_by_LA.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("RO3_LA_Data_202425")
        sheet.write(0, 0, "Worksheet 2: Revenue Outturn (RO) 2024-25")
        sheet.write_row(title_rows, 0, [*AUTHORITY, "Certification", *HEADINGS])
        for number, row in enumerate(ROWS, start=title_rows + 1):
            sheet.write_row(number, 0, [*row, *(0.0 for _heading in HEADINGS)])
        sheet.write_row(title_rows + len(ROWS) + 1, 7, ["RO3-cscsr-empl"])
        for (row, column), cell in cells.items():
            sheet.write(row, column, cell)
    return path


@pytest.mark.parametrize(
    ("column", "text", "named", "expected"),
    [
        ("la_code", "E99999999", "ONS Code", None),
        ("item", "Moonlighting - Employees (C1)", "Moonlighting - Employees (C1)", "490 items"),
        ("value_thousand_gbp", "12..4", "value", "a number"),
        ("marker", "[note 9]", "value", "markers"),
    ],
)
def test_a_wrong_cell_is_named(
    packaged: Packaged, column: str, text: str, named: str, expected: str | None
) -> None:
    refusal = refusal_of(PUBLICATION, packaged.with_cell(column, 7, text))
    # A Parquet file has no header row.
    assert (refusal.row, refusal.column, refusal.found) == (8, named, text)
    assert expected is None or expected in str(refusal.expected)


def test_a_missing_column_is_named(packaged: Packaged) -> None:
    refusal = refusal_of(PUBLICATION, packaged.without_column("certification"))
    assert refusal.column == "certification"


def test_two_different_figures_for_one_item_are_refused(packaged: Packaged) -> None:
    frame = packaged.frame()
    other = frame[10].with_columns(pl.col("value_thousand_gbp") + 1)
    refusal = refusal_of(PUBLICATION, packaged.written(pl.concat([frame, other])))
    assert "two rows" in refusal.message


def test_files_that_are_not_tables_are_refused(packaged: Packaged) -> None:
    assert "whole Parquet" in str(refusal_of(PUBLICATION, packaged.truncated()).expected)
    assert "web page" in refusal_of(PUBLICATION, packaged.web_page()).message


def test_a_file_without_a_year_in_its_name_or_folder_is_refused(tmp_path: Path) -> None:
    path = Packaged(PUBLICATION.packaged[0], tmp_path).as_csv()
    assert "year" in refusal_of(PUBLICATION, path).message


def test_the_workbook_is_read_wherever_its_header_stands(tmp_path: Path) -> None:
    for folder, title_rows in (("six", 6), ("nine", 9)):
        (tmp_path / folder).mkdir()
        path = _workbook(tmp_path / folder, cells={}, title_rows=title_rows)
        (edition,) = PUBLICATION.read([path])
        assert set(edition.measurements["area"]) == {"E10000025", "E08000037"}
        statuses = edition.measurements.select("area", "status").unique().rows()
        assert set(statuses) == {("E10000025", "outturn"), ("E08000037", "provisional")}


@pytest.mark.parametrize(
    ("cell", "text", "row", "column"),
    [
        ((7, 8), "12..4", 8, HEADINGS[1]),
        ((8, 496), "[note 9]", 9, HEADINGS[489]),
        ((8, 20), " ", 9, HEADINGS[13]),
        ((8, 1), "E99999999", 9, "ONS Code"),
        ((6, 7), "Moonlighting - Employees (C1)", 7, "Moonlighting - Employees (C1)"),
        ((9, 30), 5.0, 10, HEADINGS[23]),
    ],
    ids=["number", "mark", "blank", "council", "item", "police"],
)
def test_a_wrong_cell_of_the_workbook_is_named(
    tmp_path: Path, cell: tuple[int, int], text: object, row: int, column: str
) -> None:
    refusal = refusal_of(PUBLICATION, _workbook(tmp_path, cells={cell: text}))
    assert (refusal.row, refusal.column) == (row, column)


def test_a_workbook_without_its_sheet_or_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "RO3_2024-25.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet1")
    assert refusal_of(PUBLICATION, path).found == "Sheet1"
    other = _workbook(tmp_path, cells={(6, 4): "Kind"})
    refusal = refusal_of(PUBLICATION, other)
    assert (refusal.row, refusal.found) == (7, "missing: Class")


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    path = _workbook(tmp_path, cells={})
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "workbook" in refusal_of(PUBLICATION, path).message
