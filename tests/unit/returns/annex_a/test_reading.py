"""Annex A as it comes: a workbook with a sheet per list, CSV files, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from almoner.reference.refusal import Refusal
from almoner.returns.annex_a.fields import SHAPES
from almoner.returns.annex_a.reading import read
from almoner.returns.submission import Request, check_files


def test_a_workbook_of_eleven_lists(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Contents").write_row(0, 0, ["Annex A", "Lists"])
        for name, shape in SHAPES.items():
            sheet = book.add_worksheet(f"{name} of the council")
            sheet.write_row(1, 0, [heading.replace("'", "’") for heading in shape.columns])
            sheet.write(2, 0, 7)
    tables = read(path)
    assert set(tables) == set(SHAPES)
    assert all(table.height == 1 for table in tables.values())
    findings = check_files(Request("ANNEX_A", path, year="2026-27")).findings
    # Every field that may not be blank is, but for the identifier.
    assert "AA-1.2-BLANK" in findings["rule"].to_list()
    assert "AA-1.1-BLANK" not in findings["rule"].to_list()


def test_lists_as_csv_told_by_name_or_columns(tmp_path: Path) -> None:
    for at, (name, shape) in enumerate(SHAPES.items()):
        stem = f"{name.replace(' ', '_')}_2026" if at % 2 else f"export{at}"
        (tmp_path / f"{stem}.csv").write_text(
            ",".join(f'"{heading}"' for heading in shape.columns) + "\n"
        )
    assert set(read(tmp_path)) == set(SHAPES)


def test_the_wrong_list_is_refused(tmp_path: Path) -> None:
    headings = ",".join(f'"{name}"' for name in SHAPES["List 3"].columns)
    (tmp_path / "list 9.csv").write_text(headings + "\n")
    with pytest.raises(Refusal, match="the name says List 9"):
        read(tmp_path)
