"""Many versions of rows written at once. Callers hold the transaction and check what they write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db.models import TextField
from django.db.models.functions import Cast

from almoner.casework.held import decoded
from almoner.casework.loading import stored_moment
from almoner.casework.models import ChangeKind, RecordVersion
from almoner.measurements import bulk
from almoner.records.checks import polars_schema
from almoner.records.table import Table

_AT_ONCE = 10_000
_ALL_ABOVE = 20_000
"""More keys than this are found sooner by reading the whole table."""


@dataclass(frozen=True)
class Source:
    """Whose versions they are, and where they come from."""

    authority: str
    by: str
    name: str
    at: datetime


def newest(authority: str, table: Table, keys: Sequence[str]) -> pl.DataFrame:
    """The newest versions of these rows: pk, number, gone, and the table's columns."""
    rows = RecordVersion.objects.filter(authority=authority, table=table.name, is_current=True)
    if len(keys) > _ALL_ABOVE:
        wanted = pl.Series("key", keys, dtype=pl.String)
        return _frame(list(_values(rows)), table).filter(pl.col(table.key).is_in(wanted.implode()))
    found: list[tuple[int, int, str, str]] = []
    for start in range(0, len(keys), _AT_ONCE):
        found += _values(rows.filter(key__in=keys[start : start + _AT_ONCE]))
    return _frame(found, table)


def _values(rows: object) -> list[tuple[int, int, str, str]]:
    return list(rows.values_list("pk", "number", "kind", Cast("content", TextField())))  # type: ignore[attr-defined]


def _frame(found: Sequence[tuple[int, int, str, str]], table: Table) -> pl.DataFrame:
    schema = polars_schema(table)
    content = (
        decoded([text for *_rest, text in found], schema) if found else pl.DataFrame(schema=schema)
    )
    about = pl.DataFrame(
        [(pk, number, kind == ChangeKind.DELETE.value) for pk, number, kind, _text in found],
        schema={"pk": pl.Int64, "number": pl.Int64, "gone": pl.Boolean}, orient="row",
    )  # fmt: skip
    return pl.concat([about, content], how="horizontal")


def write(
    table: Table, kind: ChangeKind, rows: pl.DataFrame, before: pl.DataFrame, source: Source
) -> None:
    """Write a new version of each of `rows` (in the table's columns) in place of its newest.

    `before` is what `newest` gave for these rows.
    """
    if not rows.height:
        return
    numbers = before.select(table.key, "pk", "number").rename(
        {"pk": "of.pk", "number": "of.number"}
    )
    ready = rows.join(numbers, on=table.key, how="left", maintain_order="left")
    _close(ready.get_column("of.pk").drop_nulls().to_list(), source.at)
    columns = [column.name for column in table.columns]
    person = pl.col("person_id") if "person_id" in columns else pl.lit("")
    bulk.append(
        RecordVersion,
        ready.select(
            authority=pl.lit(source.authority),
            table=pl.lit(table.name),
            key=pl.col(table.key),
            person_key=person.fill_null(""),
            number=pl.col("of.number").fill_null(0) + 1,
            kind=pl.lit(kind.value),
            content=pl.struct(columns).struct.json_encode(),
            is_current=pl.lit(value=True),
            known_from=pl.lit(stored_moment(source.at)),
            known_until=pl.lit(None, dtype=pl.String),
            recorded_at=pl.lit(stored_moment(source.at)),
            recorded_by=pl.lit(source.by),
            source=pl.lit(source.name),
        ),
    )


def _close(pks: Sequence[int], at: datetime) -> None:
    for start in range(0, len(pks), _AT_ONCE):
        RecordVersion.objects.filter(pk__in=pks[start : start + _AT_ONCE]).update(
            is_current=False, known_until=at
        )
