"""Opening workbooks: the cells of each sheet, in bounded memory.

The reader of workbooks makes a whole rectangle up to the furthest cell, so that one stray word in
the last corner of a sheet would take hundreds of gibibytes and end the process. In a workbook of
today (.xlsx) the furthest cell is looked for first; the other forms are opened in a process of
their own that may not take more than its share.
"""

from __future__ import annotations

import io
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import python_calamine

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import LIMIT, Part

TODAYS = (".xlsx", ".xlsm")
OTHERS = (".xlsb", ".xls", ".ods")
WORKBOOKS = (*TODAYS, *OTHERS)
Sheets = Iterable[tuple[str, Sequence[Sequence[Any]]]]

# Lists of a large council have some million cells.
MOST_CELLS = 10_000_000
_MEMORY_BYTES = 3 * 2**28
_SECONDS = 120
_PIECE = 2**22
_LONGEST_TAG = 400
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,4})(\d{1,9})[\"'][^<>]*(?<!/)>")
_NO_PLACE = re.compile(rb"<(?:\w+:)?c(?:\s(?![^<>]*\br=)[^<>]*)?>")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\br=[\"'](\d{1,9})[\"']")


def sheets_of(part: Part) -> Sheets:
    """Name and rows of cells of each sheet. Raises Refusal for what is not a workbook."""
    if part.ending in OTHERS:
        return _opened_apart(part)
    _refuse_harm(part)
    return _opened(part)


def _opened(part: Part) -> Sheets:
    try:
        return list(sheets(part.content))
    except (python_calamine.CalamineError, OSError, ValueError) as broken:
        raise _no_workbook(part) from broken


def sheets(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """Name and rows of cells of each sheet, without a limit."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        yield name, book.get_sheet_by_name(name).to_python()


def _no_workbook(part: Part) -> Refusal:
    return Refusal(_("this is not a workbook that can be opened"), file=part.name)


def _opened_apart(part: Part) -> Sheets:
    command = [sys.executable, "-m", "almoner.returns.workbook_process", str(_MEMORY_BYTES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=part.content, capture_output=True, check=True, timeout=_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as broken:
        raise _no_workbook(part) from broken
    found: Sheets = pickle.loads(done.stdout)  # noqa: S301 - what our own process wrote
    return found


def _refuse_harm(part: Part) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(part.content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LIMIT:
                raise Refusal(_("this unpacks to more than a gibibyte"), file=part.name)
            for entry in archive.infolist():
                rows, columns = _extent(archive, entry)
                if rows * columns > MOST_CELLS:
                    found = _("a cell in row {row}").format(row=rows)
                    expected = _("at most {n} cells").format(n=f"{MOST_CELLS:,}")
                    message = _("a sheet of this workbook is too large")
                    raise Refusal(message, file=part.name, found=found, expected=expected)
    except Refusal:
        raise
    except Exception as broken:
        # Each way of packing has errors of its own.
        raise _no_workbook(part) from broken


def _extent(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Furthest row and column of a sheet's cells that are not empty; read to its end, so that a
    part that is longer or other than it says does not come through."""
    rows, columns, loose = 0, 0, 0
    is_sheet = "worksheets/" in entry.filename.lower()
    with archive.open(entry) as stream:
        rest = b""
        while piece := stream.read(_PIECE):
            if not is_sheet:
                continue
            text = rest + piece
            for letters, number in _CELL.findall(text):
                rows = max(rows, int(number))
                columns = max(columns, _column(letters))
            loose += len(_NO_PLACE.findall(text))
            if loose:
                rows = max([rows, *map(int, _ROW.findall(text))])
            rest = text[-_LONGEST_TAG:]
    return rows, max(columns, loose)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
