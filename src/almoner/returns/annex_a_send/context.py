"""What the rules of SEND Annex A see beside the lists: the day on which they are checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from almoner.returns.annex_a_send.fields import KEY
from almoner.returns.context import Collection, Context
from almoner.returns.kinds import References
from almoner.returns.today import day_of_check


class ContextSEND(Context):
    """The lists, and `today`, the day as at which they are checked."""

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        collection: Collection,
        now: dt.date | None = None,
    ) -> None:
        super().__init__(tables, collection, key=KEY)
        self.day = day_of_check(collection, now)
        self.today = pl.lit(self.day)

    def aged(self, years: int) -> pl.Expr:
        """The person has had this birthday by today (one of 29 February has it on the 28th)."""
        return pl.col("Date of birth").dt.offset_by(f"{years}y") <= self.today


def context_of(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> ContextSEND:
    """The context of the rules, from prepared tables."""
    return ContextSEND(tables, collection)
