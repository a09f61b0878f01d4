"""Excel and OpenDocument workbooks: their sheets as rows of text, or as tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import polars as pl
import python_calamine

from almoner.publications.files import not_empty
from almoner.publications.tables import Table, plain_name
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets of a workbook, in order."""
    return list(_book(path).sheet_names)


def sheet_rows(path: Path, sheet: str) -> list[list[str]]:
    """Every row of a worksheet as text, the empty ones too; the first is row 1 of the sheet."""
    book = _book(path)
    if sheet not in book.sheet_names:
        raise Refusal(
            _("a sheet is missing"),
            file=path.name,
            found=", ".join(book.sheet_names),
            expected=sheet,
        )
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[_cell_text(cell) for cell in row] for row in rows]


def read_sheet(path: Path, sheet: str, *, header: Sequence[str], within: int = 30) -> Table:
    """A worksheet as text, its header row found by the names in `header`.

    The header may stand in any of the first `within` rows; where no row has all the names, the
    refusal says which were missing from the likeliest row.
    """
    rows = sheet_rows(path, sheet)
    wanted = {plain_name(name) for name in header}
    scores = [len(wanted & {plain_name(cell) for cell in row}) for row in rows[:within]]
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    if not scores or scores[best] < len(wanted):
        have = {plain_name(cell) for cell in rows[best]} if rows else set()
        missing = [name for name in header if plain_name(name) not in have]
        raise Refusal(
            _("no header row has all the columns"),
            file=f"{path.name} [{sheet}]",
            row=best + 1,
            found=_("missing: ") + ", ".join(missing),
            expected=", ".join(header),
        )
    return not_empty(_sheet_table(path, sheet, rows, best))


def _book(path: Path) -> python_calamine.CalamineWorkbook:
    """The workbook at `path`; the last one read is kept, as its sheets are asked for in turn."""
    try:
        about = path.stat()
        return _opened(str(path), about.st_mtime_ns, about.st_size)
    except (python_calamine.CalamineError, OSError) as error:
        raise Refusal(
            _("the file is damaged or not a workbook: ") + str(error),
            file=path.name,
            expected=_("an Excel or OpenDocument workbook"),
        ) from None


@lru_cache(maxsize=1)
def _opened(path: str, _changed: int, _size: int) -> python_calamine.CalamineWorkbook:
    return python_calamine.CalamineWorkbook.from_path(path)


def _sheet_table(path: Path, sheet: str, rows: list[list[str]], header_index: int) -> Table:
    names: list[str] = []
    for position, cell in enumerate(rows[header_index]):
        name = " ".join(cell.split()) or f"column {position + 1}"
        names.append(name if name not in names else f"{name} ({position + 1})")
    schema = dict.fromkeys(names, pl.Utf8)
    frame = pl.DataFrame(rows[header_index + 1 :], schema=schema, orient="row")
    return Table(path.with_name(f"{path.name} [{sheet}]"), frame, header_index + 2)


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
