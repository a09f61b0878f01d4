"""Publishers' files as tables of text, with every fault named by file, row and column.

Numbers stay text until `Table.numbers` turns them into values and markers, so that nothing is
guessed by a parser on the way.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl
import python_calamine

from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.refusal import Refusal

# Markers of the Department for Education and of NHS England's and the ministry's open data.
STANDARD_MARKERS: Mapping[str, Marker] = {
    "c": Marker.SUPPRESSED,
    "[c]": Marker.SUPPRESSED,
    "*": Marker.SUPPRESSED,
    "x": Marker.NOT_COLLECTED,
    "[x]": Marker.NOT_COLLECTED,
    "u": Marker.LOW_RELIABILITY,
    "[u]": Marker.LOW_RELIABILITY,
    "z": Marker.NOT_APPLICABLE,
    "[z]": Marker.NOT_APPLICABLE,
    "k": Marker.ROUNDS_TO_ZERO,
    "[k]": Marker.ROUNDS_TO_ZERO,
    "low": Marker.ROUNDS_TO_ZERO,
}


@dataclass(frozen=True)
class Table:
    """A sheet or file: `frame` holds text columns (numbers where the file has typed ones).

    `first_row` is the row, counted as a person would, of the frame's first line.
    """

    path: Path
    frame: pl.DataFrame
    first_row: int = 2

    def refusal(
        self, message: str, *, index: int | None = None, column: str | None = None, **more: object
    ) -> Refusal:
        """A refusal that names this file and the row at `index` (from 0) of the frame."""
        row = None if index is None else self.first_row + index
        return Refusal(message, file=self.path.name, row=row, column=column, **more)  # type: ignore[arg-type]

    def columns(
        self, wanted: Mapping[str, Sequence[str]], *, optional: Sequence[str] = ()
    ) -> Table:
        """The same table with the columns called as in `wanted` (our name -> publisher's names).

        Names are compared without case, spaces and underscores. A missing one is refused with the
        columns that the file has, unless it is among `optional`.
        """
        there = {plain_name(name): name for name in self.frame.columns}
        chosen = {}
        for ours, theirs in wanted.items():
            match = next(
                (there[plain_name(n)] for n in (*theirs, ours) if plain_name(n) in there), None
            )
            if match is not None:
                chosen[match] = ours
            elif ours not in optional:
                raise self.refusal(
                    _("a column is missing"),
                    column=theirs[0] if theirs else ours,
                    found=", ".join(self.frame.columns[:60]),
                    expected=_(" or ").join(theirs or [ours]),
                )
        return Table(self.path, self.frame.select(list(chosen)).rename(chosen), self.first_row)

    def unique(self, key: Sequence[str]) -> Table:
        """This table, if no two rows share a `key`; otherwise refused, naming the second row."""
        again = self.frame.select(pl.struct(key).is_first_distinct().not_()).to_series()
        if again.any():
            index = int(again.arg_true()[0])
            raise self.refusal(
                _("two rows for one key"),
                index=index,
                column=", ".join(key),
                found=" / ".join(str(self.frame[name][index]) for name in key),
                expected=_("one row for each"),
            )
        return self

    def numbers(
        self,
        column: str,
        markers: Mapping[str, Marker] = STANDARD_MARKERS,
        *,
        blank: Marker | None = None,
    ) -> tuple[pl.Series, pl.Series]:
        """`column` as values (Float64) and markers (text): each row has exactly one of them.

        Commas between thousands, a pound sign before and a per cent sign behind are taken off.
        `blank` is what an empty cell means; with None an empty cell is refused. Anything else is
        refused with its row: also "12,4", which is no number here.
        """
        return self.numbers_of([column], markers, blank=blank)[column]

    def numbers_of(
        self,
        columns: Sequence[str],
        markers: Mapping[str, Marker] = STANDARD_MARKERS,
        *,
        blank: Marker | None = None,
    ) -> dict[str, tuple[pl.Series, pl.Series]]:
        """As `numbers`, for many columns in one pass over the table."""
        known = {mark.lower(): kind.value for mark, kind in markers.items()}
        if blank is not None:
            known[""] = blank.value
        read = self.frame.select(
            one.alias(f"{part} {number}")
            for number, column in enumerate(columns)
            for part, one in _value_and_marker(
                column, known, is_number=self.frame[column].dtype.is_numeric()
            )
        )
        found = {
            column: (
                read[f"value {number}"].rename("value"),
                read[f"marker {number}"].rename("marker"),
            )
            for number, column in enumerate(columns)
        }
        for column, (value, marker) in found.items():
            self._each_has_one(column, value, marker, known)
        return found

    def _each_has_one(
        self, column: str, value: pl.Series, marker: pl.Series, known: Mapping[str, str]
    ) -> None:
        if value.null_count() + marker.null_count() == len(value):
            return  # a cell never has both
        index = int((value.is_null() & marker.is_null()).arg_true()[0])
        found = self.frame[column][index]
        raise self.refusal(
            _("not a number"),
            index=index,
            column=column,
            found=found if found is not None else "",
            expected=_("a number or one of the markers ") + ", ".join(k or '""' for k in known),
        )


def _value_and_marker(
    column: str, known: Mapping[str, str], *, is_number: bool
) -> tuple[tuple[str, pl.Expr], tuple[str, pl.Expr]]:
    text = _number_text(column, is_number=is_number)
    marker = text.str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.Utf8)
    value = text.str.strip_prefix("£").cast(pl.Float64, strict=False)
    is_value = marker.is_null() & value.is_finite()
    return ("value", pl.when(is_value).then(value)), ("marker", marker)


_THOUSANDS = r"^£?-?\d{1,3}(,\d{3})+(\.\d+)?$"


def _number_text(column: str, *, is_number: bool) -> pl.Expr:
    if is_number:
        return pl.col(column).cast(pl.Utf8).fill_null("")
    text = pl.col(column).str.strip_chars().str.strip_suffix("%").fill_null("")
    return (
        pl.when(text.str.contains(_THOUSANDS))
        .then(text.str.replace_all(",", "", literal=True))
        .otherwise(text)
    )


def plain_name(name: str) -> str:
    """A column's name as names are compared: without case, spaces, underscores and dashes."""
    return "".join(letter for letter in name.lower() if letter.isalnum() or letter in "+%")


def read_csv(path: Path, *, encoding: str = "utf-8-sig", header_row: int = 1) -> Table:
    """A CSV file (or gzip of one) as text columns; `header_row` counts from 1.

    Refused: not gzip though named so, a web page, another encoding, no rows, ragged rows.
    """
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
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refusal(
            _("the text is not in the expected encoding"),
            file=path.name,
            row=line,
            found=content[error.start : error.start + 12].decode("latin-1"),
            expected=encoding.upper().removesuffix("-SIG"),
        ) from None
    try:
        frame = pl.read_csv(
            io.StringIO(text),
            infer_schema=False,
            skip_lines=header_row - 1,
        ).fill_null("")
    except pl.exceptions.PolarsError as error:
        raise Refusal(
            _("the table cannot be read: ") + str(error).splitlines()[0],
            file=path.name,
            expected=_("comma-separated values with the same number of columns in every row"),
        ) from None
    return _not_empty(Table(path, frame, header_row + 1))


def read_parquet(path: Path) -> Table:
    """A Parquet file with its own types; `first_row` is 1, as it has no header row."""
    try:
        return _not_empty(Table(path, pl.read_parquet(path), 1))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refusal(
            _("the file is damaged or not Parquet: ") + str(error).splitlines()[0],
            file=path.name,
            expected=_("a whole Parquet file"),
        ) from None


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets of a workbook, in order."""
    return list(_book(path).sheet_names)


def sheet_rows(path: Path, sheet: str) -> list[list[str]]:
    """Every row of a worksheet as text, the empty ones too; the first is row 1 of the sheet."""
    book = _book(path)
    if sheet not in book.sheet_names:
        raise Refusal(
            _("a sheet is missing"),
            file=path.name,
            found=", ".join(book.sheet_names),
            expected=sheet,
        )
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[_cell_text(cell) for cell in row] for row in rows]


def read_sheet(path: Path, sheet: str, *, header: Sequence[str], within: int = 30) -> Table:
    """A worksheet as text, its header row found by the names in `header`.

    The header may stand in any of the first `within` rows; where no row has all the names, the
    refusal says which were missing from the likeliest row.
    """
    rows = sheet_rows(path, sheet)
    wanted = {plain_name(name) for name in header}
    scores = [len(wanted & {plain_name(cell) for cell in row}) for row in rows[:within]]
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    if not scores or scores[best] < len(wanted):
        have = {plain_name(cell) for cell in rows[best]} if rows else set()
        missing = [name for name in header if plain_name(name) not in have]
        raise Refusal(
            _("no header row has all the columns"),
            file=f"{path.name} [{sheet}]",
            row=best + 1,
            found=_("missing: ") + ", ".join(missing),
            expected=", ".join(header),
        )
    return _not_empty(_sheet_table(path, sheet, rows, best))


def _book(path: Path) -> python_calamine.CalamineWorkbook:
    """The workbook at `path`; the last one read is kept, as its sheets are asked for in turn."""
    try:
        about = path.stat()
        return _opened(str(path), about.st_mtime_ns, about.st_size)
    except (python_calamine.CalamineError, OSError) as error:
        raise Refusal(
            _("the file is damaged or not a workbook: ") + str(error),
            file=path.name,
            expected=_("an Excel or OpenDocument workbook"),
        ) from None


@lru_cache(maxsize=1)
def _opened(path: str, _changed: int, _size: int) -> python_calamine.CalamineWorkbook:
    return python_calamine.CalamineWorkbook.from_path(path)


def _sheet_table(path: Path, sheet: str, rows: list[list[str]], header_index: int) -> Table:
    names: list[str] = []
    for position, cell in enumerate(rows[header_index]):
        name = " ".join(cell.split()) or f"column {position + 1}"
        names.append(name if name not in names else f"{name} ({position + 1})")
    schema = dict.fromkeys(names, pl.Utf8)
    frame = pl.DataFrame(rows[header_index + 1 :], schema=schema, orient="row")
    return Table(path.with_name(f"{path.name} [{sheet}]"), frame, header_index + 2)


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


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


def _not_empty(table: Table) -> Table:
    if table.frame.height == 0:
        raise table.refusal(_("the table has no rows"), expected=_("at least one row of data"))
    return table
