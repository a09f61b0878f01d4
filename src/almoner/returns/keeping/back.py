"""A return from the record: as it was submitted, but for what the record says otherwise since.

A cell is written anew only where the record's value is not the one that all submissions together
give, so that whatever was submitted (a date that does not exist, a code of no list) comes back as
it was. A row whose fact was taken out of the record is left out; a fact that no submission told of
makes a row, where it falls into the collection's year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.returns.context import Collection
from almoner.returns.keeping.facts import KEY, ROW, Facts, Given, Reading, keeping_of, readings
from almoner.returns.keeping.giving import Tables
from almoner.returns.keeping.identity import no_people
from almoner.returns.keeping.making import made_rows, spare_facts
from almoner.returns.keeping.resolving import resolved
from almoner.returns.keeping.submitted import ROWS, TABLES, Submitted, all_submitted
from almoner.returns.kinds import kind_of
from almoner.returns.shapes import TableShape
from almoner.returns.year import collection_year


def from_records(
    return_code: str,
    records: Mapping[str, Any],
    *,
    year: str,
    authority: str | None = None,
    ended_on: dt.date | None = None,
) -> Tables:
    """The tables of a return as text, from tables of the record.

    `records` maps table names to pyarrow Tables or polars frames; those that are not given are
    empty. Of several submissions of the year (Client Level Data) the latest, or that of the period
    that ended on `ended_on`. Without a submission the tables are made from the record alone.
    Raises Refusal for an unknown return or year.
    """
    keeping = keeping_of(return_code)
    collection = Collection.of(collection_year(year), authority=authority)
    held = {name: _frame(name, table) for name, table in records.items()}
    everything = all_submitted(_of(held, TABLES), _of(held, ROWS), authority)
    read = readings(everything, people_known(held))
    given = resolved(read)
    wanted = _wanted(read, return_code, collection.year, ended_on)
    if wanted is None:
        one = Submitted(
            return_code, collection, collection.end, _blank(keeping.identity, return_code)
        )
        wanted = readings([one], people_known(held))[0]
    shapes = kind_of(return_code).shapes
    tables = {
        name: _brought_up(wanted, name, shapes[name], held, given) for name in wanted.one.tables
    }
    made = made_rows(wanted, held, given, new=not len(_mine(read, return_code, collection.year)))
    made = keeping.complete(made, tables, spare_facts(wanted, held, given))
    return {
        name: pl.concat([frame, made[name]], how="diagonal") if name in made else frame
        for name, frame in tables.items()
    }


def people_known(held: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Whom the record knows by which identifier: scheme, value, person_id."""
    numbers = _of(held, "person_identifier")
    return numbers.select(list(no_people().schema)) if numbers.height else no_people()


def _frame(name: str, table: Any) -> pl.DataFrame:
    frame = table if isinstance(table, pl.DataFrame) else pl.DataFrame(pl.from_arrow(table))
    return frame.select(list(polars_schema(declared_tables()[name])))


def _of(held: Mapping[str, pl.DataFrame], name: str) -> pl.DataFrame:
    found = held.get(name)
    return pl.DataFrame(schema=polars_schema(declared_tables()[name])) if found is None else found


def _mine(read: list[Reading], code: str, year: str) -> list[Reading]:
    return [one for one in read if (one.one.code, one.one.collection.year) == (code, year)]


def _wanted(read: list[Reading], code: str, year: str, ended_on: dt.date | None) -> Reading | None:
    mine = [one for one in _mine(read, code, year) if ended_on in (None, one.one.ended_on)]
    return mine[0] if mine else None


def _blank(names: Mapping[str, object], code: str) -> Tables:
    shapes = kind_of(code).shapes
    return {
        name: pl.DataFrame(schema=dict.fromkeys(shapes[name].columns, pl.String)) for name in names
    }


def _brought_up(
    reading: Reading, name: str, shape: TableShape, held: Mapping[str, pl.DataFrame], given: Facts
) -> pl.DataFrame:
    """A table as submitted, with what the record says otherwise."""
    frame = reading.one.tables[name].with_row_index(ROW).with_columns(pl.col(ROW).cast(pl.UInt32))
    about = reading.keeping.about(name)
    for one in (one for one in reading.givens if one.gives.table == name):
        both = _beside(one, held, given)
        frame = _corrected(frame, one, both, shape)
        if one.gives in about:
            gone = both.filter(
                pl.col("ours.there").is_null() & pl.col("theirs.there").is_not_null()
            )
            frame = frame.join(gone.select(ROW), on=ROW, how="anti", maintain_order="left")
    return frame.drop(ROW)


def _beside(one: Given, held: Mapping[str, pl.DataFrame], given: Facts) -> pl.DataFrame:
    """Each row's fact as the record has it (`ours.`) and as submissions give it (`theirs.`)."""
    key = declared_tables()[one.gives.record].key
    keys = one.frame.select(ROW, KEY)
    for name, frames in (("ours", held), ("theirs", given)):
        facts = _of(frames, one.gives.record).with_columns(pl.lit(value=True).alias("there"))
        facts = facts.rename({column: f"{name}.{column}" for column in facts.columns})
        keys = keys.join(facts, left_on=KEY, right_on=f"{name}.{key}", how="left")
    return keys


def _corrected(
    frame: pl.DataFrame, one: Given, both: pl.DataFrame, shape: TableShape
) -> pl.DataFrame:
    there = pl.col("ours.there") & pl.col("theirs.there")
    for item in one.gives.items:
        key = declared_tables()[one.gives.record].key
        if item.back is None or item.column == key:
            continue
        ours, theirs = pl.col(f"ours.{item.column}"), pl.col(f"theirs.{item.column}")
        moved = both.filter(there & ours.ne_missing(theirs))
        if not moved.height:
            continue
        text = item.back(ours, shape).alias("now")
        moved = moved.select(ROW, text, pl.lit(value=True).alias("moved"))
        frame = _overwritten(frame, own_column(frame, shape, item.field), moved)
    return frame


def _overwritten(frame: pl.DataFrame, name: str, moved: pl.DataFrame) -> pl.DataFrame:
    if name not in frame.columns:
        frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(name))
    joined = frame.join(moved, on=ROW, how="left", maintain_order="left")
    now = pl.when(pl.col("moved")).then(pl.col("now")).otherwise(pl.col(name)).alias(name)
    return joined.with_columns(now).drop("now", "moved")


def own_column(frame: pl.DataFrame, shape: TableShape, field: str) -> str:
    """The name under which a table as submitted has a field."""
    if field in frame.columns:
        return field
    for name in frame.columns:
        tidy = name.strip().upper() if shape.upper else name
        if tidy == field or shape.other_names.get(name) == field:
            return name
    return field
