"""Versions of records, the outbox, kept measurements, and who looked at whom.

Codes, never foreign keys to words or to people: what is kept here outlives a rename, a leaver and
a rebuild.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext as _


class Authority(models.Model):
    """A council whose records are kept here.

    `covers_from` and `covers_to` are the first and last day that figures are counted over; without
    a last day, up to today. `made_up` authorities say so on every page.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    made_up = models.BooleanField(default=False)
    covers_from = models.DateField()
    covers_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class ChangeKind(StrEnum):
    """What a version did."""

    INSERT = "insert"
    CORRECT = "correct"
    DELETE = "delete"

    @property
    def words(self) -> str:
        """What it did, in a word or two."""
        return {
            ChangeKind.INSERT: _("Entered"),
            ChangeKind.CORRECT: _("Changed"),
            ChangeKind.DELETE: _("Taken out"),
        }[self]


class RecordVersion(models.Model):
    """One row of the record as it was held for a while. Nothing is overwritten.

    `content` is the row in the columns of its table; of a deletion, the row as it last was. The
    newest version of a row is current. `known_from` and `known_until` say when it was held to be
    true (null: always, and still); `recorded_at` when it was written here.
    """

    authority = models.CharField(max_length=20)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    person_key = models.CharField(max_length=80, default="")
    number = models.IntegerField()
    kind = models.CharField(max_length=8)
    content = models.JSONField()
    is_current = models.BooleanField(default=True)
    known_from = models.DateTimeField(null=True)
    known_until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    source = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "table", "key"],
                condition=models.Q(is_current=True),
                name="record_current",
            ),
            models.UniqueConstraint(
                fields=["authority", "table", "key", "number"], name="record_version"
            ),
        ]
        indexes = [models.Index(fields=["authority", "person_key"], name="record_person")]

    def __str__(self) -> str:
        return f"{self.table} {self.key} version {self.number}"


class ReturnReceived(models.Model):
    """One time that a return was received and kept, and what that did to the record.

    `period_ended_on` is the last day of the period it is about; two of the same return, year and
    that day are of the same thing, and the later replaces the earlier. `digest` is of its content,
    whatever files it came in. `rows` and `records` count what was added, changed and removed, by
    table of the return and of the record.
    """

    authority = models.CharField(max_length=20)
    return_code = models.CharField(max_length=20)
    year = models.CharField(max_length=7)
    period_ended_on = models.DateField()
    files = models.JSONField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=150)
    replaces = models.IntegerField(null=True)
    unchanged = models.BooleanField(default=False)
    rows = models.JSONField(default=dict)
    records = models.JSONField(default=dict)
    set_aside = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "return_code", "year"], name="return_received"),
        ]

    def __str__(self) -> str:
        return f"{self.return_code} {self.year} of {self.authority}, received {self.received_at}"


class Outbox(models.Model):
    """What the engine has yet to take in: a row of a table, or with no key a whole reload."""

    authority = models.CharField(max_length=20)
    table = models.CharField(max_length=40, default="")
    key = models.CharField(max_length=80, default="")

    def __str__(self) -> str:
        return f"{self.authority} {self.table} {self.key}".strip()


class LiveValue(models.Model):
    """A kept measurement of a computed indicator, for a team or a larger place."""

    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=200, default="")
    period = models.CharField(max_length=20)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value = models.FloatField(null=True)
    marker = models.CharField(max_length=20, default="")
    version = models.SmallIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "indicator", "breakdown", "period"],
                name="live_value_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.period}"


class Definition(models.Model):
    """The words of a computed indicator, as the engine last counted by it."""

    code = models.CharField(max_length=80, unique=True)
    words = models.JSONField()

    def __str__(self) -> str:
        return self.code


class EngineState(models.Model):
    """How far the engine is with an authority. `revision` rises whenever a kept value changes."""

    authority = models.CharField(max_length=20, unique=True)
    revision = models.BigIntegerField(default=0)
    computed_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    socket = models.CharField(max_length=200, default="")

    def __str__(self) -> str:
        return f"{self.authority} at revision {self.revision}"


class ApiToken(models.Model):
    """A key to the API. Only its hash is kept."""

    name = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Entitlement(models.Model):
    """That a user may see the people behind the figures of a unit ("" for the whole council)."""

    username = models.CharField(max_length=150)
    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["username", "authority", "unit"], name="entitlement_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.authority} {self.unit}".strip()


class AuditEvent(models.Model):
    """That somebody did or saw something, or was refused. Without foreign keys: it outlives all."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    authority = models.CharField(max_length=20, default="")
    subject = models.CharField(max_length=200, default="")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "subject"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject} by {self.by}"
