"""SEND Annex A as it comes: a workbook with titles above the headings, CSV, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from almoner.reference.refusal import Refusal
from almoner.returns.annex_a_send.context import ContextSEND
from almoner.returns.annex_a_send.fields import SHAPES
from almoner.returns.annex_a_send.reading import read
from almoner.returns.context import Collection
from almoner.returns.submission import Request, check_files

FIRST, SECOND = (SHAPES[name].columns for name in SHAPES)


def _workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    form = [day] if isinstance(cell, dt.date) else []
                    sheet.write(number, place, cell, *form)
    return path


def test_a_workbook_with_a_cover_and_titles(tmp_path: Path) -> None:
    row = ["a", "A1", "", dt.date(2012, 5, 1), *[""] * (len(FIRST) - 4)]
    path = _workbook(tmp_path / "send.xlsx", {
        "Cover": [["SEND Annex A"], ["Notes"]],
        "List 1": [["Plans in force"], [], list(FIRST), row],
        "List_2 requests": [[name.replace("–", "-").upper() for name in SECOND]],
    })  # fmt: skip
    tables = read(path)
    assert {name: table.height for name, table in tables.items()} == {"List 1": 1, "List 2": 0}
    assert tables["List 1"]["UPN"].to_list() == ["A1"]
    findings = check_files(Request("ANNEX_A_SEND", path, year="2026-27")).findings
    assert set(findings["rule"]) == {"101b", "101c", "101d", "103", "108a"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_lists_as_csv(tmp_path: Path, encoding: str) -> None:
    text = ",".join(FIRST) + "\na,A1,,01/05/2012" + "," * (len(FIRST) - 4) + "\n"
    (tmp_path / "list1.csv").write_bytes(text.encode(encoding))
    (tmp_path / "anything.csv").write_bytes((",".join(SECOND) + "\n").encode(encoding))
    tables = read(tmp_path)
    assert tables["List 1"]["Date of birth"].to_list() == ["01/05/2012"]
    assert tables["List 2"].columns == list(SECOND)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "send.xlsx", {"List 1": [[n for n in FIRST if n != "UPN"]]})
    with pytest.raises(Refusal, match="columns are missing: UPN"):
        read(path)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "send.xlsx").write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(Refusal, match="not a workbook"):
        read(tmp_path / "send.xlsx")


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "other.xlsx", {"Budget": [["Cost", "Income"], [1, 2]]})
    with pytest.raises(Refusal, match="none of the return's lists"):
        read(path)


def test_today_is_the_day_of_the_list_where_it_was_given() -> None:
    now = dt.date(2026, 11, 22)
    assert ContextSEND({}, Collection.of("2026-27"), now).day == now
    assert ContextSEND({}, Collection.of("2024-25"), now).day == now
    given = Collection.of("2026-27", end="2026-10-01")
    assert ContextSEND({}, given, now).day == dt.date(2026, 10, 1)
    assert ContextSEND({}, Collection.of("2026-27", end="2027-01-01"), now).day == now
