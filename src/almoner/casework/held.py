"""The records of an authority as frames, read from the versions by plain queries in batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import polars as pl
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from almoner.casework.models import ChangeKind, RecordVersion
from almoner.records.checks import polars_schema
from almoner.records.table import Table
from almoner.records.tables import declared_tables

_BATCH = 50_000
_KEYS_AT_ONCE = 500


def rows_known(
    authority: str, on: date | None = None, *, submitted: bool = False
) -> dict[str, pl.DataFrame]:
    """The rows of every table as known at the end of day `on` (None: now).

    Of tables that indicators see; with `submitted`, also of those that hold returns as submitted.
    """
    versions = versions_known(authority, on)
    return {
        table.name: frame_of(versions.filter(table=table.name), table)
        for table in declared_tables().values()
        if table.counted or submitted
    }


def rows_of_keys(authority: str, table: Table, keys: Sequence[str]) -> pl.DataFrame:
    """The current rows of these keys."""
    versions = versions_known(authority).filter(table=table.name)
    parts = [
        frame_of(versions.filter(key__in=keys[start : start + _KEYS_AT_ONCE]), table)
        for start in range(0, len(keys), _KEYS_AT_ONCE)
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=polars_schema(table))


def versions_known(authority: str, on: date | None = None) -> QuerySet[RecordVersion]:
    """The versions held to be true at the end of day `on` (None: now), deletions left out."""
    versions = RecordVersion.objects.filter(authority=authority).exclude(kind=ChangeKind.DELETE)
    if on is None:
        return versions.filter(is_current=True)
    over = end_of(on)
    begun = Q(known_from__isnull=True) | Q(known_from__lt=over)
    lasting = Q(known_until__isnull=True) | Q(known_until__gte=over)
    return versions.filter(begun & lasting)


def end_of(day: date) -> datetime:
    """The first moment after a day, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def frame_of(versions: QuerySet[RecordVersion], table: Table) -> pl.DataFrame:
    """The content of versions of a table's rows, in its columns."""
    schema = polars_schema(table)
    content = versions.order_by().values_list(Cast("content", TextField()), flat=True)
    parts, batch = [pl.DataFrame(schema=schema)], []
    for text in content.iterator(chunk_size=_BATCH):
        batch.append(text)
        if len(batch) == _BATCH:
            parts.append(decoded(batch, schema))
            batch = []
    if batch:
        parts.append(decoded(batch, schema))
    return pl.concat(parts)


def decoded(texts: list[str], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Contents as they are kept (JSON), as a frame."""
    kind = pl.Struct(dict(schema))
    return pl.Series("row", texts, dtype=pl.String).str.json_decode(kind).struct.unnest()
