"""Publishers' CSV files as they should not be: packaged ones, damaged in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl


@dataclass(frozen=True)
class PackagedText:
    """A packaged CSV (or gzip of one), of which damaged copies of `rows` rows are made."""

    source: Path
    folder: Path
    rows: int = 300

    def frame(self) -> pl.DataFrame:
        return pl.read_csv(self.source, infer_schema=False).fill_null("").head(self.rows)

    @property
    def path(self) -> Path:
        return self.folder / self.source.name.removesuffix(".gz")

    def written(self, frame: pl.DataFrame) -> Path:
        frame.write_csv(self.path)
        return self.path

    def with_cell(self, column: str, index: int, text: str) -> Path:
        """The cell at `index` of `column` says `text`; its row in the file is `index` + 2."""
        here = pl.int_range(pl.len()) == index
        changed = pl.when(here).then(pl.lit(text)).otherwise(column).alias(column)
        return self.written(self.frame().with_columns(changed))

    def without_column(self, column: str) -> Path:
        return self.written(self.frame().rename({column: f"{column} of next year"}))

    def renamed(self, names: dict[str, str]) -> Path:
        return self.written(self.frame().rename(names))

    def doubled(self, index: int) -> Path:
        frame = self.frame()
        return self.written(pl.concat([frame, frame[index]]))

    def in_latin_1(self, index: int, column: str) -> Path:
        self.with_cell(column, index, "Ynys Môn")
        self.path.write_bytes(self.path.read_text(encoding="utf-8").encode("latin-1"))
        return self.path

    def web_page(self) -> Path:
        self.path.write_text("<!DOCTYPE html><html><head><title>404</title></head></html>")
        return self.path

    def cut_gzip(self) -> Path:
        """Half of a gzip, under the name of a whole one."""
        path = self.path.with_name(f"{self.path.name}.gz")
        content = self.source.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        return path

    def ragged(self, index: int) -> Path:
        """A line with one cell too many."""
        lines = self.written(self.frame()).read_text(encoding="utf-8").splitlines()
        lines[index + 1] += ",more"
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.path
