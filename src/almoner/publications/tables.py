"""A publisher's table of text, with every fault named by file, row and column.

Numbers stay text until `Table.numbers` turns them into values and markers, so that nothing is
guessed by a parser on the way. Labels stay text until `read_distinct` asks for each once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.refusal import Refusal

Reader = Callable[..., Sequence[str | None]]

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

    def with_frame(self, frame: pl.DataFrame) -> Table:
        """The same file's table with another frame, whose rows are still the file's."""
        return Table(self.path, frame, self.first_row)

    def with_columns(self, **columns: pl.Expr | pl.Series) -> Table:
        """The same table with more columns."""
        return self.with_frame(self.frame.with_columns(**columns))

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
        return self.with_frame(self.frame.select(list(chosen)).rename(chosen))

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


def read_distinct(
    table: Table, columns: Sequence[str], gives: Sequence[str], read: Reader
) -> pl.DataFrame:
    """Columns named `gives`, one row a row of `table`: what `read` says of its `columns`.

    `read(*cells, row=)` is called once for each distinct set of cells, with the row of the file
    where it first stands, and gives a tuple of texts.
    """
    keys = [f"key {number}" for number, _column in enumerate(columns)]
    cells = table.frame.select(
        pl.col(column).alias(key) for column, key in zip(columns, keys, strict=True)
    )
    distinct = cells.with_row_index("row", offset=table.first_row).unique(
        keys, keep="first", maintain_order=True
    )
    answers = [read(*row[1:], row=row[0]) for row in distinct.iter_rows()]
    said = pl.DataFrame(answers, schema=dict.fromkeys(gives, pl.String), orient="row")
    known = pl.concat([distinct.select(keys), said], how="horizontal")
    return cells.join(known, on=keys, how="left", nulls_equal=True, maintain_order="left").select(
        gives
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
