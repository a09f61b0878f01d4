"""Kept figures beside a full rebuild from the records, in a process of its own.

It shares nothing with the engine but the database and the definitions: so it finds a difference
wherever it arose, in the engine's memory, in what it wrote, or in what somebody else wrote.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import polars as pl
from django.db import connection, transaction

from almoner.casework import cells
from almoner.casework.audit import Audited, audited
from almoner.casework.keeper import Keeper
from almoner.casework.models import Authority, Outbox
from almoner.catalogue.definitions import Indicator
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_NUMBERS = ("numerator", "denominator", "value", "marker", "version")


def compared(
    authority: Authority,
    *,
    by: str,
    indicators: Sequence[Indicator] = (),
    patience: float = 120.0,
) -> pl.DataFrame:
    """Every cell in which what is kept differs from a rebuild; none when all is well.

    Columns: unit, indicator, breakdown, period, then each number as `kept` and as `rebuilt` (null
    where one of them has no such cell). Of the indicators given, or of all. Both are read at one
    moment; refuses when the engine still has changes to take in after `patience` seconds.
    """
    until = time.monotonic() + patience
    while True:
        with _one_moment():
            if not Outbox.objects.filter(authority=authority.code).exists():
                kept = cells.stored(authority.code)
                keeper = Keeper(authority, indicators)
                wanted = keeper.cells()
                keeper.live.close()
                break
        if time.monotonic() > until:
            raise Refusal(_("the engine still has changes to take in: is it running?"))
        time.sleep(0.5)
    if indicators:
        kept = kept.filter(pl.col("indicator").is_in([one.code for one in indicators]))
    found = _differing(kept, wanted)
    audited(
        Audited.COMPARED, by=by, authority=authority.code, cells=wanted.height,
        differing=found.height,
    )  # fmt: skip
    return found


def _differing(kept: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    sides = [
        one.with_columns(pl.lit(True).alias("there")).rename(
            {name: f"{name} {side}" for name in (*_NUMBERS, "there")}
        )
        for side, one in (("kept", kept), ("rebuilt", wanted))
    ]
    both = sides[0].join(sides[1], on=cells.KEY, how="full", coalesce=True)
    same = [
        pl.col(f"{name} kept").eq_missing(pl.col(f"{name} rebuilt"))
        for name in (*_NUMBERS, "there")
    ]
    return both.filter(~pl.all_horizontal(same)).drop("there kept", "there rebuilt").sort(cells.KEY)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read within is of one moment, and nobody who writes is held up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
