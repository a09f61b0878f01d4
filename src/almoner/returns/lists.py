"""CSV lists of a return: every cell as text, columns checked, a ragged row named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import Part, as_utf8
from almoner.returns.shapes import TableShape

# A spreadsheet's empty last lines are no rows. A line of commas alone is a row, with nothing in it.
_BLANK_LINES = re.compile(rb"\n(?:[ \t]*\r?\n)+")


def read_list(part: Part) -> pl.DataFrame:
    """The cells of a CSV file as text; column names trimmed and in upper case; no blank lines.

    Raises Refusal for a file with no heading line, or a row with more cells than headings.
    """
    content = _BLANK_LINES.sub(b"\n", as_utf8(part.content).lstrip(b"\r\n"))
    try:
        frame = pl.read_csv(io.BytesIO(content), infer_schema=False, null_values="")
    except pl.exceptions.NoDataError as empty:
        raise Refusal(_("the file is empty"), file=part.name) from empty
    except pl.exceptions.PolarsError as broken:
        raise _ragged(part.name, content.decode()) from broken
    return frame.rename(_headings(frame.columns))


def _headings(columns: list[str]) -> dict[str, str]:
    tidy = {name: name.strip().upper() for name in columns}
    return tidy if len(set(tidy.values())) == len(tidy) else {}


def _ragged(file: str, text: str) -> Refusal:
    rows = csv.reader(io.StringIO(text, newline=""))
    width = None
    try:
        for number, row in enumerate(rows, start=1):
            width = len(row) if width is None else width
            if len(row) > width:
                expected = _("at most {width} cells, as in the heading").format(width=width)
                message = _("this row has too many cells")
                return Refusal(message, file=file, row=number, found=len(row), expected=expected)
    except csv.Error:
        return Refusal(_("the file cannot be read as CSV"), file=file)
    return Refusal(_("the file cannot be read as CSV"), file=file)


def which(part: Part, frame: pl.DataFrame, names: Mapping[str, str],
          shapes: Mapping[str, TableShape]) -> str:  # fmt: skip
    """The table that a file holds, from its name (`names`: file stem -> table) and its columns.

    A prefix or suffix to the name (2017-episodes) does no harm. Raises Refusal when the name
    says one list and the columns another, when columns are missing, or when neither says.
    """
    named = [table for stem, table in names.items() if stem in part.stem.split(".")[0]]
    # placed_for_adoption is longer than, and does not contain, any other; sw_episodes contains
    # episodes, so the longest name that fits is meant.
    named.sort(key=lambda table: -max(len(s) for s, t in names.items() if t == table))
    found = frozenset(frame.columns)
    alike = [table for table in names.values() if found >= set(shapes[table].columns)]
    if named and found >= set(shapes[named[0]].columns):
        return named[0]
    if named and not alike:
        missing = [name for name in shapes[named[0]].columns if name not in found]
        raise Refusal(
            _("columns are missing: {names}").format(names=", ".join(missing)),
            file=part.name, found=", ".join(frame.columns),
            expected=", ".join(shapes[named[0]].columns),
        )  # fmt: skip
    if not alike:
        expected = ", ".join(f"{stem}.csv" for stem in names)
        raise Refusal(
            _("this is none of the return's lists"), file=part.name,
            found=", ".join(frame.columns), expected=expected,
        )  # fmt: skip
    if named:
        message = _("the name says {named} but the columns are those of {found}")
        raise Refusal(message.format(named=named[0], found=alike[0]), file=part.name)
    return max(alike, key=lambda table: len(shapes[table].columns))
