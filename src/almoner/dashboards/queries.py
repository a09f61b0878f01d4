"""What pages read: places by their address, the indicators' words, comparators' measurements."""

from __future__ import annotations

from functools import cache

from almoner.catalogue.published import SERVICES, PublishedIndicator, published_indicators
from almoner.measurements.comparators import comparator_set, neighbours_of
from almoner.measurements.history import History
from almoner.measurements.models import Edition, Series
from almoner.measurements.queries import council_series
from almoner.reference.areas import Area, AreaKind, areas
from almoner.reference.comparators import COMPARATOR_SETS

MOST_TILES = 9
"""Tiles of one service: with more of them nothing stands out."""

SERVED = (AreaKind.COUNCIL, AreaKind.DISTRICT)
"""Kinds of area that have a page: housing sits with districts where there are two tiers."""


@cache
def places() -> dict[str, Area]:
    """Every area that has a page, past and present, by the slug in its address."""
    return {area.slug: area for area in areas() if area.kind in SERVED}


@cache
def headlines() -> dict[str, PublishedIndicator]:
    """Indicators shown on a council's page, by service and then by their place in it."""
    found = [entry for entry in published_indicators().values() if entry.headline]
    order = {service: place for place, service in enumerate(SERVICES)}
    found.sort(key=lambda entry: (order[entry.service], entry.headline, entry.code))
    return {entry.code: entry for entry in found}


def headline_series(area: Area) -> list[tuple[PublishedIndicator, Series]]:
    """The headline indicators that the area has, with their series: one query."""
    series = {one.indicator: one for one in council_series(area.code, headlines())}
    return [(entry, series[code]) for code, entry in headlines().items() if code in series]


def all_series(area: Area) -> list[tuple[PublishedIndicator, Series]]:
    """Every indicator of the area with its series, histories left out: one query."""
    found = Series.objects.filter(area=area.code, breakdown="").defer("history")
    series = {one.indicator: one for one in found}
    entries = published_indicators()
    return [(entry, series[code]) for code, entry in entries.items() if code in series]


def comparators_used(area: Area, service: str = "children") -> str:
    """The title of the set that neighbours' means of a service are of; "" where there is none."""
    chosen = comparator_set(area, service)
    return COMPARATOR_SETS[chosen].title if chosen else ""


def elsewhere(here: Area, series: Series) -> list[Series]:
    """The same indicator, breakdown and period in every place of the nation, this one included.

    One query, histories left out. Places whose latest figure is for another period are left out:
    they cannot be compared.
    """
    nation = areas().nation(here.nation).code if here.nation else ""
    # Counties and districts are ranked together, as housing sits with districts and unitaries.
    kinds = SERVED if here.kind in SERVED else (here.kind,)
    codes = [one.code for one in areas() if one.kind in kinds and one.nation == here.nation]
    found = Series.objects.filter(
        indicator=series.indicator,
        breakdown=series.breakdown,
        period=series.period,
        area__in=[*codes, nation, here.code],
    )
    return list(found.defer("history"))


def neighbours(area: Area, service: str = "children") -> set[str]:
    """Codes of the council's comparators for a service: those that its neighbours' mean is of."""
    return set(neighbours_of(area.code, service))


def latest_everywhere(code: str) -> list[Series]:
    """The latest figure of an indicator in every place of today, histories left out."""
    codes = [one.code for one in places().values() if one.is_current]
    found = Series.objects.filter(indicator=code, breakdown="", area__in=codes)
    return list(found.defer("history"))


def editions_of(held: History) -> list[Edition]:
    """The editions that a series' figures are from, the latest first."""
    return list(Edition.objects.filter(pk__in=set(held.editions)).order_by("-code"))
