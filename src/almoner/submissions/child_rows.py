"""The rows of a submission by child, in a file of their own beside the uploads.

Written once by the checker; a page reads the rows of one child without a frame library. When the
files of a submission are deleted, this goes with them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from almoner.submissions.storage import folder_of

_FILE = "rows.sqlite3"


@dataclass(frozen=True)
class Part:
    """The rows of a table: names of its columns, and for each row its number, child and cells."""

    table: str
    last_year: bool
    columns: Sequence[str]
    rows: Iterable[tuple[int, str, Sequence[str]]]


@dataclass(frozen=True)
class ChildTable:
    """The rows of one child in one table, as (number, cells)."""

    table: str
    last_year: bool
    columns: list[str]
    rows: list[tuple[int, list[str]]]


def write_rows(folder: str, parts: Iterable[Part]) -> int:
    """Write every row of every part, in place of what was there; how many of this year there are.

    The file appears whole or not at all.
    """
    path = folder_of(folder) / _FILE
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    number = 0
    with closing(sqlite3.connect(fresh)) as held:
        held.execute("PRAGMA synchronous=OFF")
        held.execute("CREATE TABLE parts (id INTEGER PRIMARY KEY, name, last_year, columns)")
        held.execute("CREATE TABLE rows (part, number, child, cells)")
        for part in parts:
            written = _write_part(held, part)
            number += 0 if part.last_year else written
        held.execute("CREATE INDEX rows_child ON rows (child, part, number)")
        held.execute("CREATE INDEX rows_number ON rows (part, number)")
        held.commit()
    fresh.rename(path)
    return number


def _write_part(held: sqlite3.Connection, part: Part) -> int:
    found = held.execute(
        "INSERT INTO parts (name, last_year, columns) VALUES (?, ?, ?)",
        (part.table, part.last_year, json.dumps(list(part.columns))),
    )
    rows = (
        (found.lastrowid, row, child, json.dumps(list(cells), ensure_ascii=False))
        for row, child, cells in part.rows
    )
    return held.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows).rowcount


def rows_of_child(folder: str, child: str) -> list[ChildTable]:
    """The rows of a child in every table that has any, in the order of the return."""
    return list(_read(folder, "child = ?", (child,)))


def one_row(folder: str, table: str, row: int) -> list[ChildTable]:
    """One row of a table, for a finding that is nobody's; no tables when it is not there."""
    where = "number = ? AND part IN (SELECT id FROM parts WHERE name = ? AND NOT last_year)"
    return list(_read(folder, where, (row, table)))


def _read(folder: str, where: str, values: Sequence[object]) -> Iterator[ChildTable]:
    path = folder_of(folder) / _FILE
    if not folder or not path.is_file():
        return
    with closing(_opened(path)) as held:
        found: dict[int, list[tuple[int, list[str]]]] = {}
        asked = f"SELECT part, number, cells FROM rows WHERE {where} ORDER BY part, number"  # noqa: S608
        for part, number, cells in held.execute(asked, values):
            found.setdefault(part, []).append((number, json.loads(cells)))
        for part, name, last_year, columns in held.execute("SELECT * FROM parts ORDER BY id"):
            if part in found:
                yield ChildTable(name, bool(last_year), json.loads(columns), found[part])


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
