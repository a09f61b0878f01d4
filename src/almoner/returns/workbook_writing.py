"""A workbook with a sheet per list, as councils send them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import polars as pl
import xlsxwriter

from almoner.returns.shapes import TableShape


def workbook(tables: Mapping[str, pl.DataFrame], shapes: Mapping[str, TableShape]) -> bytes:
    """The tables as sheets; a date in the return's own form as a date, all else as text."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, frame in tables.items():
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(frame.columns):
            sheet.write_string(0, place, heading, head)
            days = _days(frame[heading], heading, shapes[name])
            for row, (text, found) in enumerate(zip(frame[heading], days, strict=True), start=1):
                _cell(sheet, row, place, text, found, day)
    book.close()
    return content.getvalue()


def _days(cells: pl.Series, heading: str, shape: TableShape) -> list[dt.date | None]:
    dated = any(field.name == heading and field.is_date for field in shape.fields)
    if not dated:
        return [None] * len(cells)
    days = cells.str.to_date(shape.date_form, strict=False)
    # A workbook knows no day before 1900, and a text must come back as it was.
    same = (days.dt.to_string(shape.date_form) == cells) & (days.dt.year() > 1900)
    whole = same | cells.is_null()
    # Where some cells are no dates, the reader takes the column as text: so it is written.
    if not whole.all():
        return [None] * len(cells)
    return days.to_list()


def _cell(
    sheet: Any, row: int, place: int, text: str | None, day: dt.date | None, form: Any
) -> None:
    if day is not None:
        sheet.write_datetime(row, place, dt.datetime(day.year, day.month, day.day), form)  # noqa: DTZ001 - a day has no zone
    elif text is not None:
        sheet.write_string(row, place, text)
