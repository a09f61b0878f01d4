"""Lists that come as sheets of a workbook or as CSV files, told by their name and their columns.

Headings are compared by their letters and digits alone, because dashes, apostrophes and line
breaks in a heading seldom survive a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import Part, parts_of
from almoner.returns.lists import read_list
from almoner.returns.shapes import TableShape
from almoner.returns.tables import as_frame
from almoner.returns.workbooks import WORKBOOKS, sheets_of

# A sheet may have a title and notes above its headings.
_HEADING_WITHIN = 30


class Sheet(NamedTuple):
    """A list as it came: where from, its title (sheet or file name), and its cells."""

    file: str
    title: str
    frame: pl.DataFrame


def plain(name: str) -> str:
    """The letters and digits of a heading or title, in lower case."""
    return re.sub(r"[\W_]+", "", name.lower())


def read_tables(
    path: Path, shapes: Mapping[str, TableShape], titles: Mapping[str, str]
) -> dict[str, pl.DataFrame]:
    """The tables at `path` as text. `titles`: pattern found in a sheet's or file's title -> table.

    Raises Refusal for a list with missing columns, one list twice, or no list at all. A sheet
    that neither its title nor its columns make a list (a cover, notes) is left out.
    """
    tables: dict[str, pl.DataFrame] = {}
    came: dict[str, str] = {}
    for part in parts_of(path, (".csv", *WORKBOOKS)):
        for sheet in _sheets(part, shapes):
            table = _which(sheet, shapes, titles)
            if table is None and part.ending == ".csv":
                raise _unknown(sheet, shapes)
            if table is None:
                continue
            if table in tables:
                message = _("the list {table} is here twice").format(table=table)
                raise Refusal(message, file=path, found=f"{came[table]}, {sheet.title}")
            tables[table], came[table] = _own(sheet.frame, shapes[table]), sheet.title
    if not tables:
        raise Refusal(
            _("none of the return's lists is here"), file=path, expected=", ".join(shapes)
        )
    return tables


def _unknown(sheet: Sheet, shapes: Mapping[str, TableShape]) -> Refusal:
    found = ", ".join(sheet.frame.columns)
    message = _("this is none of the return's lists")
    return Refusal(message, file=sheet.file, found=found, expected=", ".join(shapes))


def _sheets(part: Part, shapes: Mapping[str, TableShape]) -> Iterator[Sheet]:
    if part.ending == ".csv":
        yield Sheet(part.name, part.stem, read_list(part))
        return
    known = frozenset(plain(name) for shape in shapes.values() for name in shape.columns)
    for name, cells in sheets_of(part):
        yield Sheet(part.name, name, _frame(cells, known))


def read_sheet(part: Part, headings: Iterable[str]) -> pl.DataFrame:
    """The sheet of a workbook that has most of these headings, under them; its first if none has.

    Raises Refusal for what is not a workbook.
    """
    known = frozenset(map(plain, headings))
    frames = [_frame(cells, known) for _name, cells in sheets_of(part)]
    found = [len(known & set(map(plain, frame.columns))) for frame in frames]
    return frames[found.index(max(found))] if frames else pl.DataFrame()


def _frame(rows: Sequence[Sequence[Any]], known: frozenset[str]) -> pl.DataFrame:
    """The cells under the row that has most of a list's headings; empty last rows are no rows."""
    scores = [sum(plain(str(cell)) in known for cell in row) for row in rows[:_HEADING_WITHIN]]
    if not scores or max(scores) == 0:
        return pl.DataFrame()
    at = scores.index(max(scores))
    body = list(rows[at + 1 :])
    while body and all(cell == "" for cell in body[-1]):
        body.pop()
    columns: dict[str, list[Any]] = {}
    for place, heading in enumerate(rows[at]):
        cells = [row[place] if place < len(row) else None for row in body]
        columns.setdefault(str(heading), [_cell(cell) for cell in cells])
    return as_frame(columns)


def _cell(cell: Any) -> Any:
    # Yes and no that a spreadsheet took for truth values keep the word.
    return str(cell) if isinstance(cell, bool) else cell


def _which(sheet: Sheet, shapes: Mapping[str, TableShape], titles: Mapping[str, str]) -> str | None:
    found = {plain(name) for name in sheet.frame.columns}
    title = re.sub(r"[\W_]+", " ", sheet.title.lower()).strip()
    named = next((table for text, table in titles.items() if re.search(text, title)), None)
    alike = [table for table, shape in shapes.items() if found >= set(map(plain, shape.columns))]
    if named in alike:
        return named
    if named is None or alike:
        if named is not None:
            message = _("the name says {named} but the columns are those of {found}")
            raise Refusal(message.format(named=named, found=alike[0]), file=sheet.file)
        return max(alike, key=lambda table: len(shapes[table].columns), default=None)
    missing = [name for name in shapes[named].columns if plain(name) not in found]
    raise Refusal(
        _("columns are missing: {names}").format(names=", ".join(missing)),
        file=f"{sheet.file}: {sheet.title}", found=", ".join(sheet.frame.columns),
        expected=", ".join(shapes[named].columns),
    )  # fmt: skip


def _own(frame: pl.DataFrame, shape: TableShape) -> pl.DataFrame:
    wanted = {plain(name): name for name in shape.columns}
    own: dict[str, str] = {}
    for name in frame.columns:
        field = wanted.get(plain(name))
        if field is not None and field not in own.values():
            own[name] = field
    return frame.select(list(own)).rename(own)
