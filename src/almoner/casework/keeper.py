"""Keeps the measurements of one authority in line with its records. Runs in the engine's process.

The outbox rows seen are deleted in the transaction that writes the cells they led to, or in the
last of several where very many are written afresh: killed before it, they wait and are taken in at
the next start; after it, everything has happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from threading import RLock
from time import sleep

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from almoner.casework import cells
from almoner.casework.actions import RELOAD_ABOVE
from almoner.casework.held import rows_known, rows_of_keys
from almoner.casework.models import Authority, Outbox
from almoner.casework.words import keep_words
from almoner.catalogue.definitions import Indicator
from almoner.catalogue.register import computed_indicators
from almoner.engine.cube import Grouping
from almoner.engine.live import WHOLE, Change, Live
from almoner.engine.measure import measurements
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months, index_of_month
from almoner.records.tables import declared_tables

_AT_ONCE = 4_000
"""Rows that are taken in at once: beyond it memory grows, and time no longer falls."""

_WRITTEN_AT_ONCE = 8_000
"""Cells that are written in one transaction: some fifty milliseconds of SQLite's only writer."""

_PAUSE = 0.03
"""Seconds: longer than SQLite lets anybody who waits to write sleep at first."""

STORED: tuple[Grouping, ...] = ("", "area")
"""What is kept: teams and larger places, and homes. Breakdowns are counted when they are asked."""


def months_of(authority: Authority) -> Months:
    """The months that figures are counted over: to the last day covered, or this month."""
    first, last = authority.covers_from, authority.covers_to or timezone.localdate()
    return Months(index_of_month(first.year, first.month), index_of_month(last.year, last.month))


class Keeper:
    """One authority's mirror and kept cells, and the writing of them to the database."""

    def __init__(self, authority: Authority, indicators: Sequence[Indicator] = ()) -> None:
        """`indicators` are those to keep; all that are computed when none are given."""
        self.authority = authority
        self.code = authority.code
        self.indicators = tuple(indicators or computed_indicators().values())
        self.versions = {one.code: one.version for one in self.indicators}
        self.lock = RLock()
        """Held by whoever uses the mirror."""
        self.state = 0
        """Another number after each change of records that was taken in."""
        self._live: Live | None = None

    @property
    def live(self) -> Live:
        """The kept cells in memory; made from all records when there are none."""
        if self._live is None or self._live.months != months_of(self.authority):
            mirror = Mirror.of_frames(rows_known(self.code))
            self._live = Live(mirror, self.indicators, months_of(self.authority), STORED)
            self.state += 1
        return self._live

    def restart(self) -> int:
        """Read every record again, and write every cell that differs; how many did.

        What the outbox held when this began is then done. Few cells are written in one transaction;
        many some at a time, so that whoever changes a record meanwhile need not wait, and pages are
        told when all are there. Killed in between, the next start writes the rest.
        """
        with self.lock:
            seen = list(Outbox.objects.filter(authority=self.code).values_list("pk", flat=True))
            self._live = None
            return self._write_all(self.cells(), seen)

    def cells(self) -> pl.DataFrame:
        """Every cell as it should be kept, in the columns of `cells.SCHEMA`."""
        live = self.live
        population = live.mirror.run("FROM population")
        made = measurements(live.indicators, live.kept(), live.months, population)
        return cells.as_cells(made, self.versions)

    def _write_all(self, wanted: pl.DataFrame, seen: Sequence[int]) -> int:
        held, now = cells.stored(self.code), timezone.now()
        changed = cells.differing(wanted, held)
        gone = held.join(wanted, on=cells.KEY, how="anti")
        keep_words(self.indicators)
        put = cells.append if held.is_empty() else cells.write
        few = changed.height + gone.height <= _WRITTEN_AT_ONCE
        with transaction.atomic() if few else nullcontext():
            for part in cells.in_turn(changed, _WRITTEN_AT_ONCE):
                with transaction.atomic():
                    put(self.code, part, now)
                _let_others_write()
            for part in cells.in_turn(gone, _WRITTEN_AT_ONCE):
                with transaction.atomic():
                    cells.remove(self.code, part)
                _let_others_write()
            with transaction.atomic():
                _taken(seen)
                cells.revised(self.code, now)
        return changed.height + gone.height

    def take_in(self) -> int:
        """Take in what the outbox holds; how many of its rows were done.

        All is counted afresh where the cells in memory are not those of the database, which they
        are not after a failure, or where a month has begun.
        """
        if self._live is None or self._live.months != months_of(self.authority):
            self.restart()
        found = Outbox.objects.filter(authority=self.code).order_by("pk")
        waiting = list(found.values_list("pk", "table", "key"))
        if not waiting:
            return 0
        with self.lock:
            by_table: dict[str, set[str]] = defaultdict(set)
            for _pk, table, key in waiting:
                by_table[table].add(key)
            if "" in by_table or WHOLE & set(by_table) or len(waiting) > RELOAD_ABOVE:
                self.restart()
            else:
                self._change([pk for pk, _table, _key in waiting], by_table)
        return len(waiting)

    def _change(self, seen: Sequence[int], keys: Mapping[str, set[str]]) -> None:
        try:
            changes = [self._as_is(table, sorted(found)) for table, found in keys.items()]
            self.state += 1
            told = [self.live.change(*some) for some in _in_turn(changes)]
            now = timezone.now()
            with transaction.atomic():
                _taken(seen)
                for changed in told:
                    cells.write(self.code, cells.as_cells(changed.now, self.versions), now)
                    cells.remove(self.code, changed.gone.rename({"area": "unit"}))
                cells.revised(self.code, now)
        except BaseException:
            self._live = None  # what is in memory may be ahead of the database
            raise

    def _as_is(self, table: str, keys: list[str]) -> Change:
        """The rows of these keys as they now are in the record."""
        rows = rows_of_keys(self.code, declared_tables()[table], keys)
        return Change(table, rows if rows.height else None, keys)


def _in_turn(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """All together when they are few; else some rows of one table after another."""
    if sum(len(change.keys) for change in changes) <= _AT_ONCE:
        yield list(changes)
        return
    for change in changes:
        for start in range(0, len(change.gone), _AT_ONCE):
            keys = change.gone[start : start + _AT_ONCE]
            rows = change.rows
            if rows is not None:
                rows = rows.filter(pl.col(change.declared.key).is_in(keys))
            yield [Change(change.table, rows, keys)]


def _let_others_write() -> None:
    """SQLite has no queue: who waits for its lock looks again and again whether it is free."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        sleep(_PAUSE)


def _taken(seen: Sequence[int]) -> None:
    """Take these rows out of the outbox. The caller holds the transaction."""
    for start in range(0, len(seen), 500):
        Outbox.objects.filter(pk__in=seen[start : start + 500]).delete()
