"""A submission's rows in place of those of its predecessor, and what follows for the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from almoner.casework.held import frame_of, versions_known
from almoner.casework.merging import Merged, merged, touched_keys
from almoner.casework.models import ChangeKind, RecordVersion
from almoner.casework.versions import Source, newest, write
from almoner.records.checks import polars_schema
from almoner.records.table import Table
from almoner.records.tables import declared_tables
from almoner.returns.keeping.facts import Facts, Reading, readings
from almoner.returns.keeping.places import places_of
from almoner.returns.keeping.resolving import resolved
from almoner.returns.keeping.submitted import ROWS, TABLES, all_submitted, held_form

Frames = Mapping[str, pl.DataFrame]
_SLOT = ["return_code", "year", "period_ended_on"]
_FEW = 2_000
"""More people than this are found sooner by reading everybody's rows."""


@dataclass(frozen=True)
class Difference:
    """What is held as submitted of a return and period: as it stands, and as it will."""

    before: Frames
    now: Frames

    def merged(self, name: str) -> Merged:
        """What is to happen to a table of rows as submitted."""
        table = declared_tables()[name]
        return merged(table, self.before[name], self.now[name], self.before[name])

    @property
    def people(self) -> pl.Series:
        """Everybody of whom a row came, went or says something else."""
        table = declared_tables()[ROWS]
        keys = touched_keys(table, self.before[ROWS], self.now[ROWS])
        both = pl.concat([self.before[ROWS], self.now[ROWS]])
        mine = both.filter(pl.col(table.key).is_in(keys.implode()))
        return mine.get_column("person_id").drop_nulls().unique()


def difference(reading: Reading, authority: str, slot: str) -> Difference:
    """What this submission changes in the rows held of its period."""
    heads, rows = held_form(reading.one, reading.keeping, reading.prepared, reading.person)
    before = {name: _of_slot(authority, name, slot) for name in (TABLES, ROWS)}
    places = _places(rows, before[ROWS])
    return Difference(before, {TABLES: heads, ROWS: rows.with_columns(places)})


def _of_slot(authority: str, name: str, slot: str) -> pl.DataFrame:
    rows = versions_known(authority).filter(table=name, source=slot)
    return frame_of(rows, declared_tables()[name])


def _places(rows: pl.DataFrame, before: pl.DataFrame) -> pl.Series:
    """The rows' places, table by table, as they were where rows stand in the same order."""
    held = dict(before.select("row_id", "place").iter_rows())
    places: list[int] = []
    for part in rows.partition_by("table_name", maintain_order=True):
        places += places_of(part["row_id"].to_list(), held)
    return pl.Series("place", places, dtype=pl.Int64)


def facts_before_and_now(
    found: Difference, people: pl.DataFrame, authority: str, *, everybody: bool
) -> tuple[Facts, Facts]:
    """What all submissions give of the people touched, with the predecessor and with this one."""
    touched = found.people
    others = _others(authority, found, None if everybody else touched)
    facts = []
    for side in (found.before, found.now):
        heads, rows = (pl.concat([others[name], side[name]]) for name in (TABLES, ROWS))
        if not everybody:
            rows = rows.filter(pl.col("person_id").is_in(touched.implode()))
        facts.append(resolved(readings(all_submitted(heads, rows, authority), people)))
    return facts[0], facts[1]


def _others(authority: str, found: Difference, people: pl.Series | None) -> Frames:
    """What is held as submitted of other periods and returns (of these people)."""
    heads, rows = (declared_tables()[name] for name in (TABLES, ROWS))
    held = versions_known(authority)
    all_heads = frame_of(held.filter(table=TABLES), heads)
    all_rows = held.filter(table=ROWS)
    if people is not None and len(people) <= _FEW:
        all_rows = all_rows.filter(person_key__in=people.to_list())
    own = pl.concat([found.before[TABLES], found.now[TABLES]]).select(_SLOT).unique()
    return {
        TABLES: all_heads.join(own, on=_SLOT, how="anti", maintain_order="left"),
        ROWS: frame_of(all_rows, rows).join(own, on=_SLOT, how="anti", maintain_order="left"),
    }


def put(found: Difference, before: Facts, now: Facts, source: Source) -> dict[str, Merged]:
    """Write every version that follows; what happened to each table of the record."""
    for name in (TABLES, ROWS):
        _write(declared_tables()[name], found.merged(name), source)
    done = {}
    # Whoever has nothing left goes last.
    names = sorted({*now, *before}, key=lambda name: (name == "person", name))
    for name in names:
        table = declared_tables()[name]
        empty = pl.DataFrame(schema=polars_schema(table))
        change = _change(table, before.get(name, empty), now.get(name, empty), source)
        if change.number:
            done[name] = change
    return done


def _change(table: Table, before: pl.DataFrame, now: pl.DataFrame, source: Source) -> Merged:
    keys = touched_keys(table, before, now)
    held = newest(source.authority, table, keys.to_list())
    there = held.filter(~pl.col("gone")).select(list(polars_schema(table)))
    mine = pl.col(table.key).is_in(keys.implode())
    change = merged(table, before.filter(mine), now.filter(mine), there)
    if table.name == "person":
        change = Merged(change.added, change.changed, _nobodys(source.authority, change.removed))
    _write(table, change, source, held)
    return change


def _nobodys(authority: str, keys: list[str]) -> list[str]:
    """Those of these people of whom the record holds nothing else."""
    rows = RecordVersion.objects.filter(authority=authority, is_current=True)
    rows = rows.filter(person_key__in=keys).exclude(kind=ChangeKind.DELETE)
    others = set(rows.exclude(table="person").values_list("person_key", flat=True))
    return [key for key in keys if key not in others]


def _write(table: Table, change: Merged, source: Source, held: pl.DataFrame | None = None) -> None:
    if not change.number:
        return
    if held is None:
        keys = [*change.added[table.key], *change.changed[table.key], *change.removed]
        held = newest(source.authority, table, keys)
    columns = list(polars_schema(table))
    leaving = held.filter(pl.col(table.key).is_in(change.removed)).select(columns)
    write(table, ChangeKind.INSERT, change.added, held, source)
    write(table, ChangeKind.CORRECT, change.changed, held, source)
    write(table, ChangeKind.DELETE, leaving, held, source)
