"""A child's rows across all tables, with the fields marked that findings point at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from almoner.submissions.child_rows import ChildTable
from almoner.submissions.models import Finding

_MOST_ROWS = 500


@dataclass(frozen=True)
class Cell:
    """One value. `rules` are those that point at it, "" where none does; `focus` the finding's."""

    value: str
    rules: str = ""
    focus: bool = False


@dataclass(frozen=True)
class Row:
    """One row, its number counted as a reader of the file would, without the heading."""

    number: int
    cells: list[Cell]
    rules: str
    focus: bool


@dataclass(frozen=True)
class Marked:
    """A table with its rows; `more` rows are not shown."""

    table: str
    last_year: bool
    columns: list[str]
    rows: list[Row]
    more: int


def marked(
    tables: Iterable[ChildTable], findings: Sequence[Finding], focus: Finding | None = None
) -> list[Marked]:
    """The tables with every field marked that a finding of this year points at."""
    by_row: dict[tuple[str, int], list[Finding]] = {}
    for one in findings:
        by_row.setdefault((one.table, one.row), []).append(one)
    return [_table(table, {} if table.last_year else by_row, focus) for table in tables]


def _table(
    table: ChildTable, by_row: dict[tuple[str, int], list[Finding]], focus: Finding | None
) -> Marked:
    rows = [
        _row(table.columns, number, cells, by_row.get((table.table, number), []), focus)
        for number, cells in table.rows[:_MOST_ROWS]
    ]
    more = max(len(table.rows) - _MOST_ROWS, 0)
    return Marked(table.table, table.last_year, table.columns, rows, more)


def _row(
    columns: Sequence[str], number: int, cells: Sequence[str], found: Sequence[Finding],
    focus: Finding | None,
) -> Row:  # fmt: skip
    points: dict[str, list[str]] = {}
    for one in found:
        for name in one.fields.split(";"):
            points.setdefault(name, []).append(one.rule)
    here = focus is not None and focus in found
    focused = set(focus.fields.split(";")) if here and focus else set()
    made = [
        Cell(value, ", ".join(points.get(name, ())), name in focused)
        for name, value in zip(columns, cells, strict=True)
    ]
    elsewhere = sorted({one.rule for one in found if not set(one.fields.split(";")) & set(columns)})
    return Row(number + 1, made, ", ".join(elsewhere), here)
