"""What a new submission changes: three-way, by row and column.

What submissions gave before is compared with what they give now; only the difference is put on
what the record holds. So a correction made in the record by hand stays when the same file comes
again, and gives way where the file itself now says something else.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.table import Table


@dataclass(frozen=True)
class Merged:
    """Rows of a table to enter, rows to change (as they will be), and keys to take out."""

    added: pl.DataFrame
    changed: pl.DataFrame
    removed: list[str]

    @property
    def number(self) -> int:
        """How many rows it touches."""
        return self.added.height + self.changed.height + len(self.removed)

    def keys(self, table: Table) -> list[str]:
        """The keys of the rows it touches."""
        return [*self.added[table.key], *self.changed[table.key], *self.removed]


def touched_keys(table: Table, before: pl.DataFrame, now: pl.DataFrame) -> pl.Series:
    """The keys of rows that are not the same before and now."""
    both = pl.concat([before, now])
    once = both.filter(~both.is_duplicated())
    return once.get_column(table.key).unique()


def merged(table: Table, before: pl.DataFrame, now: pl.DataFrame, held: pl.DataFrame) -> Merged:
    """What is to happen to the rows that the record holds.

    `before` and `now` are what submissions gave and give; all three in the table's columns. A row
    that `held` lacks is entered when `now` has it; one that `now` lacks goes when `before` had it.
    """
    key = table.key
    names = [name for name in polars_schema(table) if name != key]
    added = now.join(held, on=key, how="anti", maintain_order="left")
    gone = held.join(now, on=key, how="anti").join(before, on=key, how="semi")
    sides = now.join(held, on=key, how="inner", suffix=".held", maintain_order="left")
    sides = sides.join(
        before.with_columns(pl.lit(value=True).alias("known")), on=key, how="left", suffix=".before"
    )
    whole = sides.select(key, *(_column(name).alias(name) for name in names))
    differs = pl.any_horizontal(_column(name).ne_missing(pl.col(f"{name}.held")) for name in names)
    changed = whole.filter(sides.select(differs.alias("differs")).to_series())
    return Merged(added, changed, gone.get_column(key).to_list())


def _column(name: str) -> pl.Expr:
    now, held, before = pl.col(name), pl.col(f"{name}.held"), pl.col(f"{name}.before")
    # A row that no submission gave before keeps what it holds where the file says nothing.
    said_anew = pl.when(pl.col("known")).then(now.ne_missing(before)).otherwise(now.is_not_null())
    return pl.when(said_anew).then(now).otherwise(held)
