"""The only place that changes the record: one transaction, checked, audited, told to the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from almoner.casework.audit import Audited, audited
from almoner.casework.checking import (
    ChangeRefused,
    Content,
    RecordChange,
    checked_content,
    table_of,
)
from almoner.casework.models import Authority, ChangeKind, Outbox, RecordVersion
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

CHANNEL = "almoner_outbox"
_AUDITED = 2_000
RELOAD_ABOVE = 20_000
"""More changes than this at once are told to the engine as one: it reads everything again.

Taken in together a change costs under a thousandth of a second, so that as many as the API takes in
one go are done sooner than a council's records are read.
"""


def change_records(
    *, authority: str, changes: Sequence[RecordChange], by: str, source: str
) -> list[RecordVersion]:
    """Make these changes, all or none, in order; the versions that they made.

    Refuses (ChangeRefused) the first change that its table does not allow; `row` is its place.
    """
    if not Authority.objects.filter(code=authority).exists():
        raise Refusal(_("no records are kept for this authority"), found=authority)
    if not by.strip() or not source.strip():
        raise Refusal(_("a change needs to say who made it, and from where"))
    now = timezone.now()
    with transaction.atomic():
        made = []
        for place, change in enumerate(changes, start=1):
            try:
                made.append(_changed(authority, change, by, source, now))
            except Refusal as refusal:
                refusal.row = place if len(changes) > 1 else None
                raise
        _tell_engine(authority, made)
        audited(
            Audited.RECORDS_CHANGED,
            by=by,
            authority=authority,
            subject=f"{made[0].table} {made[0].key}" if len(made) == 1 else "",
            source=source,
            versions=[version.pk for version in made[:_AUDITED]],
            number=len(made),
        )
    return made


def _changed(
    authority: str, change: RecordChange, by: str, source: str, now: datetime
) -> RecordVersion:
    table = table_of(change)
    rows = RecordVersion.objects.filter(authority=authority, table=change.table, key=change.key)
    newest = rows.filter(is_current=True).select_for_update().first()
    held: Content | None = None
    if newest is not None and newest.kind != ChangeKind.DELETE:
        held = newest.content
    _check_kind(change, held)
    if change.kind == ChangeKind.DELETE:
        assert held is not None
        _check_unused(authority, change)
        content = held
    else:
        content = checked_content(change, held, lambda t, key: row_exists(authority, t, key))
    if newest is not None:
        # Nothing is lost: the old version keeps its content and gains the moment it was closed.
        rows.filter(pk=newest.pk).update(is_current=False, known_until=now)
    version = RecordVersion(
        authority=authority, table=table.name, key=change.key, content=content, kind=change.kind,
        person_key=content.get("person_id") or "", number=newest.number + 1 if newest else 1,
        known_from=now, recorded_at=now, recorded_by=by, source=source,
    )  # fmt: skip
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError:
        raise ChangeRefused(_("somebody else has just entered this row"), change) from None
    return version


def _check_kind(change: RecordChange, held: Content | None) -> None:
    if not change.key:
        raise ChangeRefused(_("a change needs the key of its row"), change)
    if change.kind == ChangeKind.INSERT and held is not None:
        raise ChangeRefused(
            _("this row is there already"), change, expected=_("a new key, or a correction")
        )
    if change.kind != ChangeKind.INSERT and held is None:
        raise ChangeRefused(_("there is no such row"), change, expected=_("a key that is there"))


def _check_unused(authority: str, change: RecordChange) -> None:
    if change.table != "person":
        return
    others = RecordVersion.objects.filter(
        authority=authority, person_key=change.key, is_current=True
    ).exclude(kind=ChangeKind.DELETE)
    other = others.exclude(table="person").first()
    if other is not None:
        raise ChangeRefused(
            _("other rows are about this person"), change, found=f"{other.table} {other.key}"
        )


def row_exists(authority: str, table: str, key: str) -> bool:
    """Whether a table has a current row of this key."""
    current = RecordVersion.objects.filter(
        authority=authority, table=table, key=key, is_current=True
    )
    return current.exclude(kind=ChangeKind.DELETE).exists()


def _tell_engine(authority: str, made: Sequence[RecordVersion]) -> None:
    if len(made) > RELOAD_ABOVE:
        Outbox.objects.create(authority=authority)
    else:
        Outbox.objects.bulk_create(
            Outbox(authority=authority, table=version.table, key=version.key) for version in made
        )
    notify()


def notify() -> None:
    """Wake the engine when this transaction is kept (PostgreSQL; on SQLite it looks by itself)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
