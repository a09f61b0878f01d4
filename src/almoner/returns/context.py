"""What a rule sees: the tables of this year and last, the collection's dates, and lookups.

A return subclasses `Context` to add columns that many rules share (the episode before, the child's
date of birth); each is computed once. A derived column's name has a dot in it, so that it cannot
be mistaken for a field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import polars as pl

from almoner.returns.pairing import Paired
from almoner.returns.planning import collected
from almoner.returns.tables import row_column

# No child has so many rows in two lists that these are fewer than their pairs. Where all children
# were given one number, pairing every row with every other would take all memory.
MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class Collection:
    """The collection that a return belongs to: year such as 2026-27, first and last day, and the
    code of the returning authority where it is known. `asked` says whether somebody asked for this
    year, or it is the return's own, or today's for want of another. `own_year` is the year of
    which the return itself speaks, where it does; `own_last` that of last year's return."""

    year: str
    start: dt.date
    end: dt.date
    authority: str | None = None
    asked: bool = True
    own_year: str | None = None
    own_last: str | None = None

    @classmethod
    def of(
        cls,
        year: str,
        start: dt.date | str | None = None,
        end: dt.date | str | None = None,
        authority: str | None = None,
        *,
        asked: bool = True,
        own_year: str | None = None,
        own_last: str | None = None,
    ) -> Collection:
        """The collection of `year`, 1 April to 31 March unless other days are given."""
        first = int(year[:4])
        return cls(
            year,
            _day(start) or dt.date(first, 4, 1),
            _day(end) or dt.date(first + 1, 3, 31),
            authority,
            asked,
            own_year,
            own_last,
        )


def _day(given: dt.date | str | None) -> dt.date | None:
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, str):
        form = "%d/%m/%Y" if "/" in given else "%Y-%m-%d"
        return dt.datetime.strptime(given[:10], form).date()  # noqa: DTZ007 - a day has no zone
    return given


def uncrowded(*keys: str) -> pl.Expr:
    """Of very many rows with one key, only as many of the first as can be paired with them all."""
    size = pl.len().over(keys)
    return pl.int_range(pl.len()).over(keys) < (MOST_PAIRS // size).clip(1)


class Context:
    """Prepared tables by name (last year's under `<name>_last`) and what follows from them."""

    def __init__(
        self, tables: Mapping[str, pl.DataFrame], collection: Collection, *, key: str
    ) -> None:
        self.tables = dict(tables)
        self.collection = collection
        self.key = key
        self.wanted: Mapping[str, frozenset[str]] | None = None
        self._views: dict[str, pl.DataFrame] = {}
        self._prefixed: dict[tuple[str, int | None], pl.LazyFrame] = {}
        self._most: dict[str, int] = {}
        self._made: dict[str, pl.DataFrame] = {}
        self._keys: dict[str, pl.Series] = {}

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

    def want(self, wanted: Mapping[str, frozenset[str]] | None) -> None:
        """Make only these columns from here on; None for all. What was made of fewer is dropped."""
        self.wanted = wanted
        self._views.clear()
        self._prefixed.clear()
        self._made.clear()

    def wants(self, table: str, *columns: str) -> bool:
        """Whether any rule that is to run reads one of these derived columns of the table."""
        wanted = None if self.wanted is None else self.wanted.get(table, frozenset())
        return wanted is None or not wanted.isdisjoint(columns)

    def prefixed(self, table: str, *, beside: str | None = None) -> pl.LazyFrame:
        """As `rows`, with every column but the key and row number named `<table>.<column>`.

        `beside` is the table whose rows it is to be joined with; see `pairs`.
        """
        most = None if beside is None else self._most_beside(table, beside)
        if (table, most) not in self._prefixed:
            rows = self.rows(table)
            if most is not None:
                rows = rows.filter(pl.int_range(pl.len()).over(self.key) < most)
            self._prefixed[table, most] = rows.rename(self.new_names(table, f"{table}."))
        return self._prefixed[table, most]

    def new_names(self, table: str, prefix: str) -> dict[str, str]:
        """The table's columns under a prefix, but for the key and the row's number."""
        kept = {self.key, row_column(table)}
        return {name: prefix + name for name in self.view(table).columns if name not in kept}

    def pairs(self, left: str, right: str, *, keep_left: bool = False) -> pl.LazyFrame:
        """Each row of `left` with each row of `right` of the same child.

        The columns of `left` keep their names, those of `right` are named `<right>.<column>`.
        `keep_left` keeps rows of `left` that have no partner. Where one number was given to very
        many rows of both, only the first of `right` are paired.
        """
        both = (left,) if keep_left else (left, right)
        # It does all that a lazy frame does, and is run with others of its kind.
        return cast(pl.LazyFrame, Paired(self, ("joined", left, right, keep_left), both))

    def joined(self, left: str, right: str, keep_left: bool) -> pl.LazyFrame:
        """The frame for which `pairs` stands."""
        how = "left" if keep_left else "inner"
        return self.rows(left).join(self.prefixed(right, beside=left), on=self.key, how=how)  # type: ignore[arg-type]

    def most_rows(self, table: str) -> int:
        """The number of rows of the child that has most of them."""
        if table not in self._most:
            keys = self.tables[table].get_column(self.key).drop_nulls()
            counts = keys.value_counts().get_column("count").max() if len(keys) else 0
            self._most[table] = int(counts or 0)  # type: ignore[arg-type]
        return self._most[table]

    def _most_beside(self, table: str, beside: str) -> int | None:
        if self.tables[table].height * self.tables[beside].height <= MOST_PAIRS:
            return None
        if self.most_rows(table) * self.most_rows(beside) <= MOST_PAIRS:
            return None
        return max(1, MOST_PAIRS // self.most_rows(beside))

    @cached_property
    def size(self) -> int:
        """The number of rows of all tables; those of a list of providers do not count."""
        return sum(table.height for table in self.tables.values() if self.key in table.columns)

    def collected(self, plan: pl.LazyFrame) -> pl.DataFrame:
        """What the plan gives."""
        return collected([plan], self.size)[0]

    def once(self, name: str, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """What `make` gives, computed the first time only; for a frame that several rules use."""
        if name not in self._made:
            self._made[name] = self.collected(make())
        return self._made[name].lazy()

    def keys_of(self, table: str, *where: pl.Expr) -> pl.Series:
        """The distinct children of a table, or of those of its rows for which `where` holds."""
        if not where and table in self._keys:
            return self._keys[table]
        if not self.tables[table].height:
            return self.tables[table].get_column(self.key)
        kept = self.rows(table).filter(*where) if where else self.tables[table].lazy()
        found = self.collected(kept.select(pl.col(self.key).drop_nulls().unique()))
        keys = found.get_column(self.key)
        if not where:
            self._keys[table] = keys
        return keys
