"""What a rule sees: the tables of this year and last, the collection's dates, and lookups.

A return subclasses `Context` to add columns that many rules share (the episode before, the child's
date of birth); each is computed once. A derived column's name has a dot in it, so that it cannot
be mistaken for a field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from almoner.returns.tables import row_column


@dataclass(frozen=True, slots=True)
class Collection:
    """The collection that a return belongs to: year such as 2026-27, first and last day, and the
    code of the returning authority where it is known. `asked` says whether somebody asked for this
    year, or it is today's for want of another."""

    year: str
    start: dt.date
    end: dt.date
    authority: str | None = None
    asked: bool = True

    @classmethod
    def of(
        cls,
        year: str,
        start: dt.date | str | None = None,
        end: dt.date | str | None = None,
        authority: str | None = None,
        *,
        asked: bool = True,
    ) -> Collection:
        """The collection of `year`, 1 April to 31 March unless other days are given."""
        first = int(year[:4])
        return cls(
            year,
            _day(start) or dt.date(first, 4, 1),
            _day(end) or dt.date(first + 1, 3, 31),
            authority,
            asked,
        )


def _day(given: dt.date | str | None) -> dt.date | None:
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, str):
        form = "%d/%m/%Y" if "/" in given else "%Y-%m-%d"
        return dt.datetime.strptime(given[:10], form).date()  # noqa: DTZ007 - a day has no zone
    return given


class Context:
    """Prepared tables by name (last year's under `<name>_last`) and what follows from them."""

    def __init__(
        self, tables: Mapping[str, pl.DataFrame], collection: Collection, *, key: str
    ) -> None:
        self.tables = dict(tables)
        self.collection = collection
        self.key = key
        self._views: dict[str, pl.DataFrame] = {}
        self._prefixed: dict[str, pl.LazyFrame] = {}
        self._made: dict[str, pl.DataFrame] = {}

    def has(self, *tables: str) -> bool:
        """Whether all these tables were given."""
        return all(table in self.tables for table in tables)

    def view(self, table: str) -> pl.DataFrame:
        """The table with its derived columns, made once."""
        if table not in self._views:
            self._views[table] = self.derive(table, self.tables[table])
        return self._views[table]

    def derive(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Add the return's own derived columns; a return with none leaves this alone."""
        return frame

    def rows(self, table: str) -> pl.LazyFrame:
        """The table with derived columns, for a rule that gives breaching rows."""
        return self.view(table).lazy()

    def prefixed(self, table: str) -> pl.LazyFrame:
        """As `rows`, with every column but the key and row number named `<table>.<column>`."""
        if table not in self._prefixed:
            keep = {self.key, row_column(table)}
            frame = self.view(table)
            names = {c: f"{table}.{c}" for c in frame.columns if c not in keep}
            self._prefixed[table] = frame.rename(names).lazy()
        return self._prefixed[table]

    def pairs(self, left: str, right: str, *, keep_left: bool = False) -> pl.LazyFrame:
        """Each row of `left` with each row of `right` of the same child.

        The columns of `left` keep their names, those of `right` are named `<right>.<column>`.
        `keep_left` keeps rows of `left` that have no partner.
        """
        how = "left" if keep_left else "inner"
        return self.rows(left).join(self.prefixed(right), on=self.key, how=how)  # type: ignore[arg-type]

    def once(self, name: str, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """What `make` gives, computed the first time only; for a frame that several rules use."""
        if name not in self._made:
            self._made[name] = make().collect()
        return self._made[name].lazy()

    def keys_of(self, table: str, *where: pl.Expr) -> pl.Series:
        """The distinct children of a table, or of those of its rows for which `where` holds."""
        frame = self.view(table)
        if where:
            frame = frame.filter(*where)
        return frame.get_column(self.key).drop_nulls().unique()
