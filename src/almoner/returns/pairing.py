"""Pairs of rows of two tables, on which many rules put conditions.

Rules that do no more than that are run together: the rows are paired once for all of them, and
each is a column of the pairs. Where either table has no row, nothing is paired at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from almoner.returns.context import Context


class Paired:
    """Stands for the lazy frame of pairs that a method of the context makes, and for those of them
    that meet conditions; any other question is answered by the frame itself.

    `way` is the method's name and what it is called with; `both` are tables without any of which
    there is no pair.
    """

    def __init__(
        self,
        context: Context | None,
        way: tuple[Any, ...],
        both: tuple[str, ...],
        where: tuple[pl.Expr, ...] = (),
    ) -> None:
        self.context = context
        self.way = way
        self.both = both
        self.where = where

    def filter(self, *where: pl.Expr) -> Paired:
        """The pairs that meet these conditions as well."""
        return Paired(self.context, self.way, self.both, (*self.where, *where))

    def of(self, context: Context | None) -> Paired:
        """The same pairs and conditions over the tables of another context, or of none yet."""
        return Paired(context, self.way, self.both, self.where)

    @property
    def is_empty(self) -> bool:
        """Whether there can be no pair."""
        assert self.context is not None
        return any(not self.context.tables[table].height for table in self.both)

    def made(self) -> pl.LazyFrame:
        """All pairs, whatever the conditions."""
        method, *given = self.way
        pairs: pl.LazyFrame = getattr(self.context, method)(*given)
        return pairs

    def __getattr__(self, name: str) -> Any:
        """What a lazy frame has: the pairs are made."""
        if name.startswith("__"):
            raise AttributeError(name)
        frame = self.made().filter(*self.where) if self.where else self.made()
        return getattr(frame, name)
