"""What submissions give to the record: rows of its tables, from rows of theirs."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.identifiers import CHECKS
from almoner.records.table import Column, Kind, Table
from almoner.records.tables import declared_tables
from almoner.returns import dates
from almoner.returns.context import Collection
from almoner.returns.keeping.giving import Gives, Keeping, Link, Tables
from almoner.returns.keeping.identity import bounded, no_people, numbered, persons
from almoner.returns.keeping.submitted import (
    ROWS,
    TABLES,
    Submitted,
    held_form,
    prepared_tables,
    submitted,
)
from almoner.returns.kinds import RETURNS, kind_of
from almoner.returns.tables import row_column
from almoner.returns.year import collection_year

if TYPE_CHECKING:
    import pyarrow as pa

Facts = dict[str, pl.DataFrame]
ROW, KEY = "of.row", "of.key"


@dataclass(frozen=True)
class Given:
    """Rows of the record that one declaration gave: `of.row`, `of.key`, the table's columns."""

    gives: Gives
    frame: pl.DataFrame


@dataclass(frozen=True)
class Reading:
    """A submission read for the record: its prepared tables, whose each row is, what it gives."""

    one: Submitted
    keeping: Keeping
    prepared: Tables
    person: Mapping[str, pl.Series]
    givens: list[Given]


def keeping_of(code: str) -> Keeping:
    """How a return is kept. Refuses an unknown one."""
    kind_of(code)
    found: Keeping = importlib.import_module(f"{RETURNS[code].module}.mapping").KEEPING
    return found


def readings(several: Iterable[Submitted], people: pl.DataFrame) -> list[Reading]:
    """Submissions (the latest first) read for the record."""
    by_code: dict[str, list[Submitted]] = {}
    for one in several:
        by_code.setdefault(one.code, []).append(one)
    found: list[Reading] = []
    for code, of_code in by_code.items():
        keeping = keeping_of(code)
        prepared = [prepared_tables(one) for one in of_code]
        settled = keeping.settle(prepared, [one.collection for one in of_code])
        found += [
            _reading(one, keeping, tables, people)
            for one, tables in zip(of_code, settled, strict=True)
        ]
    return found


def _reading(one: Submitted, keeping: Keeping, prepared: Tables, people: pl.DataFrame) -> Reading:
    person = {
        name: persons(numbers, keeping.scheme, people)
        for name, numbers in _numbers(keeping, prepared).items()
    }
    return Reading(one, keeping, prepared, person, _givens(keeping, prepared, person))


def _numbers(keeping: Keeping, prepared: Tables) -> dict[str, pl.Series]:
    """The identifier in each row of each table."""
    shapes = kind_of(keeping.code).shapes
    found = {}
    for name, frame in prepared.items():
        key = shapes[name].key
        own = pl.col(key) if key in frame.columns else pl.repeat(None, pl.len(), dtype=pl.String)
        whose = keeping.whose(shapes[name]) if keeping.whose is not None else own
        found[name] = frame.select(whose.cast(pl.String).alias("value")).to_series()
    return found


def _givens(keeping: Keeping, prepared: Tables, person: Mapping[str, pl.Series]) -> list[Given]:
    found: list[Given] = []
    parents: dict[str, pl.DataFrame] = {}
    for gives in keeping.gives:
        if gives.table not in prepared:
            continue
        frame = prepared[gives.table].with_columns(person[gives.table].alias("person_id"))
        rows = _given(gives, frame, parents)
        found.append(Given(gives, rows))
        if gives.rows and gives.table not in parents:
            keys = rows.select(pl.col(ROW).alias(row_column(gives.table)), KEY)
            parents[gives.table] = frame.join(keys, on=row_column(gives.table), how="inner")
    return found


