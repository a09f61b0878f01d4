"""A council whose returns are received before any record of it is kept."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from almoner.casework.models import Authority
from almoner.reference.areas import areas

_YEARS = 6


def begin_authority(*, place: str, by: str) -> str:
    """The code of the council called `place` (a name or a code), entered where it is not there.

    Refuses a place that is no council.
    """
    if Authority.objects.filter(code=place).exists():
        return place
    area = areas().require(place)
    Authority.objects.get_or_create(
        code=area.code,
        defaults={
            "name": area.name,
            "covers_from": date(timezone.localdate().year - _YEARS, 4, 1),
        },
    )
    return area.code
