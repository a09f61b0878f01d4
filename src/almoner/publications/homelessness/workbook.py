"""One of the ministry's own workbooks: sheets A1, P1, R1, MD1 and TA1 of a quarter.

Above the figures stand a title, rows for the workbook's own use, and one to three rows of
headings with the numbers of notes; the first figures are England's; below stand the notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.homelessness.measures import MEASURES, PREFIX, TABLES, Measure
from almoner.publications.homelessness.tidy import MARKERS
from almoner.publications.places import with_areas
from almoner.publications.tables import Table
from almoner.publications.workbooks import sheet_names, sheet_rows
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind, parse_period
from almoner.reference.refusal import Refusal

ENGLAND: Final = "E92000001"
# What stands for a code where the workbook adds up other rows ("Rest of England").
NO_CODE: Final = ("", "-")
_CODE = re.compile(r"[EW]\d{8}")
_QUARTER = re.compile(r"(January|April|July|October) to (March|June|September|December) 20\d\d")
_NOTE_NUMBERS = re.compile(r"(?<=[A-Za-z)])[\d⁰¹²³⁴-⁹][\d,⁰¹²³⁴-⁹]*|\s+\d+$")
_DASHES = str.maketrans("–—−", "---")


@dataclass(frozen=True)
class _Sheet:
    """A sheet's rows, and where its figures begin: row (from 0) and the column of the codes."""

    file: str
    rows: Sequence[Sequence[str]]
    first: int
    code_at: int

    def heading(self, column: int) -> tuple[str, str]:
        """The lowest heading of a column, and the one above it, which may span columns."""
        for index in range(self.first - 1, -1, -1):
            if text := _heading(self.rows[index][column]):
                above = self.rows[index - 1][self.code_at : column + 1] if index else []
                return text, next((_heading(cell) for cell in reversed(above) if cell), "")
        return "", ""


def read_workbook(path: Path) -> pl.DataFrame:
    """The counts of the quarter: indicator, period, area, breakdown, value, marker, label."""
    sheets = {table: _sheet(path, table) for table in TABLES}
    quarter = _quarter(sheets[TABLES[0]])
    read = parse_period(quarter, kind=PeriodKind.QUARTER, file=sheets[TABLES[0]].file, row=1)
    counts = pl.concat(_counts(table, sheet) for table, sheet in sheets.items())
    # London stands twice: beside the rest of England, and among the regions.
    return counts.unique(maintain_order=True).with_columns(
        period=pl.lit(read.period.code),
        status=pl.lit(read.status.value),
        label=pl.lit(quarter),
        breakdown=pl.lit(""),
    )


def _sheet(path: Path, table: str) -> _Sheet:
    """The sheet called A1, "A1_" or "A1 - Apr-Jun 18"."""
    names = sheet_names(path)
    name = next((name for name in names if re.split(r"[ _]", name)[0] == table), None)
    if name is None:
        raise Refusal(
            _("a sheet is missing"), file=path.name, found=", ".join(names), expected=table
        )
    rows = sheet_rows(path, name)
    file = f"{path.name} [{name}]"
    for index, row in enumerate(rows):
        if ENGLAND in row[:4]:
            return _Sheet(file, rows, index, row.index(ENGLAND))
    raise Refusal(
        _("no row has the code of England, where the figures begin"),
        file=file,
        found=" | ".join(cell for cell in rows[0] if cell)[:80] if rows else "",
        expected=ENGLAND,
    )


def _quarter(sheet: _Sheet) -> str:
    title = " ".join(" ".join(sheet.rows[0]).split())
    match = _QUARTER.search(title)
    if match is None:
        raise Refusal(
            _("the title does not say the quarter"),
            file=sheet.file,
            row=1,
            found=title,
            expected=_("a title that ends with a quarter, such as April to June 2018"),
        )
    return match[0]


def _counts(table: str, sheet: _Sheet) -> pl.DataFrame:
    measures = [measure for measure in MEASURES if measure.table == table]
    at = {measure: column for measure in measures if (column := _column(sheet, measure)) >= 0}
    return pl.concat(
        _figures(part, measure, _name(sheet, column))
        for part in _parts(sheet, list(at.values()))
        for measure, column in at.items()
    )


def _column(sheet: _Sheet, measure: Measure) -> int:
    """Where a measure stands, or -1 for one that this quarter's table does not have."""
    wanted = {text.casefold() for text in measure.headings}
    found = []
    for column in range(sheet.code_at + 2, len(sheet.rows[sheet.first])):
        heading, above = sheet.heading(column)
        in_group = not measure.group or above.casefold() == measure.group.casefold()
        if heading.casefold() in wanted and in_group:
            found.append(column)
    if len(found) == 1:
        return found[0]
    if not found and measure.optional:
        return -1
    under = f"{measure.group}: " if measure.group else ""
    raise Refusal(
        _("two columns have this heading") if found else _("a column is missing"),
        file=sheet.file,
        row=sheet.first,
        column=f"{under}{measure.headings[0]}",
        found=", ".join(_letter(column) for column in found) or _headings(sheet),
        expected=_(" or ").join(measure.headings),
    )


def _parts(sheet: _Sheet, columns: Sequence[int]) -> list[Table]:
    """The stretches of rows with figures, each as a table of codes and figures."""
    coded = [bool(_CODE.fullmatch(row[sheet.code_at])) for row in sheet.rows]
    last = max(index for index, is_coded in enumerate(coded) if is_coded)
    starts = [i for i in range(sheet.first, last + 1) if coded[i] and not coded[i - 1]]
    for index in range(sheet.first, last):
        if not coded[index] and sheet.rows[index][sheet.code_at] not in NO_CODE:
            raise Refusal(
                _("this is not the code of an area"),
                file=sheet.file,
                row=index + 1,
                column=_letter(sheet.code_at),
                found=sheet.rows[index][sheet.code_at],
                expected=_("a code such as E07000178"),
            )
    return [_part(sheet, start, coded, columns) for start in starts]


def _part(sheet: _Sheet, start: int, coded: Sequence[bool], columns: Sequence[int]) -> Table:
    names = [_name(sheet, column) for column in columns]
    end = next((i for i in range(start, len(coded)) if not coded[i]), len(coded))
    rows = [[row[sheet.code_at], *(row[at] for at in columns)] for row in sheet.rows[start:end]]
    code = _letter(sheet.code_at)
    frame = pl.DataFrame(rows, schema=dict.fromkeys((code, *names), pl.String), orient="row")
    return with_areas(Table(Path(sheet.file), frame, start + 1), code).unique(("area",))


def _figures(table: Table, measure: Measure, name: str) -> pl.DataFrame:
    value, marker = table.numbers(name, MARKERS)
    return table.frame.select(
        "area", indicator=pl.lit(f"{PREFIX}-{measure.key}"), value=value, marker=marker
    )


def _heading(cell: str) -> str:
    """A heading without the numbers of notes."""
    text = " ".join(cell.translate(_DASHES).split())
    return " ".join(_NOTE_NUMBERS.sub("", text).split())


def _headings(sheet: _Sheet) -> str:
    every = (sheet.heading(column)[0] for column in range(len(sheet.rows[sheet.first])))
    return ", ".join(heading for heading in every if heading)


def _name(sheet: _Sheet, column: int) -> str:
    return f"{_letter(column)}: {sheet.heading(column)[0]}"


def _letter(column: int) -> str:
    """The letters of a column of a sheet, from 0: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
