"""Collecting plans: for a child's few rows, planning takes longer than what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

_FEW_ROWS = 2_000


def collected(plans: Sequence[pl.LazyFrame], rows: int) -> list[pl.DataFrame]:
    """What plans over tables of so many rows in all give, made together."""
    if rows <= _FEW_ROWS:
        try:
            return pl.collect_all(plans, optimizations=_as_not_lazy())
        except pl.exceptions.ShapeError:
            # A column that is one value throughout, compared with another, is then one row long.
            pass
    return pl.collect_all(plans)


@cache
def _as_not_lazy() -> pl.QueryOptFlags:
    # What a frame that is not lazy does for itself; it has no public name. Without it the same
    # is done more slowly.
    eager = getattr(pl.QueryOptFlags, "_eager", pl.QueryOptFlags.none)
    flags: pl.QueryOptFlags = eager()
    return flags
