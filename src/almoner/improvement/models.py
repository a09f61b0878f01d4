"""Targets as they were set, and the bands that a council places values in.

Codes, never foreign keys to indicators, places or people.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class SetBy(StrEnum):
    """Whose target it is."""

    NATIONAL = "national"
    LOCAL = "local"
    TEAM = "team"


class Target(models.Model):
    """A target for one indicator in one place, from a period on.

    `place` is the code of an area, or of a team or other unit of `authority` ("" for an area of
    published figures). `side` is `floor`, `ceiling` or `range`; a floor has only `low`, a ceiling
    only `high`. `acceptable` is the second line of a two-line scheme. `first_period` is the code of
    the first period that it holds for and `last_period` of the last ("": until replaced). It is
    never changed: one that replaces it ends it, with who, when and why.
    """

    indicator = models.CharField(max_length=80)
    authority = models.CharField(max_length=20, default="")
    place = models.CharField(max_length=60)
    whose = models.CharField(max_length=10)
    side = models.CharField(max_length=8)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    acceptable = models.FloatField(null=True)
    first_period = models.CharField(max_length=20)
    last_period = models.CharField(max_length=20, default="")
    reason = models.TextField()
    source = models.CharField(max_length=300, default="")
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, default="")
    ended_because = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "place", "indicator", "whose", "first_period"],
                condition=models.Q(ended_at__isnull=True),
                name="target_standing",
            ),
            models.CheckConstraint(
                condition=models.Q(low__isnull=False) | models.Q(high__isnull=False),
                name="target_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.place} from {self.first_period}"


class Told(models.Model):
    """A warning that was told, so that it is told once.

    `indicator`, `unit` and `direction` (1 up, -1 down) say of what; it stands until `ended_at`,
    when it was no longer seen. The same warning may be told again after that.
    """

    authority = models.CharField(max_length=20)
    unit = models.CharField(max_length=60)
    indicator = models.CharField(max_length=80)
    direction = models.SmallIntegerField()
    since = models.CharField(max_length=20)
    told_at = models.DateTimeField()
    told_to = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "indicator", "direction"],
                condition=models.Q(ended_at__isnull=True),
                name="told_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.direction:+d}"


class BandScheme(models.Model):
    """Bands of one indicator as data, in one edition: see `almoner.signals.targets.Bands`.

    `indicator` is the code that they are for. `edition` says where and when they hold. `labels`
    has one entry more than `cuts`; `sides` says of each band whether it is too "low", too "high"
    or neither (""), for indicators whose best band lies in the middle.
    """

    indicator = models.CharField(max_length=80)
    edition = models.CharField(max_length=80)
    first_period = models.CharField(max_length=20)
    cuts = models.JSONField()
    labels = models.JSONField()
    sides = models.JSONField(default=list)
    on_cut = models.CharField(max_length=5, default="above")
    source = models.CharField(max_length=300, default="")
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "edition"], name="band_scheme_key"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.edition}"
