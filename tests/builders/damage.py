"""Publishers' files as they should not be: made from the packaged ones, damaged in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from almoner.publications.publication import Publication
from almoner.reference.refusal import Refusal


@dataclass(frozen=True)
class Packaged:
    """A packaged Parquet file, of which damaged copies of `rows` rows are made in a folder."""

    source: Path
    folder: Path
    rows: int = 300

    def frame(self) -> pl.DataFrame:
        return pl.read_parquet(self.source).head(self.rows)

    def written(self, frame: pl.DataFrame) -> Path:
        path = self.folder / self.source.name
        frame.write_parquet(path)
        return path

    def as_csv(self, encoding: str = "utf-8") -> Path:
        path = self.folder / self.source.with_suffix(".csv").name
        path.write_bytes(self.frame().write_csv().encode(encoding))
        return path

    def truncated(self) -> Path:
        path = self.folder / self.source.name
        content = self.source.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        return path

    def web_page(self) -> Path:
        path = self.folder / self.source.with_suffix(".csv").name
        path.write_text("<!DOCTYPE html><html><head><title>404</title></head></html>")
        return path

    def with_cell(self, column: str, index: int, text: str) -> Path:
        """The cell at `index` of `column` says `text`; a column of numbers becomes one of text."""
        frame = self.frame().with_columns(pl.col(column).cast(pl.String))
        here = pl.int_range(pl.len()) == index
        changed = pl.when(here).then(pl.lit(text)).otherwise(column).alias(column)
        return self.written(frame.with_columns(changed))

    def without_column(self, column: str) -> Path:
        return self.written(self.frame().rename({column: f"{column}_of_next_year"}))

    def doubled(self, index: int) -> Path:
        frame = self.frame()
        return self.written(pl.concat([frame, frame[index]]))


def refusal_of(publication: Publication, *paths: Path) -> Refusal:
    """What reading `paths` is refused with; it must name the last of them."""
    with pytest.raises(Refusal) as caught:
        publication.read(paths)
    assert caught.value.file is not None
    assert paths[-1].name in caught.value.file
    return caught.value
