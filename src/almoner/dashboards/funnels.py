"""What a funnel plot reads: every council's numerator and denominator in one period of a nation."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import NamedTuple

from django.core.cache import cache

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards.figures import multiplier
from almoner.dashboards.presenters.intervals import why_none
from almoner.dashboards.queries import SERVED
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.measurements.queries import latest_loaded_at
from almoner.reference.area import Nation
from almoner.reference.areas import Area, areas
from almoner.reference.periods import Period

FEWEST = 10
"""Councils under which the spread between them cannot be told from chance."""

MOST_OTHERS = 6
"""Other indicators that a page without a funnel names."""

MOST_PERIODS = 40
"""Periods that the page offers, the latest first."""


class Counted(NamedTuple):
    """One council's figure in the indicator's unit, with the parts that make it."""

    area: str
    value: float
    numerator: float
    denominator: float


class Spread(NamedTuple):
    """Councils of one nation in one period; `left_out` have a figure, but no usable parts."""

    nation: Nation
    period: str
    places: list[Counted]
    left_out: int


Parts = dict[tuple[str, str], tuple[list[Counted], int]]
"""By nation and period: the councils with usable parts, and how many others have a figure."""


def may_have_funnel(entry: PublishedIndicator) -> bool:
    """Whether the indicator is a proportion or a rate of things counted."""
    return multiplier(entry) is not None


def has_funnel(entry: PublishedIndicator) -> bool:
    """Whether enough councils have their latest figure with its parts: one quick query."""
    if not may_have_funnel(entry):
        return False
    counted = Series.objects.filter(
        indicator=entry.code, breakdown="", numerator__isnull=False, denominator__isnull=False
    )
    rows = counted.values_list("value", "numerator", "denominator")[: 3 * FEWEST]
    return sum(why_none(Point._make(row), entry) is None for row in rows) >= FEWEST


def others_with_funnels(entry: PublishedIndicator) -> list[PublishedIndicator]:
    """A few other indicators of the same service that have a funnel, of its topic first."""
    same = [one for one in published_indicators().values() if one.service == entry.service]
    counted = set(
        Series.objects.filter(
            indicator__in=[one.code for one in same if may_have_funnel(one)],
            breakdown="", numerator__isnull=False, denominator__isnull=False,
        ).values_list("indicator", flat=True).distinct()
    )  # fmt: skip
    near = sorted(
        (one for one in same if one.code in counted and one.code != entry.code),
        key=lambda one: (one.topic != entry.topic, not one.headline, one.code),
    )
    return list(islice((one for one in near if has_funnel(one)), MOST_OTHERS))


def parts_of(entry: PublishedIndicator) -> Parts:
    """Every council's parts in every period for which enough councils of a nation have them."""
    if not may_have_funnel(entry):
        return {}
    loaded_at = latest_loaded_at()
    key = f"funnel-{entry.code}-{loaded_at.timestamp() if loaded_at else 0}"
    found: Parts | None = cache.get(key)
    if found is None:
        found = _read(entry)
        cache.set(key, found)
    return found


def periods_of(parts: Parts, nation: Nation) -> list[str]:
    """The periods that a nation has, the latest first."""
    codes = [period for of, period in parts if of == nation]
    return sorted(codes, key=lambda code: Period.from_code(code).end, reverse=True)[:MOST_PERIODS]


def nations_of(parts: Parts) -> list[Nation]:
    """The nations that have a funnel, the one with most periods first."""
    counted = Counter(nation for nation, _period in parts)
    return [Nation(name) for name, _count in counted.most_common()]


def spread(parts: Parts, nation: Nation, period: str) -> Spread:
    """One period of one nation."""
    places, left_out = parts[nation, period]
    return Spread(nation, period, places, left_out)


def _read(entry: PublishedIndicator) -> Parts:
    held: dict[tuple[str, str], list[Counted]] = {}
    others: Counter[tuple[str, str]] = Counter()
    rows = Series.objects.filter(indicator=entry.code, breakdown="")
    for code, packed in rows.values_list("area", "history"):
        area = areas().get(code)
        if area.kind not in SERVED or area.nation is None:
            continue
        _add(held, others, entry, area, History.unpack(packed))
    return {key: (places, others[key]) for key, places in held.items() if len(places) >= FEWEST}


class Point(NamedTuple):
    """A figure with the parts that it was made of, any of them missing."""

    value: float | None
    numerator: float | None
    denominator: float | None


def _add(
    held: dict[tuple[str, str], list[Counted]],
    others: Counter[tuple[str, str]],
    entry: PublishedIndicator,
    area: Area,
    history: History,
) -> None:
    points = zip(history.values, history.numerators, history.denominators, strict=True)
    for period, point in zip(history.periods, map(Point._make, points), strict=True):
        key = (str(area.nation), period)
        if why_none(point, entry) is None:
            assert point.value is not None
            assert point.numerator is not None
            assert point.denominator is not None
            one = Counted(area.code, point.value, point.numerator, point.denominator)
            held.setdefault(key, []).append(one)
        elif point.value is not None:
            others[key] += 1
