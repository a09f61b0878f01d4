"""Workbooks in bounded memory: ordinary ones, and those made to do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from almoner.reference.refusal import Refusal
from almoner.returns.files import Part
from almoner.returns.workbooks import sheets_of


def _book(*cells: tuple[int, int, object]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("One")
        for row, column, value in cells:
            sheet.write(row, column, value)
        sheet.set_column(0, 16_383, None, book.add_format({"bold": True}))
        sheet.write_blank(1_048_575, 16_382, None, book.add_format({"bold": True}))
        book.add_worksheet("Two")
    return content.getvalue()


def _repacked(content: bytes, sheet: bytes) -> bytes:
    """The workbook with another first sheet."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            first = entry.filename.endswith("sheet1.xml")
            new.writestr(entry.filename, sheet if first else old.read(entry))
    return changed.getvalue()


def test_cells_of_every_sheet() -> None:
    assert list(sheets_of(Part("b.xlsx", _book((0, 0, "a"), (1, 1, 2))))) == [
        ("One", [["a", ""], ["", 2.0]]), ("Two", []),
    ]  # fmt: skip


@pytest.mark.parametrize("at", [(1_048_575, 16_383), (1_048_575, 30), (900, 16_383)])
def test_a_stray_word_in_the_last_corner(at: tuple[int, int]) -> None:
    with pytest.raises(Refusal, match="too large") as refused:
        sheets_of(Part("b.xlsx", _book((0, 0, "a"), (*at, "b"))))
    assert f"row {at[0] + 1}" in str(refused.value)


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='1048576'><c r='XFD1048576' t='str'><v>x</v></c></row>",
        "<row\nr='1048576'><c\nt='str'\nr='XFD1048576'><v>x</v></c></row>",
        "<row r='1'><c><v>1</v></c></row><row r='1048576'>" + "<c><v>1</v></c>" * 50 + "</row>",
    ],
)
def test_cells_written_in_unusual_ways(rows: str) -> None:
    content = _repacked(
        _book(), _SHEET.format("<row r='1'><c r='A1'><v>1</v></c></row>" + rows).encode()
    )
    with pytest.raises(Refusal, match="too large"):
        sheets_of(Part("b.xlsx", content))


def test_a_part_that_is_longer_than_it_says() -> None:
    content = bytearray(_book((0, 0, "a")))
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (4).to_bytes(4, "little")
    with pytest.raises(Refusal):
        sheets_of(Part("b.xlsx", bytes(content)))


def _open_document(repeated: int) -> bytes:
    cells = (
        '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
        f'<table:table-cell table:number-columns-repeated="{repeated}" office:value-type="string">'
        "<text:p>b</text:p></table:table-cell>"
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    rows = f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'
    text = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="One">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", text)
    return content.getvalue()


def test_other_forms_are_opened_apart() -> None:
    found = list(sheets_of(Part("b.ods", _open_document(2))))
    assert found == [("One", [["a", "b", "b"], ["a", "b", "b"]])]


def test_other_forms_may_take_no_more_than_their_share() -> None:
    with pytest.raises(Refusal, match="not a workbook"):
        sheets_of(Part("b.ods", _open_document(60_000)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("b.xlsx", b""),
        ("b.xlsx", b"words"),
        ("b.xlsx", b"PK\x03\x04" + bytes(99)),
        ("b.xls", b"words"),
    ],
)
def test_what_is_no_workbook(name: str, content: bytes) -> None:
    with pytest.raises(Refusal, match="not a workbook"):
        sheets_of(Part(name, content))


def test_a_part_that_says_it_is_too_large() -> None:
    content = bytearray(_book((0, 0, "a")))
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    with pytest.raises(Refusal, match="gibibyte"):
        sheets_of(Part("b.xlsx", bytes(content)))
