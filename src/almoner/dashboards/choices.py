"""What a comparison may be widened by: a council's comparators, a service's indicators."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from almoner.catalogue.published import Polarity, PublishedIndicator, published_indicators
from almoner.dashboards.figures import is_count
from almoner.dashboards.queries import headlines, neighbours
from almoner.measurements.models import Series
from almoner.reference.areas import Area
from almoner.reference.comparators import comparators_of, default_set

ByService = dict[str, list[PublishedIndicator]]


def neighbours_in_order(area: Area) -> list[Area]:
    """The council's default comparators, the nearest first."""
    if not neighbours(area):
        return []
    found = comparators_of(area, default_set(area), same_nation=True)
    return [one.area for one in found]


def headlines_had(area: Area) -> ByService:
    """By service, the headline indicators that the council has."""
    codes = headlines()
    had = set(_totals(area).filter(indicator__in=codes).values_list("indicator", flat=True))
    return _by_service(entry for code, entry in codes.items() if code in had)


def counted_had(area: Area) -> ByService:
    """By service, those of the council's indicators that can be compared by interval.

    Those with a side that is good come first: the rest can only be called higher or lower.
    """
    parts = _totals(area).filter(numerator__isnull=False, denominator__isnull=False)
    had = set(parts.values_list("indicator", flat=True))
    entries = [
        entry
        for code, entry in published_indicators().items()
        if code in had and (entry.unit == "%" or entry.unit.startswith("per "))
    ]
    entries.sort(key=lambda entry: (entry.polarity is Polarity.NONE, entry.headline or 999))
    return _by_service(entries)


def _totals(area: Area) -> QuerySet[Series]:
    return Series.objects.filter(area=area.code, breakdown="", value__isnull=False)


def _by_service(entries: Iterable[PublishedIndicator]) -> ByService:
    found: ByService = {}
    for entry in entries:
        if not is_count(entry):
            found.setdefault(entry.service, []).append(entry)
    return found
