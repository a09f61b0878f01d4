"""The memory of what was told: a warning is told once, and again only after it had gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from almoner.improvement.models import Told

Key = tuple[str, str, int]
"""Indicator, unit, direction."""


def told_before(authority: str) -> dict[Key, Told]:
    """The warnings that were told and still stand."""
    standing = Told.objects.filter(authority=authority, ended_at__isnull=True)
    return {(one.indicator, one.unit, one.direction): one for one in standing}


def tell(*, authority: str, standing: Mapping[Key, str], by: str) -> Sequence[Key]:
    """Remember the warnings that stand now (each with the period it began in) as told to `by`.

    Those that were told and no longer stand are ended. The new ones, in the order given.
    """
    with transaction.atomic():
        before = told_before(authority)
        now = timezone.now()
        gone = [one.pk for key, one in before.items() if key not in standing]
        Told.objects.filter(pk__in=gone).update(ended_at=now)
        new = [key for key in standing if key not in before]
        Told.objects.bulk_create(
            Told(
                authority=authority, indicator=indicator, unit=unit, direction=direction,
                since=standing[indicator, unit, direction], told_at=now, told_to=by,
            )
            for indicator, unit, direction in new
        )  # fmt: skip
    return new
