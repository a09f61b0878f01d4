"""Reading social care Annex A: a workbook with a sheet per list, or CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.returns.annex_a.fields import SHAPES, TITLES
from almoner.returns.spreadsheets import read_tables


def read(path: Path) -> Mapping[str, pl.DataFrame]:
    """The lists at `path` as text. Raises Refusal for what is not Annex A."""
    return read_tables(path, SHAPES, TITLES)
