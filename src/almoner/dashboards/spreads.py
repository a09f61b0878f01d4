"""What the comparison reads: for each indicator one period, and every council's figure in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from django.core.cache import cache as shared_cache

from almoner.catalogue.published import PublishedIndicator
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.measurements.queries import latest_loaded_at
from almoner.reference.area import AreaKind, Nation
from almoner.reference.areas import Area, areas


class Held(NamedTuple):
    """One area's figure for the period: value and parts in the indicator's unit, or a marker."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    marker: str = ""
    status: str = ""
    neighbours: float | None = None


class Latest(NamedTuple):
    """Which period a council's series ends with, and whether it has a value there."""

    indicator: str
    ends_on: date
    period: str
    has_value: bool


FIELDS = ("value", "numerator", "denominator", "marker", "status", "neighbours_mean")
"""The columns of a series that fill a `Held`, in its order."""


@dataclass(frozen=True)
class Spread:
    """An indicator's figures in one period, by area code: councils, districts and nations."""

    period: str
    by_area: dict[str, Held]

    def of(self, area: Area) -> Held:
        """The figure of an area; nothing where it has none for the period."""
        return self.by_area.get(area.code, Held())

    def councils_of(self, nation: Nation) -> list[float]:
        """The values of every council of the nation, in no order."""
        wanted = _council_codes(nation)
        found = (held.value for code, held in self.by_area.items() if code in wanted)
        return [value for value in found if value is not None]


def spreads(
    indicators: Sequence[PublishedIndicator], councils: Sequence[Area]
) -> dict[str, Spread]:
    """The spread of each indicator in the period for which most of `councils` have their latest.

    Two queries however many there are; none of the second where the spreads are in the cache.
    Indicators that none of the councils has are left out.
    """
    periods = _periods(_latest([one.code for one in indicators], [one.code for one in councils]))
    loaded_at = latest_loaded_at()
    stamp = loaded_at.timestamp() if loaded_at else 0
    keys = {code: f"spread-{code}-{period}-{stamp}" for code, (_ends, period) in periods.items()}
    held = shared_cache.get_many(keys.values())
    missing = {code: periods[code] for code, key in keys.items() if key not in held}
    made = {keys[code]: by_area for code, by_area in _read(missing).items()}
    shared_cache.set_many(made)
    held |= made
    return {code: Spread(periods[code][1], held[key]) for code, key in keys.items()}


def _latest(codes: list[str], councils: list[str]) -> list[Latest]:
    found = Series.objects.filter(indicator__in=codes, breakdown="", area__in=councils)
    rows = found.values_list("indicator", "ends_on", "period", "value")
    return [
        Latest(code, ends_on, period, value is not None)
        for code, ends_on, period, value in rows
        if ends_on
    ]


def _periods(latest: Iterable[Latest]) -> dict[str, tuple[date, str]]:
    """For each indicator the commonest of its councils' latest periods, the later where equal."""
    counted: dict[str, Counter[tuple[date, str]]] = {}
    for one in latest:
        counted.setdefault(one.indicator, Counter())[one.ends_on, one.period] += one.has_value
    return {
        code: max(periods, key=lambda period: (periods[period], period))
        for code, periods in counted.items()
    }


def _read(periods: dict[str, tuple[date, str]]) -> dict[str, dict[str, Held]]:
    """Every area's figure of each indicator in its period; one query where all are the latest."""
    found: dict[str, dict[str, Held]] = {code: {} for code in periods}
    if not periods:
        return found
    longer: list[int] = []
    series = Series.objects.filter(indicator__in=list(periods), breakdown="")
    for pk, code, area, ends_on, period, *figure in series.values_list(
        "pk", "indicator", "area", "ends_on", "period", *FIELDS
    ):
        ends, wanted = periods[code]
        if period == wanted:
            found[code][area] = Held(*figure)
        elif ends_on and ends_on > ends:
            longer.append(pk)
    for one in Series.objects.filter(pk__in=longer) if longer else ():
        earlier = _earlier(one, periods[one.indicator][1])
        if earlier:
            found[one.indicator][one.area] = earlier
    return found


def _earlier(series: Series, period: str) -> Held | None:
    """What a series that goes on for longer said of an earlier period."""
    held = History.unpack(series.history)
    if period not in held.periods:
        return None
    place = held.periods.index(period)
    return Held(
        value=held.values[place],
        numerator=held.numerators[place] if held.numerators else None,
        denominator=held.denominators[place] if held.denominators else None,
        marker=held.markers[place] if held.markers else "",
        status=held.statuses[place] if held.statuses else "",
        neighbours=held.neighbours[place] if held.neighbours else None,
    )


@cache
def _council_codes(nation: Nation) -> frozenset[str]:
    kinds = (AreaKind.COUNCIL, AreaKind.DISTRICT)
    listed = (one for one in areas() if one.kind in kinds and one.nation == nation)
    return frozenset(one.code for one in listed)
