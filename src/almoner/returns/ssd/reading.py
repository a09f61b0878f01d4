"""Reading the dataset: a CSV file per table named like it, or a workbook with a sheet per table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.returns.spreadsheets import read_tables
from almoner.returns.ssd.fields import SHAPES, TITLES


def read(path: Path) -> Mapping[str, pl.DataFrame]:
    """The tables at `path` as text. Raises Refusal for what is not the dataset."""
    return read_tables(path, SHAPES, TITLES)
