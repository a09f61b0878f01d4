"""Editions, measurements and series.

Codes, never foreign keys to words: indicators, areas and periods live in the package's own
reference and catalogue, and a code outlives a rename.
"""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """One issue of a publication, as loaded. `sources` lists name, sha256 and size of its files."""

    publication = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    published_on = models.DateField(null=True)
    loaded_at = models.DateTimeField()
    sources = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "code"], name="edition_key"),
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.code}"


class Series(models.Model):
    """The measurements of one indicator, area and breakdown, in order of period, as now held.

    The columns from `period` on are derived: the latest period's measurement and its reading, and
    in `history` every period's, as parallel lists (see `almoner.measurements.history`). They are
    written anew, in the same transaction, whenever a measurement of the indicator changes.
    """

    indicator = models.CharField(max_length=80)
    area = models.CharField(max_length=60)
    breakdown = models.CharField(max_length=200, default="")

    period = models.CharField(max_length=20, default="")
    ends_on = models.DateField(null=True)
    label = models.CharField(max_length=60, default="")
    status = models.CharField(max_length=12, default="")
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    marker = models.CharField(max_length=20, default="")
    previous_value = models.FloatField(null=True)
    rank = models.IntegerField(null=True)
    ranked = models.IntegerField(null=True)
    quartile = models.SmallIntegerField(null=True)
    neighbours_mean = models.FloatField(null=True)
    neighbours_counted = models.SmallIntegerField(null=True)
    nation_value = models.FloatField(null=True)
    variation = models.CharField(max_length=20, default="")
    point_type = models.CharField(max_length=40, default="")
    history = models.TextField(default="{}")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "breakdown", "area"], name="series_key"),
        ]
        indexes = [models.Index(fields=["area", "breakdown"], name="series_area")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.breakdown}".strip()


class Measurement(models.Model):
    """One indicator, area, breakdown and period as one edition published it."""

    pk = models.CompositePrimaryKey("series_id", "period", "edition_id")
    series = models.ForeignKey(Series, on_delete=models.CASCADE, db_index=False)
    # No index: an edition's rows are asked for only when the same edition comes in again.
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, db_index=False)
    period = models.CharField(max_length=20)
    ends_on = models.DateField()
    label = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    status = models.CharField(max_length=12)
    marker = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, marker="")
                | (models.Q(value__isnull=True) & ~models.Q(marker="")),
                name="measurement_value_or_marker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.period} {self.value if self.marker == '' else self.marker}"


class Rebase(models.Model):
    """A period from which a series is held against limits of its own, and why; or that a proposal
    of one was declined.

    `area` is the code of an area, or of a team or other unit of `authority` ("" for an area of
    published figures). `proposed_by` is `person` or `stable_shift`, and `evidence` what the method
    said. It is never changed: ending it says who did, when and why.
    """

    authority = models.CharField(max_length=20, default="")
    area = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=200, default="")
    period = models.CharField(max_length=20)
    is_accepted = models.BooleanField()
    proposed_by = models.CharField(max_length=12)
    reason = models.TextField()
    evidence = models.TextField(default="")
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, default="")
    ended_because = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "area", "indicator", "breakdown", "period"],
                condition=models.Q(ended_at__isnull=True),
                name="rebase_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.breakdown} from {self.period}"
