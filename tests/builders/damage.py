"""Publishers' files as they should not be: made from the packaged ones, damaged in one place."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from almoner.publications.publication import Publication
from almoner.reference.refusal import Refusal

PAGE = "<!DOCTYPE html><html><head><title>404</title></head></html>"
Rows = list[list[str]]


@dataclass(frozen=True)
class Packaged:
    """A packaged Parquet or (gzipped) CSV file; damaged copies of `rows` rows go into `folder`.

    Copies of a gzipped CSV are plain.
    """

    source: Path
    folder: Path
    rows: int = 300

    @property
    def path(self) -> Path:
        return self.folder / self.source.name.removesuffix(".gz")

    def frame(self) -> pl.DataFrame:
        if self.source.suffix == ".parquet":
            return pl.read_parquet(self.source).head(self.rows)
        return pl.read_csv(self.source, infer_schema=False).fill_null("").head(self.rows)

    def written(self, frame: pl.DataFrame) -> Path:
        if self.path.suffix == ".parquet":
            frame.write_parquet(self.path)
        else:
            frame.write_csv(self.path)
        return self.path

    def as_csv(self) -> Path:
        path = self.path.with_suffix(".csv")
        self.frame().write_csv(path)
        return path

    def with_cell(self, column: str, index: int, text: str) -> Path:
        """The cell at `index` of `column` says `text`; a column of numbers becomes one of text."""
        frame = self.frame().with_columns(pl.col(column).cast(pl.String))
        here = pl.int_range(pl.len()) == index
        changed = pl.when(here).then(pl.lit(text)).otherwise(column).alias(column)
        return self.written(frame.with_columns(changed))

    def without_column(self, column: str) -> Path:
        return self.renamed({column: f"{column}_of_next_year"})

    def renamed(self, names: Mapping[str, str]) -> Path:
        return self.written(self.frame().rename(dict(names)))

    def doubled(self, index: int) -> Path:
        frame = self.frame()
        return self.written(pl.concat([frame, frame[index]]))

    def truncated(self) -> Path:
        """The first half of the file's bytes; half of a gzip, where the source is a CSV."""
        content = self.source.read_bytes()
        name = self.path.name
        if self.path.suffix == ".csv":
            name += ".gz"
            content = content if self.source.suffix == ".gz" else gzip.compress(content)
        path = self.folder / name
        path.write_bytes(content[: len(content) // 2])
        return path

    def web_page(self) -> Path:
        path = self.path.with_suffix(".csv")
        path.write_text(PAGE)
        return path

    def in_latin_1(self, column: str, index: int) -> Path:
        path = self.with_cell(column, index, "Ynys Môn")
        path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
        return path

    def ragged(self, index: int) -> Path:
        """A line with one cell too many."""
        lines = self.written(self.frame()).read_text(encoding="utf-8").splitlines()
        lines[index + 1] += ",more"
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.path


def copied(source: Path, folder: Path, change: Callable[[Rows], Rows | None]) -> Path:
    """The gzipped CSV at `source` in `folder`, plain, after `change` (in place, or its answer)."""
    text = gzip.decompress(source.read_bytes()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
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


def refusal_of(publication: Publication, *paths: Path) -> Refusal:
    """What reading `paths` is refused with; it must name the last of them, if that is a file."""
    with pytest.raises(Refusal) as caught:
        publication.read(paths)
    if paths[-1].is_file():
        assert caught.value.file is not None
        assert paths[-1].name in caught.value.file
    return caught.value


def check_damage_is_refused(publication: Publication, packaged: Packaged, *, column: str) -> None:
    """Half a Parquet file, `column` renamed, a row twice, a web page: each is refused, and why."""
    assert "whole Parquet" in str(refusal_of(publication, packaged.truncated()).expected)
    renamed = refusal_of(publication, packaged.without_column(column))
    assert renamed.column == column
    assert f"{column}_of_next_year" in str(renamed.found)
    again = refusal_of(publication, packaged.doubled(5))
    assert (again.row, again.message) == (packaged.rows + 1, "two rows for one key")
    packaged.path.unlink()
    assert "web page" in refusal_of(publication, packaged.web_page()).message
