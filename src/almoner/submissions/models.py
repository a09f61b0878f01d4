"""Submissions, the work asked of the checker, findings, and what people said of them.

Codes, never foreign keys to people or words. Replies know a finding by its fingerprint, so that
they outlive it and hold again when the same finding comes again.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext as _


class Submission(models.Model):
    """One return received: for which authority and collection year, and where its files lie.

    `folder` is the name of its folder; "" once the files were deleted. `held` are the names and
    sizes of the files as received. Counts are those of the last check; null before one.
    """

    authority = models.CharField(max_length=20)
    return_code = models.CharField(max_length=20)
    year = models.CharField(max_length=7)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=150)
    folder = models.CharField(max_length=40, default="")
    held = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    rows = models.IntegerField(null=True)
    errors = models.IntegerField(null=True)
    others = models.IntegerField(null=True)
    children = models.IntegerField(null=True)
    ran = models.IntegerField(null=True)
    undecided = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    compared_with = models.BigIntegerField(null=True)
    gone = models.IntegerField(null=True)
    kept_at = models.DateTimeField(null=True)
    kept_by = models.CharField(max_length=150, default="")
    kept_as = models.BigIntegerField(null=True)
    kept_rows = models.JSONField(default=dict)
    files_deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "return_code", "year"], name="submission_series"),
        ]

    def __str__(self) -> str:
        return f"{self.return_code} {self.year} of {self.authority}, number {self.pk}"


class WorkKind(StrEnum):
    """What is asked of the checker."""

    CHECK = "check"
    KEEP = "keep"


class WorkState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Work(models.Model):
    """One piece of work for the checker.

    `attempt` rises whenever it is taken up: what an attempt wrote counts only while it is the
    last one. `beat_at` is kept fresh while somebody works on it. `words` say why it was refused
    or failed; `step` what is being done, `done` how much of it per hundred.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE)
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=WorkState.WAITING.value)
    step = models.CharField(max_length=20, default="")
    done = models.SmallIntegerField(default=0)
    words = models.TextField(default="")
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    attempt = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state"], name="work_state")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.submission_id}: {self.state}"


class Checker(models.Model):
    """That a checker lives: one row, kept fresh by whichever runs."""

    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checker at {self.beat_at}"


class ReplyKind(StrEnum):
    """What somebody says of a finding."""

    EXPLAINED = "explained"
    RIGHT = "right"

    @property
    def words(self) -> str:
        """In a word or three."""
        return {
            ReplyKind.EXPLAINED: _("Explained"),
            ReplyKind.RIGHT: _("Checked and right"),
        }[self]


class Reply(models.Model):
    """What somebody said of a finding, with the reason. It holds until it is withdrawn.

    It stands for every finding of the same return and collection year with the same fingerprint.
    """

    authority = models.CharField(max_length=20)
    return_code = models.CharField(max_length=20)
    year = models.CharField(max_length=7)
    fingerprint = models.CharField(max_length=32)
    rule = models.CharField(max_length=60)
    child = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    reason = models.TextField()
    said_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()
    said_of = models.BigIntegerField()
    withdrawn_by = models.CharField(max_length=150, default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "return_code", "year", "fingerprint"],
                condition=models.Q(withdrawn_at=None),
                name="reply_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.said_by}"


class Finding(models.Model):
    """One breach of one rule by a row of a table (`row` from 0 within it).

    `fingerprint` is the same for the same finding on the same values in another submission.
    `team` is the team that held the child's work when it was checked, "" where none is known.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE)
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    table = models.CharField(max_length=60)
    row = models.IntegerField()
    child = models.CharField(max_length=120, default="")
    fields = models.TextField(default="")
    values = models.TextField(default="")
    message = models.TextField()
    team = models.CharField(max_length=60, default="")
    fingerprint = models.CharField(max_length=32)
    is_new = models.BooleanField(default=False)
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL)

    class Meta:
        indexes = [
            models.Index(fields=["submission", "rule"], name="finding_rule"),
            models.Index(fields=["submission", "child"], name="finding_child"),
            models.Index(fields=["submission", "team"], name="finding_team"),
            models.Index(fields=["submission", "fingerprint"], name="finding_print"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} on {self.table} {self.row}"


class RuleTotal(models.Model):
    """How many findings a rule had in a submission; kept for the trend when all else goes."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE)
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    findings = models.IntegerField()
    children = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "rule", "severity", "message"], name="rule_total_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.findings}"
