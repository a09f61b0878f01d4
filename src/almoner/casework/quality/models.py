"""What was counted of the quality of data, and what audits found; by codes."""

from __future__ import annotations

from django.db import models


class QualityCount(models.Model):
    """Counts over the tables that an indicator reads, in a unit, at the last counting.

    `expected` values that should be there, `filled` those that are; `rows` looked at, `valid`
    those with nothing impossible; `dated` events whose entry is dated, `in_time` those entered
    soon enough; `compared` values that two sources give, `agreed` those on which they agree.
    """

    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    expected = models.BigIntegerField()
    filled = models.BigIntegerField()
    rows = models.BigIntegerField()
    valid = models.BigIntegerField()
    dated = models.BigIntegerField()
    in_time = models.BigIntegerField()
    compared = models.BigIntegerField()
    agreed = models.BigIntegerField()
    tables = models.TextField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "indicator"], name="quality_count_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit}"


class AuditResult(models.Model):
    """The result of the last audit of an indicator in a unit; shares are per hundred."""

    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    ended_on = models.DateField()
    error = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    cases = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "indicator"], name="audit_result_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.ended_on}"
