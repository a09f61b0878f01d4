"""Every column of the packaged publications whose name says that it holds areas or periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

DATA = Path("src/almoner/publications/data")


def tables() -> Iterator[tuple[str, pl.DataFrame]]:
    """Each packaged table with every column as text."""
    for path in sorted(DATA.rglob("*")):
        if path.suffix == ".parquet":
            yield str(path.relative_to(DATA)), pl.read_parquet(path)
        elif path.name.endswith((".csv", ".csv.gz")):
            frame = pl.read_csv(path, infer_schema=False, encoding="utf8-lossy")
            yield str(path.relative_to(DATA)), frame


def texts(frame: pl.DataFrame, columns: re.Pattern[str]) -> Iterator[tuple[str, list[str]]]:
    """The different texts of each column with such a name."""
    for column in frame.columns:
        if columns.fullmatch(column):
            yield column, frame[column].drop_nulls().cast(pl.String).unique().sort().to_list()
