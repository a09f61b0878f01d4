"""Audits, their cases, and when each is due. By codes, without foreign keys to words or people."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext as _


class Schedule(models.Model):
    """That an indicator is to be audited in a unit every so many months, and by whom."""

    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    every_months = models.IntegerField()
    who = models.CharField(max_length=150)
    first_due_on = models.DateField()
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "indicator"],
                condition=models.Q(ended_at=None),
                name="audit_schedule_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} every {self.every_months} months"


class Method(StrEnum):
    """How cases are drawn."""

    RANDOM = "random"
    BY_TEAM = "team"
    BY_ANSWER = "answer"

    @property
    def words(self) -> str:
        """The method in words."""
        return {
            Method.RANDOM: _("Every case alike"),
            Method.BY_TEAM: _("Some from each team"),
            Method.BY_ANSWER: _("Some of those counted, some of those not"),
        }[self]


class Audit(models.Model):
    """A sample of the cases behind one figure. `strata` is stratum to its number of cases in all.

    `version` is that of the definition by which cases were found. What was drawn follows from
    `seed`, `method`, `size` and the cases' keys alone.
    """

    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    period = models.CharField(max_length=20)
    version = models.SmallIntegerField()
    method = models.CharField(max_length=8)
    size = models.IntegerField()
    seed = models.BigIntegerField()
    strata = models.JSONField()
    numbers = models.BooleanField(default=False)
    drawn_by = models.CharField(max_length=150)
    drawn_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, default="")
    ended_at = models.DateTimeField(null=True)
    error = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "indicator", "unit"], name="audit_figure")]

    def __str__(self) -> str:
        return f"audit {self.pk} of {self.indicator} {self.unit} {self.period}"


class Answer(StrEnum):
    """What a case is found to be."""

    COUNTED = "counted"
    NOT_COUNTED = "not"
    UNTOLD = "untold"

    @property
    def words(self) -> str:
        """The answer in words."""
        return {
            Answer.COUNTED: _("Should be counted"),
            Answer.NOT_COUNTED: _("Should not be counted"),
            Answer.UNTOLD: _("The file does not tell"),
        }[self]


class Case(models.Model):
    """One case of a sample: what the record counted it as, and what it was found to be.

    `recorded` and `found` are values of Answer; `recorded_number` and `found_number` the number
    that it adds, where the figure is made of numbers. `found` is "" until it is answered.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE)
    place = models.IntegerField()
    row = models.CharField(max_length=80)
    person = models.CharField(max_length=80, default="")
    team = models.CharField(max_length=60, default="")
    stratum = models.CharField(max_length=80, default="")
    recorded = models.CharField(max_length=8)
    recorded_number = models.FloatField(null=True)
    found = models.CharField(max_length=8, default="")
    found_number = models.FloatField(null=True)
    note = models.TextField(default="")
    answered_by = models.CharField(max_length=150, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "place"], name="audit_case_place"),
        ]

    def __str__(self) -> str:
        return f"case {self.place} of audit {self.audit_id}"

    @property
    def wrong(self) -> bool:
        """Whether the answer differs from the record, or the file does not bear the record out."""
        if self.found != self.recorded:
            return bool(self.found)
        return self.found == Answer.COUNTED and self.found_number != self.recorded_number
