"""The versions of a table as a frame, with when each was known. The checker's process."""

from __future__ import annotations

import polars as pl
from django.db.models import TextField
from django.db.models.functions import Cast

from almoner.casework.models import ChangeKind, RecordVersion
from almoner.records.checks import polars_schema
from almoner.records.table import Table

_BATCH = 50_000
STAMPS = ("version key", "version number", "version current", "version known")


def versions_of(authority: str, table: Table) -> pl.DataFrame:
    """Every version of a table's rows, deletions left out: declared columns, then STAMPS."""
    schema = polars_schema(table)
    found = (
        RecordVersion.objects.filter(authority=authority, table=table.name)
        .exclude(kind=ChangeKind.DELETE)
        .order_by()
        .annotate(text=Cast("content", TextField()))
        .values_list("text", "key", "number", "is_current", "known_from")
    )
    parts, batch = [_frame([], schema)], []
    for row in found.iterator(chunk_size=_BATCH):
        batch.append(row)
        if len(batch) == _BATCH:
            parts.append(_frame(batch, schema))
            batch = []
    return pl.concat([*parts, _frame(batch, schema)])


def _frame(
    rows: list[tuple[str, str, int, bool, object]], schema: dict[str, type[pl.DataType]]
) -> pl.DataFrame:
    texts, keys, numbers, current, known = zip(*rows, strict=True) if rows else ((),) * 5
    content = pl.Series("row", texts, dtype=pl.String).str.json_decode(pl.Struct(dict(schema)))
    stamps = [
        pl.Series(STAMPS[0], keys, dtype=pl.String),
        pl.Series(STAMPS[1], numbers, dtype=pl.Int32),
        pl.Series(STAMPS[2], current, dtype=pl.Boolean),
        pl.Series(STAMPS[3], known, dtype=pl.Datetime("us", "UTC")).dt.date(),
    ]
    return content.struct.unnest().with_columns(stamps)
