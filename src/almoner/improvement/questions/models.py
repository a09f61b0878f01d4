"""Questions as they were put, and the answers to them."""

from __future__ import annotations

from django.db import models


class Question(models.Model):
    """One kind of question about one process, put to one team.

    A `shared` question, of what all teams do alike, has no team: it is put to the managers of the
    service, or of the whole council.

    `process` and `kind` are codes (see `processes` and `signals.integrity.lead.KINDS`). `evidence`
    and `innocent` are the words with which it was put; `cases` the keys of rows worth a look, of
    the table of the process. It stands until `gone_at`, when the records no longer gave it.
    """

    authority = models.CharField(max_length=20)
    team = models.CharField(max_length=60)
    service = models.CharField(max_length=60, default="")
    process = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    evidence = models.TextField()
    innocent = models.JSONField(default=list)
    cases = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    answered_by = models.CharField(max_length=150, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "team", "process", "kind"],
                condition=models.Q(gone_at__isnull=True),
                name="question_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} {self.kind} {self.team}"
