"""What a publication is, and what reading one gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from almoner.reference.measurement import check_measurements

DATA_DIR = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that an edition was read from."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, path: Path) -> SourceFile:
        """The name, digest and size in bytes of the file at `path`."""
        content = path.read_bytes()
        return cls(path.name, hashlib.sha256(content).hexdigest(), len(content))


@dataclass(frozen=True)
class Edition:
    """One issue of a publication: the measurements it gave, as it gave them.

    `code` sorts in order of publication within the publication ("2022" before "2024"): where two
    editions give the same indicator, period, area and breakdown, the later one holds, and the
    earlier can still be asked for. `measurements` has the columns of MEASUREMENT_SCHEMA, one row a
    key (indicator, period, area, breakdown).
    """

    publication: str
    code: str
    title: str
    measurements: pl.DataFrame
    published_on: date | None = None
    sources: tuple[SourceFile, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse a frame of another shape, two rows for one key, or a bare null."""
        files = ", ".join(source.name for source in self.sources) or self.publication
        check_measurements(self.measurements, file=files)


@dataclass(frozen=True)
class Publication:
    """An official statistic: who publishes it, on what terms, and how to read its files.

    `read` takes the files (or folders) of one download and gives the editions in them; it raises
    Refusal for anything it does not understand. `packaged` lists the files that come with Almoner.
    """

    code: str
    title: str
    publisher: str
    attribution: str
    url: str
    read: Callable[[Sequence[Path]], list[Edition]]
    packaged: tuple[Path, ...]
    licence: str = "Open Government Licence v3.0"
