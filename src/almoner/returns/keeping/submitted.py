"""Rows as they were submitted: tables of a return as rows of the record, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns import dates
from almoner.returns.context import Collection
from almoner.returns.keeping.giving import Keeping, Tables
from almoner.returns.keeping.identity import digest, digests, joined_text, numbered
from almoner.returns.kinds import kind_of
from almoner.returns.shapes import TableShape
from almoner.returns.tables import as_frame, prepare_all

TABLES, ROWS = "returned_table", "returned_row"


@dataclass(frozen=True)
class Submitted:
    """One submission's tables as text, in the columns they came with."""

    code: str
    collection: Collection
    ended_on: dt.date
    tables: Mapping[str, pl.DataFrame]

    @property
    def name(self) -> tuple[str, str, dt.date]:
        """What it is a submission of; a later one of the same replaces it."""
        return self.code, self.collection.year, self.ended_on


def submitted(keeping: Keeping, tables: Mapping[str, Any], collection: Collection) -> Submitted:
    """Tables of any kind as a submission. Refuses a table that the return does not have."""
    shapes = kind_of(keeping.code).shapes
    texts: Tables = {}
    for name, given in tables.items():
        if name not in shapes:
            expected = ", ".join(shapes)
            raise Refusal(_("there is no such table"), found=name, expected=expected)
        texts[name] = _as_text(as_frame(given), shapes[name])
    return Submitted(keeping.code, collection, keeping.ended_on(texts, collection), texts)


def _as_text(frame: pl.DataFrame, shape: TableShape) -> pl.DataFrame:
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(pl.col(days).dt.to_string(shape.date_form)) if days else frame


def prepared_tables(one: Submitted) -> Tables:
    """The tables in the form that rules read."""
    shapes = kind_of(one.code).shapes
    return prepare_all({name: (shapes[name], frame) for name, frame in one.tables.items()})


def held_form(
    one: Submitted, keeping: Keeping, prepared: Tables, person: Mapping[str, pl.Series]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The submission as rows of `returned_table` and `returned_row`, places from 1 on.

    `person` is whose each row is, by table.
    """
    about = {
        "return_code": one.code,
        "year": one.collection.year,
        "period_ended_on": one.ended_on,
    }
    heads, parts = [], [_empty(ROWS)]
    for place, (name, frame) in enumerate(one.tables.items()):
        own = {**about, "table_name": name}
        key = digest("\x1f".join(map(str, own.values())))
        columns = json.dumps(frame.columns, ensure_ascii=False)
        heads.append({"table_id": key, **own, "columns": columns, "place": place})
        if frame.height:
            row_ids = _row_ids(key, prepared[name], keeping.identity.get(name, ()))
            parts.append(_rows(frame, own, row_ids, person[name]))
    return _of_rows(TABLES, heads), pl.concat(parts)


def _rows(
    frame: pl.DataFrame, own: Mapping[str, Any], row_ids: pl.Series, person: pl.Series
) -> pl.DataFrame:
    names = [column.name for column in declared_tables()[ROWS].columns]
    cells = pl.struct(frame.columns).struct.json_encode()
    return frame.select(cells.alias("values")).with_columns(
        *(pl.lit(value).alias(name) for name, value in own.items()),
        row_ids.alias("row_id"),
        person.alias("person_id"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("place"),
    ).select(names)  # fmt: skip


def _row_ids(table_key: str, prepared: pl.DataFrame, fields: tuple[str, ...]) -> pl.Series:
    """Keys of rows: by the fields that tell them apart, the alike ones numbered."""
    raws = [dates.raw(name) if dates.raw(name) in prepared.columns else name for name in fields]
    natural = joined_text(
        prepared, [pl.col(name).str.strip_chars() for name in raws] or [pl.lit("")]
    )
    if len(natural) != prepared.height:
        natural = natural.extend_constant("", prepared.height - len(natural))
    frame = natural.rename("natural").to_frame().with_columns(number=numbered("natural"))
    text = pl.concat_str(pl.lit(table_key), pl.col("natural"), pl.col("number"), separator="\x1f")
    return digests(frame.select(text.alias("row_id")).to_series())


def _empty(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=polars_schema(declared_tables()[table]))


def _of_rows(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=polars_schema(declared_tables()[table]), orient="row")


def all_submitted(
    heads: pl.DataFrame, rows: pl.DataFrame, authority: str | None
) -> list[Submitted]:
    """Every submission that is held, the latest period first."""
    names = heads.select("period_ended_on", "year", "return_code").unique(maintain_order=True)
    ordered = names.sort("period_ended_on", "year", descending=True, maintain_order=True)
    return [
        Submitted(code, Collection.of(year, authority=authority), ended_on,
                  dict(_tables_of(heads, rows, code, year, ended_on)))
        for ended_on, year, code in ordered.iter_rows()
    ]  # fmt: skip


def _tables_of(
    heads: pl.DataFrame, rows: pl.DataFrame, code: str, year: str, ended_on: dt.date
) -> Iterator[tuple[str, pl.DataFrame]]:
    of_it = (
        (pl.col("return_code") == code)
        & (pl.col("year") == year)
        & (pl.col("period_ended_on") == ended_on)
    )
    mine = rows.filter(of_it).sort("place").partition_by("table_name", as_dict=True)
    none = _empty(ROWS)
    for name, columns in (
        heads.filter(of_it).sort("place").select("table_name", "columns").iter_rows()
    ):
        found = mine.get((name,), none)
        yield name, decoded(found["values"], json.loads(columns))


def decoded(values: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
    """Cells as a table of text with these columns."""
    schema = {name: pl.String() for name in columns}
    if not len(values):
        return pl.DataFrame(schema=schema)
    return values.str.json_decode(pl.Struct(schema)).struct.unnest()


def content_digest(one: Submitted) -> str:
    """The SHA-256 of a submission's content: tables, columns and cells, in order."""
    content = hashlib.sha256()
    for name, frame in one.tables.items():
        content.update(json.dumps([name, frame.columns, frame.height]).encode())
        if frame.height:
            cells = frame.select(pl.struct(frame.columns).struct.json_encode().alias("cells"))
            content.update("\n".join(cells.to_series()).encode())
    return content.hexdigest()
