"""Loads a folder of records: every version of every row, in one transaction, in batches."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from almoner.casework.actions import notify
from almoner.casework.audit import Audited, audited
from almoner.casework.models import Authority, ChangeKind, Outbox, RecordVersion
from almoner.measurements import bulk
from almoner.records.directory import RecordsDirectory
from almoner.records.provenance import KNOWN_FROM, KNOWN_UNTIL, PROVENANCE, SOURCE
from almoner.records.table import Table
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_CHUNK = 50_000
_YEARS = 6


def load_records(
    *, folder: Path, name: str, by: str, said: Callable[[str, int], None] = lambda _t, _n: None
) -> Authority:
    """Keep the records in `folder` as those of a new authority called `name`.

    Refuses records that are not as declared, and an authority that has records already. `said` is
    told each table and its number of versions.
    """
    directory = RecordsDirectory(folder)
    directory.check()
    with transaction.atomic():
        bulk.lock_for_writing()
        authority = _authority(directory, name)
        rows = {}
        for table in directory.tables:
            rows[table] = _load_table(directory, declared_tables()[table], authority.code, by)
            said(table, rows[table])
        Outbox.objects.create(authority=authority.code)
        notify()
        audited(
            Audited.RECORDS_LOADED, by=by, authority=authority.code, source=folder.name, rows=rows
        )
    return authority


def _authority(directory: RecordsDirectory, name: str) -> Authority:
    about = directory.path / "records.json"
    told = json.loads(about.read_text(encoding="utf-8")) if about.is_file() else {}
    covers = told.get("covers", {})
    code = covers.get("council") or _only_council(directory)
    if Authority.objects.filter(code=code).exists():
        raise Refusal(_("records of this authority are kept already"), found=code)
    today = timezone.localdate()
    return Authority.objects.create(
        code=code,
        name=name,
        made_up=bool(told.get("made_up")),
        covers_from=_day(covers.get("from")) or date(today.year - _YEARS, 4, 1),
        covers_to=_day(covers.get("to")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _only_council(directory: RecordsDirectory) -> str:
    codes = directory.scan("team").select(pl.col("council").unique()).collect()["council"]
    if len(codes) != 1:
        raise Refusal(
            _("the records need to say whose they are"),
            file=directory.path,
            found=", ".join(sorted(codes)) or None,
            expected=_("teams of one council, or records.json"),
        )
    return str(codes[0])


def _load_table(directory: RecordsDirectory, table: Table, authority: str, by: str) -> int:
    versions = directory.versions(table.name)
    names = versions.collect_schema().names()
    missing = [
        pl.lit(None, kind).alias(name) for name, kind in PROVENANCE.items() if name not in names
    ]
    held = (
        versions.with_columns(missing)
        .sort(KNOWN_UNTIL, nulls_last=True, maintain_order=True)
        .with_columns(number=pl.int_range(1, pl.len() + 1).over(table.key))
        .collect(engine="streaming")
    )
    for start in range(0, held.height, _CHUNK):
        bulk.append(RecordVersion, _rows(held.slice(start, _CHUNK), table, authority, by))
    return held.height


def _rows(held: pl.DataFrame, table: Table, authority: str, by: str) -> pl.DataFrame:
    columns = [column.name for column in table.columns]
    person = pl.col("person_id") if "person_id" in columns else pl.lit("")
    corrected = pl.when(pl.col("number") > 1).then(pl.lit(ChangeKind.CORRECT.value))
    return held.select(
        authority=pl.lit(authority),
        table=pl.lit(table.name),
        key=pl.col(table.key),
        person_key=person.fill_null(""),
        number="number",
        kind=corrected.otherwise(pl.lit(ChangeKind.INSERT.value)),
        content=pl.struct(columns).struct.json_encode(),
        is_current=pl.col(KNOWN_UNTIL).is_null(),
        known_from=_moment(pl.col(KNOWN_FROM)),
        known_until=_moment(pl.col(KNOWN_UNTIL)),
        recorded_at=pl.lit(stored_moment(timezone.now())),
        recorded_by=pl.lit(by),
        source=pl.col(SOURCE).fill_null(_("loaded")),
    )


def _moment(day: pl.Expr) -> pl.Expr:
    """The first moment of a day here, as the database takes it."""
    here = day.cast(pl.Datetime("us")).dt.replace_time_zone(timezone.get_default_timezone_name())
    return here.dt.convert_time_zone("UTC").dt.to_string("%Y-%m-%d %H:%M:%S" + _zone())


def stored_moment(at: datetime) -> str:
    """A moment as the database takes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") + _zone()


def _zone() -> str:
    return "+00" if connection.vendor == "postgresql" else ""