def _given(gives: Gives, frame: pl.DataFrame, parents: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    table = declared_tables()[gives.record]
    frame = frame.filter(pl.col("person_id").is_not_null())
    if gives.when is not None:
        frame = frame.filter(gives.when)
    # An end that nobody can read would make what is over look as if it went on.
    for end in ends_of(gives):
        frame = frame.filter(pl.col(dates.raw(end)).is_null() | pl.col(end).is_not_null())
    for link in gives.links:
        frame = _linked(frame, link, parents)
    linked = {link.column for link in gives.links}
    values = {item.column: item.into for item in gives.items}
    values |= {name: pl.col(f"link.{name}") for name in linked}
    values |= {"person_id": pl.col("person_id")} if "person_id" in _names(table) else {}
    rows = frame.select(
        pl.col(row_column(gives.table)).alias(ROW),
        _key(gives, frame).alias(KEY),
        *(_fit(values.get(column.name), column).alias(column.name) for column in table.columns),
    )
    needed = [column.name for column in table.columns if column.required]
    rows = rows.with_columns(pl.col(KEY).alias(table.key)).filter(
        pl.all_horizontal(pl.col(needed).is_not_null())
    )
    return rows if gives.merged else _told_apart(rows, table)


def ends_of(gives: Gives) -> list[str]:
    """The fields that say when what a row tells of ended."""
    ends = gives.spell[1:] if gives.rows else ()
    return [item.field for item in gives.items if item.column in ends and item.field]


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _key(gives: Gives, frame: pl.DataFrame) -> pl.Expr:
    parts = [pl.col("person_id")]
    for name in gives.key:
        is_day = frame.schema[name] == pl.Date
        parts.append(pl.col(name).dt.to_string("%Y-%m-%d") if is_day else pl.col(name))
    clean = [part.fill_null("").str.replace_all("\x00", "", literal=True) for part in parts]
    tags = [pl.lit(gives.tag)] if gives.tag else []
    return pl.concat_str([*clean, *tags], separator=":").map_batches(
        bounded, return_dtype=pl.String
    )


def _fit(value: pl.Expr | None, column: Column) -> pl.Expr:
    """The value as the record's column takes it; what it does not take is none."""
    wanted = {Kind.TEXT: pl.String, Kind.DATE: pl.Date, Kind.INTEGER: pl.Int64}
    kind = wanted.get(column.kind, pl.Boolean)
    if value is None:
        return pl.lit(None, dtype=kind)
    if column.codes:
        return pl.when(value.is_in(list(column.codes))).then(value)
    if column.check:
        return value.cast(pl.String).map_batches(
            lambda texts: _passing(texts, column.check), return_dtype=pl.String
        )
    if column.kind is Kind.TEXT:
        return value.cast(pl.String).str.replace_all("\x00", "", literal=True)
    return value.cast(kind)


def _passing(texts: pl.Series, check: str) -> pl.Series:
    """The texts that pass a check; none for the others."""
    passes = CHECKS[check]
    found = [text if text is not None and passes(text) else None for text in texts.to_list()]
    return pl.Series(texts.name, found, dtype=pl.String)


def _linked(frame: pl.DataFrame, link: Link, parents: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    name = f"link.{link.column}"
    on = ["person_id", *link.on]
    if link.table not in parents:
        return frame.with_columns(pl.lit(None, dtype=pl.String).alias(name))
    called = ["person_id", *link.called]
    theirs = parents[link.table].select(*called, pl.col(KEY).alias(name))
    theirs = theirs.unique(called, keep="first")
    return frame.join(theirs, left_on=on, right_on=called, how="left", maintain_order="left",
                      nulls_equal=True)  # fmt: skip


def _told_apart(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    number = rows.select(numbered(KEY)).to_series()
    if not (number > 1).any():
        return rows
    text = pl.format("{}:{}", pl.col(KEY), number.alias("number"))
    key = pl.when(number > 1).then(text.map_batches(bounded, return_dtype=pl.String))
    return rows.with_columns(key.otherwise(pl.col(KEY)).alias(KEY)).with_columns(
        pl.col(KEY).alias(table.key)
    )


def facts_of(reading: Reading) -> Facts:
    """The rows of the record that one submission gives, each key once."""
    parts: dict[str, list[pl.DataFrame]] = {"person": [], "person_identifier": []}
    for given in reading.givens:
        parts.setdefault(given.gives.record, []).append(given.frame.drop(ROW, KEY))
    for name, frames in _people(reading).items():
        parts[name].append(frames)
    return {name: coalesced(frames, declared_tables()[name]) for name, frames in parts.items()}


def coalesced(frames: Sequence[pl.DataFrame], table: Table) -> pl.DataFrame:
    """The rows of the frames, each key once: of each column the first value that there is."""
    schema = polars_schema(table)
    rows = pl.concat([pl.DataFrame(schema=schema), *frames])
    twice = rows.get_column(table.key).is_duplicated()
    if not twice.any():
        return rows
    rest = [name for name in schema if name != table.key]
    made = (
        rows.filter(twice)
        .group_by(table.key, maintain_order=True)
        .agg(pl.col(name).drop_nulls().first() for name in rest)
    )
    return pl.concat([rows.filter(~twice), made.select(list(schema))])


def _people(reading: Reading) -> Facts:
    """Everybody who has a row, and the number by which they are known."""
    scheme = reading.keeping.scheme
    parts = [
        numbers.to_frame().with_columns(reading.person[name].alias("person_id"))
        for name, numbers in _numbers(reading.keeping, reading.prepared).items()
    ]
    known = pl.concat([no_people().select("value", "person_id"), *parts])
    known = known.drop_nulls().unique("person_id", keep="first", maintain_order=True)
    key = pl.format(f"{scheme}:{{}}", "person_id").map_batches(bounded, return_dtype=pl.String)
    person, numbers = (declared_tables()[name] for name in ("person", "person_identifier"))
    value = pl.col("value").str.replace_all("\x00", "", literal=True)
    return {
        "person": _with_all(known.select("person_id"), person),
        "person_identifier": _with_all(
            known.select("person_id", key.alias("identifier_id"),
                         pl.lit(scheme).alias("scheme"), value.alias("value")), numbers,
        ),
    }  # fmt: skip


def _with_all(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    schema = polars_schema(table)
    missing = [pl.lit(None, kind).alias(n) for n, kind in schema.items() if n not in frame.columns]
    return frame.with_columns(missing).select(list(schema))


def to_records(
    return_code: str,
    tables: Mapping[str, Any],
    *,
    year: str,
    authority: str | None = None,
    people: pl.DataFrame | None = None,
) -> dict[str, pa.Table]:
    """A return as tables of the record: its rows as submitted, and the facts that they give.

    `tables` as `almoner.returns.check` takes them; `people` (scheme, value, person_id) says which
    person an identifier is known to be. Every table has the columns and types of its declaration.
    Raises Refusal for an unknown return, year or table, never for what a cell holds.
    """
    keeping = keeping_of(return_code)
    collection = Collection.of(collection_year(year), authority=authority)
    one = submitted(keeping, tables, collection)
    reading = readings([one], people if people is not None else no_people())[0]
    heads, rows = held_form(one, keeping, reading.prepared, reading.person)
    made = {**facts_of(reading), TABLES: heads, ROWS: rows}
    return {
        name: frame.to_arrow().cast(declared_tables()[name].schema)
        for name, frame in made.items()
        if frame.height
    }
