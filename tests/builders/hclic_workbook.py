"""Workbooks in the layout of the ministry's detailed homelessness tables.

`early` is the layout of 2018: sheets called "A1 - Apr-Jun 18", no rows for the workbook's own use,
an older wording of some headings. Otherwise it is that of 2021 on: names such as "A1" or "P1_",
helper rows above the headings, rates beside the counts. Both have numbers of notes in the headings,
London twice, a sum without a code, blank rows, and notes below.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import xlsxwriter

from almoner.publications.homelessness.measures import MEASURES, TABLES, Measure

Cells = Mapping[tuple[str, int, int], object]
TITLES = {
    "A1": "Table A1 - Number of households by initial assessment",
    "P1": "Table P1 - Number of households whose prevention duty ended",
    "R1": "Table R1 - Number of households whose relief duty ended",
    "MD1": "Table MD1 - Number of households by main duty decision",
    "TA1": "Table TA1 - Number of households in temporary accommodation",
}
ENGLAND, LONDON = "E92000001", "E12000007"
FIRST_COLUMN = 4


def write_workbook(
    path: Path,
    quarter: str,
    figures: pl.DataFrame,
    *,
    early: bool = False,
    cells: Cells | None = None,
) -> Path:
    """A workbook at `path` of the packaged table's rows of one quarter.

    `quarter` is as in the title, "April to June 2018". `cells` are put over what is there, by
    table, row and column from 0.
    """
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Contents").write(0, 0, "Detailed local authority tables")
        for table in TABLES:
            name = f"{table} - Apr-Jun 18" if early else f"{table}_" if table == "P1" else table
            sheet = book.add_worksheet(name)
            for place, cell in _sheet(table, quarter, figures, early=early).items():
                sheet.write(*place, cell)
            for (other, row, column), cell in (cells or {}).items():
                if other == table:
                    sheet.write(row, column, cell)
    return path


def columns_of(table: str, *, early: bool = False) -> dict[str, int]:
    """Where the measures of a table stand, from 0."""
    there = [one for one in MEASURES if one.table == table and not (early and one.optional)]
    # One column is left out between the counts, as the ministry does to set them apart.
    return {one.key: FIRST_COLUMN + number + (number > 0) for number, one in enumerate(there)}


def first_row(*, early: bool) -> int:
    """The row of England's figures, from 0."""
    return 4 if early else 7


def _sheet(
    table: str, quarter: str, figures: pl.DataFrame, *, early: bool
) -> dict[tuple[int, int], object]:
    start = first_row(early=early)
    at = columns_of(table, early=early)
    cells: dict[tuple[int, int], object] = {(0, 0): f"{TITLES[table]}\nEngland, {quarter}"}
    for measure in (one for one in MEASURES if one.key in at and one.table == table):
        cells |= _headings(measure, at[measure.key], start, early=early)
    last = max(at.values()) + 2
    if table == "TA1" and not early:
        cells[start - 2, last] = "Total number of households in TA per (000s)"
    row = start
    for code, name in _order(figures):
        if code == ENGLAND:
            cells |= {(row + 2, 0): "-", (row + 2, 1): "Rest of England"}
            cells |= {(row + 2, column): 1.0 for column in at.values()}
        if name:
            cells |= {(row, 0): code, (row, 1): name}
            cells |= _figures(table, code, row, at, figures)
        # Below London stand "Rest of England" and a blank row.
        row += 3 if row == start + 1 else 1
    return cells | _notes(row + 2)


def _order(figures: pl.DataFrame) -> list[tuple[str, str]]:
    """England, London, a gap, the regions with London again, a gap, the authorities."""
    names = dict(figures.select("area_code", "area_name").unique(maintain_order=True).iter_rows())
    regions = [code for code in names if code.startswith("E12")]
    others = [code for code in names if not code.startswith(("E12", "E92"))]
    gap = ("", "")
    codes = [ENGLAND, LONDON, *regions]
    return [
        *((code, names[code]) for code in codes),
        gap,
        *((code, names[code]) for code in others),
    ]


def _headings(
    measure: Measure, column: int, start: int, *, early: bool
) -> dict[tuple[int, int], object]:
    heading = measure.headings[-1] if early else measure.headings[0]
    if measure.key == "households_thousands":
        heading = "Number of households\n in area5 (000s)"
    cells: dict[tuple[int, int], object] = {(start - 1, column): f"{heading}1,2"}
    if measure.group:
        firsts = {one.group: one.key for one in reversed(MEASURES) if one.group}
        if firsts[measure.group] == measure.key:
            cells[start - 2, column] = f"{measure.group}3"
    elif not early:
        cells[start - 4, column] = "Grand Total"
        cells[start - 5, column] = f"Sum of {heading}"
    return cells


def _figures(
    table: str, code: str, row: int, at: Mapping[str, int], figures: pl.DataFrame
) -> dict[tuple[int, int], object]:
    here = figures.filter((pl.col("area_code") == code) & (pl.col("table") == table))
    known = {
        measure: marker or value
        for measure, value, marker in here.select("measure", "value", "marker").iter_rows()
    }
    return {(row, column): known.get(key, 0.0) for key, column in at.items()}


def _notes(row: int) -> dict[tuple[int, int], object]:
    return {
        (row, 0): "Notes:",
        (row + 1, 0): 1.0,
        (row + 1, 1): "Prevention duties as defined by the Act",
        (row + 2, 0): "..",
        (row + 2, 1): "Authority with missing data",
        (row + 4, 1): "Totals may not equal the sum of components because of rounding.",
    }
