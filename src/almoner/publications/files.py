"""The files of one download: found by the beginnings of their names, and read as tables."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

SUFFIXES = (".parquet", ".csv", ".csv.gz")


def files_of(
    paths: Sequence[Path],
    kinds: Mapping[str, Sequence[str]],
    *,
    suffixes: Sequence[str] = SUFFIXES,
) -> dict[str, list[Path]]:
    """The files of each kind among `paths` (files, or folders that are searched).

    `kinds` maps our name to beginnings of file names ("care_at_home_quarterly"). In a folder other
    files are passed over; a file given by name that is of no kind is refused, and so are paths
    without any file of a kind.
    """
    found: dict[str, list[Path]] = {kind: [] for kind in kinds}
    for path in files_named(paths).values():
        kind = _kind(path.name, kinds, suffixes)
        if kind is not None:
            found[kind].append(path)
        elif path in paths:
            raise Refusal(
                _("the name of this file is not one of this publication's"),
                file=path.name,
                expected=_expected(kinds, suffixes),
            )
    if not any(found.values()):
        raise Refusal(
            _("no file of this publication is there"),
            file=", ".join(path.name for path in paths),
            expected=_expected(kinds, suffixes),
        )
    return found


def files_named(paths: Sequence[Path]) -> dict[str, Path]:
    """The files at `paths` and in the folders at `paths`, by name without ".gz".

    Hidden files and READMEs are passed over. Two files of one name, or no file, are refused.
    """
    found: dict[str, Path] = {}
    for path in _files(paths):
        name = path.name.removesuffix(".gz")
        if name in found:
            raise Refusal(_("two files have one name"), file=name, expected=_("one of them"))
        found[name] = path
    if not found:
        raise Refusal(_("there are no files here"), found=", ".join(map(str, paths)))
    return found


def read_table(path: Path) -> Table:
    """The table in a Parquet or (gzipped) CSV file, by its name's ending."""
    return read_parquet(path) if path.suffix == ".parquet" else read_csv(path)


def read_csv(path: Path, *, encoding: str = "utf-8-sig", header_row: int = 1) -> Table:
    """A CSV file (or gzip of one) as text columns; `header_row` counts from 1.

    Refused: not gzip though named so, a web page, another encoding, no rows, ragged rows.
    """
    text = _text(path, encoding)
    try:
        frame = pl.read_csv(io.StringIO(text), infer_schema=False, skip_lines=header_row - 1)
    except pl.exceptions.PolarsError as error:
        raise Refusal(
            _("the table cannot be read: ") + str(error).splitlines()[0],
            file=path.name,
            expected=_("comma-separated values with the same number of columns in every row"),
        ) from None
    _last_row_whole(path, text, frame.width)
    return not_empty(Table(path, frame.fill_null(""), header_row + 1))


def read_parquet(path: Path) -> Table:
    """A Parquet file with its own types; `first_row` is 1, as it has no header row."""
    try:
        return not_empty(Table(path, pl.read_parquet(path), 1))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refusal(
            _("the file is damaged or not Parquet: ") + str(error).splitlines()[0],
            file=path.name,
            expected=_("a whole Parquet file"),
        ) from None


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise Refusal(_("there is no such file or folder"), file=path)
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files += [file for file in inside if file.is_file() and _is_data(file)]
    return files


def _is_data(path: Path) -> bool:
    return not path.name.startswith(".") and not path.name.upper().startswith("README")


def _kind(name: str, kinds: Mapping[str, Sequence[str]], suffixes: Sequence[str]) -> str | None:
    plain = name.lower().replace(" ", "_").replace("-", "_")
    if plain.endswith(tuple(suffixes)):
        for kind, beginnings in kinds.items():
            if plain.startswith(tuple(beginnings)):
                return kind
    return None


def _expected(kinds: Mapping[str, Sequence[str]], suffixes: Sequence[str]) -> str:
    names = ", ".join(f"{beginnings[0]}*" for beginnings in kinds.values())
    return f"{names} ({', '.join(suffixes)})"


def _text(path: Path, encoding: str) -> str:
    content = _content(path)
    start = content[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<head" in start:
        raise Refusal(
            _("the file is a web page, not a table; the download probably failed"),
            file=path.name,
            row=1,
            found=start[:40].decode("latin-1"),
            expected=_("comma-separated values"),
        )
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            _("the text is not in the expected encoding"),
            file=path.name,
            row=content[: error.start].count(b"\n") + 1,
            found=content[error.start : error.start + 12].decode("latin-1"),
            expected=encoding.upper().removesuffix("-SIG"),
        ) from None


def _last_row_whole(path: Path, text: str, width: int) -> None:
    """Refuse a file whose last row has too few cells: polars would read it as blanks."""
    last = text.rstrip("\r\n").rpartition("\n")[2]
    if last.count('"') % 2:
        return  # A cell that spans lines ends here.
    cells = len(next(csv.reader([last]), []))
    if cells < width:
        raise Refusal(
            _("the last row is cut short"),
            file=path.name,
            row=text.rstrip("\r\n").count("\n") + 1,
            found=last[-60:],
            expected=_("{n} cells; the download probably stopped").format(n=width),
        )


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise Refusal(
            _("the file cannot be read: ") + str(error),
            file=path.name,
            expected=_("a whole file"),
        ) from None


def not_empty(table: Table) -> Table:
    """`table`, if it has a row."""
    if table.frame.height == 0:
        raise table.refusal(_("the table has no rows"), expected=_("at least one row of data"))
    return table
