"""Writing the lists: a workbook with a sheet per list, or CSV files."""

from __future__ import annotations

from almoner.returns.annex_a_send.fields import SHAPES
from almoner.returns.workbook_writing import workbook
from almoner.returns.writing import Files, Tables, csv_files


def as_workbook(tables: Tables) -> Files:
    """One workbook."""
    return {"annex-a-send.xlsx": workbook(tables, SHAPES)}


FORMS = {"xlsx": as_workbook, "csv": csv_files}
