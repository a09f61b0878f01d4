"""Files that go with a return: a list of providers, a table of postcodes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import parts_of
from almoner.returns.lists import read_list

# Headings by which the sheet is found that has the list, in a workbook with a cover and notes.
PROVIDER_HEADINGS = ("URN", "Provider code", "Postcode", "Setting postcode", "Local authority")
POSTCODE_HEADINGS = (
    "pcd", "pcds", "postcode", "laua", "authority", "oseast1m", "easting", "osnrth1m", "northing",
)  # fmt: skip
# As in `workbooks`, which is imported only where one is given.
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def read_reference(path: Path | None, headings: tuple[str, ...]) -> pl.DataFrame | None:
    """The cells of a CSV file or of a workbook's sheet with most of these headings.

    Raises Refusal for a file that is neither, or for a workbook without any of them.
    """
    if path is None:
        return None
    part = parts_of(path, (".csv", *_WORKBOOKS))[0]
    if part.ending == ".csv":
        return read_list(part)
    from almoner.returns.spreadsheets import read_sheet

    frame = read_sheet(part, headings)
    if not frame.width:
        message = _("no sheet of this workbook has the headings of the list")
        raise Refusal(message, file=path, expected=", ".join(headings))
    return frame
