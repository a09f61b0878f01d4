"""Publishers' gzipped CSV files, copied as plain CSV with one thing changed."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

Rows = list[list[str]]


def rows_of(source: Path) -> Rows:
    """Every row of a gzipped CSV, its heading first."""
    text = gzip.decompress(source.read_bytes()).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def copied(source: Path, folder: Path, change: Callable[[Rows], Rows | None]) -> Path:
    """The file at `source` in `folder`, unzipped, after `change` (in place, or what it gives)."""
    rows = rows_of(source)
    rows = change(rows) or rows
    path = folder / source.name.removesuffix(".gz")
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def cell(row: int, column: str, text: str) -> Callable[[Rows], None]:
    """Puts `text` into `column` of `row`, counted as a person would: the heading is row 1."""

    def change(rows: Rows) -> None:
        rows[row - 1][rows[0].index(column)] = text

    return change


def heading(old: str, new: str) -> Callable[[Rows], None]:
    """Calls the column `old` by another name."""
    return lambda rows: rows[0].__setitem__(rows[0].index(old), new)
