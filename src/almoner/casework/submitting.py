"""A return becomes the record: kept whole or not at all, its predecessor's facts replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from almoner.casework.actions import RELOAD_ABOVE, notify
from almoner.casework.audit import Audited, audited
from almoner.casework.held import frame_of, versions_known
from almoner.casework.merging import Merged
from almoner.casework.models import Authority, ChangeKind, Outbox, ReturnReceived
from almoner.casework.received import Changes, File, Kept, files_at
from almoner.casework.replacing import Difference, difference, facts_before_and_now, put
from almoner.casework.versions import Source, newest, write
from almoner.measurements import bulk
from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.returns.context import Collection
from almoner.returns.keeping.back import people_known
from almoner.returns.keeping.facts import Reading, keeping_of, readings
from almoner.returns.keeping.faults import cannot_be_placed, faults_of
from almoner.returns.keeping.submitted import ROWS, TABLES, Submitted, content_digest, submitted
from almoner.returns.kinds import kind_of
from almoner.returns.year import collection_year

__all__ = ["Changes", "File", "Kept", "files_at", "keep"]


def keep(
    return_code: str,
    tables: Mapping[str, Any],
    *,
    year: str,
    authority: str,
    files: Sequence[File],
    by: str,
    set_aside: bool = False,
) -> Kept:
    """Keep a return as records of an authority: all of it in one transaction, or nothing.

    `tables` are what the return's reader gave, or anything that `almoner.returns.check` takes:
    table name to a frame or list of rows, with values as text or dates. `year` is the collection
    year such as 2026-27; `authority` the code of a council (one that holds no records yet is
    entered under its code); `files` what was received; `by` who received it.

    An earlier submission of the same return, year and authority is replaced: rows that are new are
    added, rows that differ become new versions, rows that are gone are taken out; nothing is
    overwritten, so that a figure can still be asked as known before. The same content again
    changes nothing. Client Level Data of overlapping periods is resolved as the collection's
    published rules say.

    Raises Refusal for an unknown return, year or table, and for rows that cannot be placed in the
    record (nobody's, or without a date that can be read), naming table, row, field and value;
    with `set_aside` such rows are held as submitted, and give no fact.
    """
    reading = _read(return_code, tables, year, authority, files)
    faults = list(faults_of(reading))
    if faults and not set_aside:
        raise cannot_be_placed(reading.one, faults)
    with transaction.atomic():
        bulk.lock_for_writing()
        _cover(reading.one)
        received = _received(reading.one, files, by, len(faults))
        return _unchanged(received) if received.unchanged else _kept(reading, received, by)


def _read(
    code: str, tables: Mapping[str, Any], year: str, authority: str, files: Sequence[File]
) -> Reading:
    keeping, kind = keeping_of(code), kind_of(code)
    collection = Collection.of(collection_year(year), authority=authority)
    one = submitted(keeping, tables, collection)
    if kind.refuse_another is not None:
        kind.refuse_another(one.tables, collection, Path(files[0].name if files else code))
    return readings([one], _people(authority))[0]


def _people(authority: str) -> pl.DataFrame:
    table = declared_tables()["person_identifier"]
    rows = versions_known(authority).filter(table=table.name)
    return people_known({table.name: frame_of(rows, table)})


def _cover(one: Submitted) -> None:
    """The authority, its figures counted over the return's year as well."""
    code, start, end = one.collection.authority, one.collection.start, one.collection.end
    area = areas().find(code) if code else None
    found, made = Authority.objects.get_or_create(
        code=code, defaults={"name": area.name if area else code, "covers_from": start}
    )
    if not made:
        found.covers_from = min(found.covers_from, start)
        found.covers_to = found.covers_to and max(found.covers_to, min(end, timezone.localdate()))
        found.save()


def _received(one: Submitted, files: Sequence[File], by: str, faults: int) -> ReturnReceived:
    """The entry in the list of what was received; unchanged when its content is held."""
    code, year, ended_on = one.name
    earlier = ReturnReceived.objects.filter(
        authority=one.collection.authority, return_code=code, year=year, period_ended_on=ended_on
    )
    last = earlier.order_by("-pk").first()
    content = content_digest(one)
    return ReturnReceived.objects.create(
        authority=one.collection.authority, return_code=code, year=year, period_ended_on=ended_on,
        files=[file._asdict() for file in files], digest=content, received_at=timezone.now(),
        received_by=by, replaces=last.pk if last else None, set_aside=faults,
        unchanged=last is not None and last.digest == content,
    )  # fmt: skip


def _kept(reading: Reading, received: ReturnReceived, by: str) -> Kept:
    code, year, ended_on = reading.one.name
    authority = received.authority
    slot = f"{code} {year} to {ended_on}"
    source = Source(authority, by, slot, received.received_at)
    found = difference(reading, authority, slot)
    before, now = facts_before_and_now(
        found, _people(authority), authority, everybody=reading.keeping.together
    )
    done = put(found, before, now, source)
    _declare_team(source)
    received.rows = by_table(found)
    received.records = {
        name: [one.added.height, one.changed.height, len(one.removed)] for name, one in done.items()
    }
    received.save()
    _tell_engine(authority, done)
    audited(
        Audited.RETURN_KEPT, by=by, authority=authority, subject=str(received.pk),
        source=slot, rows=received.rows, records=received.records,
    )  # fmt: skip
    return _told(received)


def by_table(found: Difference) -> dict[str, list[int]]:
    """Rows added, changed and removed, by table of the return."""
    change = found.merged(ROWS)
    said = found.before[ROWS].select("row_id", before="values")
    removed = found.before[ROWS].filter(pl.col("row_id").is_in(change.removed))
    # A row that only moved among the others says what it said.
    changed = change.changed.join(said, on="row_id").filter(pl.col("values") != pl.col("before"))
    parts = (change.added, changed, removed)
    numbers = [dict(part["table_name"].value_counts().iter_rows()) for part in parts]
    names = dict.fromkeys([*found.now[TABLES]["table_name"], *found.before[TABLES]["table_name"]])
    return {name: [number.get(name, 0) for number in numbers] for name in names}


def _declare_team(source: Source) -> None:
    """A team of the council, where none is declared: work that no team is named for is its own."""
    table = declared_tables()["team"]
    if versions_known(source.authority).filter(table=table.name).exists():
        return
    row = {"team_id": f"{source.authority}-returns", "name": _("Team not said in returns"),
           "council": source.authority}  # fmt: skip
    rows = pl.DataFrame([row], schema=polars_schema(table))
    write(
        table,
        ChangeKind.INSERT,
        rows,
        newest(source.authority, table, rows["team_id"].to_list()),
        source,
    )
    Outbox.objects.create(authority=source.authority)


def _tell_engine(authority: str, done: Mapping[str, Merged]) -> None:
    if sum(one.number for one in done.values()) > RELOAD_ABOVE:
        Outbox.objects.create(authority=authority)
    else:
        Outbox.objects.bulk_create(
            Outbox(authority=authority, table=name, key=key)
            for name, one in done.items()
            for key in one.keys(declared_tables()[name])
        )
    if done:
        notify()


def _unchanged(received: ReturnReceived) -> Kept:
    audited(
        Audited.RETURN_KEPT, by=received.received_by, authority=received.authority,
        subject=str(received.pk), unchanged=True,
    )  # fmt: skip
    return _told(received)


def _told(received: ReturnReceived) -> Kept:
    return Kept(
        submission=received.pk, return_code=received.return_code, year=received.year,
        authority=received.authority, replaces=received.replaces, unchanged=received.unchanged,
        rows={name: Changes(*number) for name, number in received.rows.items()},
        records={name: Changes(*number) for name, number in received.records.items()},
        set_aside=received.set_aside,
    )  # fmt: skip
