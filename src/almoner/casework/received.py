"""What was received of a return, and what keeping it did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class File(NamedTuple):
    """One file received: its name, the SHA-256 of its bytes in hexadecimal, how many they are."""

    name: str
    digest: str
    size: int

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
