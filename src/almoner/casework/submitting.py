"""A return becomes the record: kept whole or not at all, its predecessor's facts replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class File(NamedTuple):
    """One file received: its name, the SHA-256 of its bytes in hexadecimal, how many they are."""

    name: str
    digest: str
    bytes: int

    @classmethod
    def of(cls, name: str, content: bytes) -> File:
        """The file of these bytes."""
        return cls(name, hashlib.sha256(content).hexdigest(), len(content))


def files_at(path: Path) -> list[File]:
    """The files of a submission on disk: of a folder those in it, else the file itself."""
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    return [
        File.of(file.name, file.read_bytes())
        for file in found
        if file.is_file() and not file.name.startswith(".")
    ]


class Changes(NamedTuple):
    """How many rows of a table a submission added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Kept:
    """What keeping a return did.

    `submission` is its number in the list of what was received, `replaces` that of the
    predecessor whose facts it replaced (None: the first for its year). `rows` tells of each table
    of the return, `records` of each table of the record that something happened to. `unchanged`
    says that the same content was held already, and that nothing was written but that it came
    again. `set_aside` are rows that are held as submitted and give no fact.
    """

    submission: int
    return_code: str
    year: str
    authority: str
    replaces: int | None = None
    unchanged: bool = False
    rows: Mapping[str, Changes] = field(default_factory=dict)
    records: Mapping[str, Changes] = field(default_factory=dict)
    set_aside: int = 0


def keep(
    return_code: str,
    tables: Mapping[str, Any],
    *,
    year: str,
    authority: str,
    files: Sequence[File],
    by: str,
    set_aside: bool = False,
) -> Kept:
    """Keep a return as records of an authority: all of it in one transaction, or nothing.

    `tables` are what the return's reader gave, or anything that `almoner.returns.check` takes:
    table name to a frame or list of rows, with values as text or dates. `year` is the collection
    year such as 2026-27; `authority` the code of a council (one that holds no records yet is
    entered under its code); `files` what was received; `by` who received it.

    An earlier submission of the same return, year and authority is replaced: rows that are new are
    added, rows that differ become new versions, rows that are gone are taken out; nothing is
    overwritten, so that a figure can still be asked as known before. The same content again
    changes nothing. Client Level Data of overlapping periods is resolved as the collection's
    published rules say.

    Raises Refusal for an unknown return, year or table, and for rows that cannot be placed in the
    record (nobody's, or without a date that can be read), naming table, row, field and value;
    with `set_aside` such rows are held as submitted, and give no fact.
    """
    raise NotImplementedError
