"""What a comparison may be widened by: a council's comparators, a service's indicators."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.cache import cache

from almoner.catalogue.published import Polarity, PublishedIndicator, published_indicators
from almoner.dashboards.figures import is_count, multiplier
from almoner.dashboards.queries import headlines
from almoner.dashboards.selection import Selection
from almoner.measurements.comparators import neighbours_of
from almoner.measurements.models import Series
from almoner.measurements.queries import latest_loaded_at
from almoner.reference.areas import Area, areas

MOST_AT_ONCE = 20
"""Indicators added by one link."""

ByService = dict[str, list[PublishedIndicator]]


def neighbours_in_order(area: Area, service: str = "children") -> list[Area]:
    """The council's comparators for a service, the nearest first."""
    return [areas().get(code) for code in neighbours_of(area.code, service)]


def beside_neighbours(area: Area, entries: Iterable[PublishedIndicator]) -> Selection:
    """The council and its comparators by some indicators, counts left out."""
    compared = [entry for entry in entries if not is_count(entry)][:MOST_AT_ONCE]
    service = compared[0].service if compared else "children"
    beside = neighbours_in_order(area, service)
    return Selection().adding(councils=[area, *beside], indicators=compared)


def headlines_had(area: Area) -> ByService:
    """By service, the headline indicators that the council has."""
    had, _counted = _had(area)
    return _by_service(entry for code, entry in headlines().items() if code in had)


def counted_had(area: Area) -> ByService:
    """By service, those of the council's indicators that can be compared by interval.

    Those with a side that is good come first: the rest can only be called higher or lower.
    """
    _had_at_all, counted = _had(area)
    entries = [
        entry
        for code, entry in published_indicators().items()
        if code in counted and multiplier(entry)
    ]
    entries.sort(key=lambda entry: (entry.polarity is Polarity.NONE, entry.headline or 999))
    return _by_service(entries)


def _had(area: Area) -> tuple[set[str], set[str]]:
    """Codes of the indicators that the council has, and of those with their parts published."""
    loaded_at = latest_loaded_at()
    key = f"had-{area.code}-{loaded_at.timestamp() if loaded_at else 0}"
    found: tuple[set[str], set[str]] | None = cache.get(key)
    if found is None:
        totals = Series.objects.filter(area=area.code, breakdown="", value__isnull=False)
        rows = list(totals.values_list("indicator", "numerator", "denominator"))
        counted = {code for code, top, bottom in rows if top is not None and bottom is not None}
        found = {code for code, _top, _bottom in rows}, counted
        cache.set(key, found)
    return found


def _by_service(entries: Iterable[PublishedIndicator]) -> ByService:
    found: ByService = {}
    for entry in entries:
        if not is_count(entry):
            found.setdefault(entry.service, []).append(entry)
    return found
