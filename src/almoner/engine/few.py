"""A program's rows counted over the records of a few people by generated Python.

What `slices` does with a database, in a tenth of the time where there are few rows; over many the
database is quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any

from almoner.engine import few_rows
from almoner.engine.compiler import Program
from almoner.engine.few_rows import Row
from almoner.engine.places import Months
from almoner.engine.python_tables import ALWAYS_THERE
from almoner.engine.python_text import PythonText
from almoner.engine.slices import RowsOf, what_counts
from almoner.records.tables import declared_tables
from almoner.records.working_calendar import calendar, working_days

_Counting = Callable[[dict[str, list[Row]], Callable[..., Any]], list[Row]]


class Few:
    """Record tables that hold a few people at a time. `fill` them, then `run`."""

    def __init__(self, program: Program, text: PythonText, months: Months) -> None:
        self._program, self._months = program, months
        self._text = text.between(months.first, months.last)
        self._read = what_counts(program)
        self._tables: dict[str, list[Row]] = {name: [] for name in declared_tables()}
        self._made: set[str] = set()
        self._functions: dict[str, _Counting] = {}
        self._always = cache(self._index_of_always)
        lasting = {"calendar": calendar(), "working_day": working_days()}
        assert lasting.keys() == ALWAYS_THERE
        self._lasting = {name: frame.rows() for name, frame in lasting.items()}

    def can(self, concerned: Iterable[int]) -> bool:
        """Whether all of these statements, and what they are made of, can be said in Python."""
        return all(
            self._text.statements[number]
            and all(self._text.tables[name] for name in self._program.needs[number])
            for number in concerned
        )

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Put rows (in the order of the table's columns) in place of what a table holds."""
        if rows or self._tables[table]:
            self._tables[table] = list(rows)
            self._made -= self._read.made_of[table]

    def run(self, concerned: Collection[int]) -> dict[int, RowsOf]:
        """The rows of these statements over what the tables hold; those without any left out.

        Raises NotForPythonError, or OverflowError, where only SQL can say.
        """
        found = {}
        for number in concerned:
            for name in self._program.needs[number]:
                self._make(name)
            if self._any(self._read.counted[number]):
                text = self._text.statements[number]
                rows = self._function(text)(self._tables, self._always)
                if rows:
                    found[number] = RowsOf(self._text.columns[number], rows)
        return found

    def _any(self, tables: Iterable[str]) -> bool:
        return any(self._tables.get(name) for name in tables)

    def _make(self, name: str) -> None:
        """Make a table of what the others now hold: nothing where they hold nothing."""
        if name not in self._made:
            self._tables[name] = []
            if self._any(self._read.sources[name]):
                function = self._function(self._text.tables[name])
                self._tables[name] = function(self._tables, self._always)
            self._made.add(name)

    def _function(self, text: str) -> _Counting:
        if text not in self._functions:
            self._functions[text] = _function_of(text)
        return self._functions[text]

    def _index_of_always(self, name: str, at: tuple[int, ...]) -> dict[Any, list[Row]]:
        rows = self._function(self._text.always[name])(self._lasting, self._always)
        return few_rows.indexed(rows, at)


def _function_of(text: str) -> _Counting:
    names: dict[str, Any] = {**vars(few_rows)}
    exec(compile(text, "<definitions>", "exec"), names)  # noqa: S102 - our own text, of our catalogue
    function: _Counting = names["counted"]
    return function
