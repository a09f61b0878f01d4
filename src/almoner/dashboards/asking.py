"""What may be asked of a council's published figures: read from the store, each with a base rate.

Four kinds: figures that moved after they were published, figures that have gone missing, a gain
beside its counter-measure's loss, and sudden breaks. Nothing here is a verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple, TypeVar

from django.core.cache import cache
from django.db.models import Count, F, Max, Min, QuerySet

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards.pairs import PAIRS, Pair
from almoner.dashboards.queries import headlines, places
from almoner.measurements.history import History
from almoner.measurements.models import Measurement, Series
from almoner.measurements.queries import latest_loaded_at
from almoner.reference.areas import Area

MOVED = 0.05
"""Share of a figure by which it must have moved, and more than its rounding, to be asked about."""

RECENT = timedelta(days=3 * 366)
"""How old the end of a period may be, beside the council's newest figure."""

BREAK = 3.27
"""Mean steps that one step must exceed: the upper limit of a moving range (3.267, rounded)."""

STEADY_STEPS = 0.022
"""Share of the steps of a steady normal process of ten to twelve figures that exceed it, when the
mean is that of the other steps: by simulation."""

LEAST_STEPS = 7
"""Steps that a series must have for its usual step to be known."""

MOST_POINTS = 40
"""Longer series are by month: season and memory make their steps no measure of a break."""

SHARED = 0.2
"""Share of councils that break in the same period, from where a shared cause is likelier."""


class Share(NamedTuple):
    """So many of so many councils."""

    having: int
    of: int


@dataclass(frozen=True)
class Moved:
    """Figures of one indicator that a later edition changed; the furthest moved is given."""

    entry: PublishedIndicator
    periods: int
    period: str
    first: float
    last: float
    share: Share


@dataclass(frozen=True)
class Missing:
    """Figures of one publication and period that are not there, though the ones before were."""

    publication: str
    period: str
    marker: str
    entries: tuple[PublishedIndicator, ...]
    share: Share


@dataclass(frozen=True)
class Paired:
    """Two indicators that are read together; `code` is a position in signals.paired.PAIRS."""

    pair: Pair
    target: PublishedIndicator
    counter: PublishedIndicator
    code: int
    period: str
    share: Share


@dataclass(frozen=True)
class Broken:
    """One step of one series that is far beyond its usual steps."""

    entry: PublishedIndicator
    before: str
    period: str
    first: float
    last: float
    times: float
    share: Share


Steps = dict[str, list[tuple[str, str, float, float, float]]]
"""By area: each break as period before, period, value before, value, and times the usual step."""


def moved(area: Area) -> list[Moved]:
    """What later editions changed, the indicators with the furthest move first."""
    changed = _changed(Measurement.objects.filter(series__area=area.code, series__breakdown=""))
    entries = published_indicators()
    found = []
    for code, periods in _by_indicator(
        changed.values_list("series__indicator", "series", "period")
    ):
        entry = entries.get(code)
        moves = [one for one in _moves(entry, periods) if one] if entry else []
        if entry and moves:
            far = max(moves, key=lambda one: abs(one[2] - one[1]) / abs(one[1] or 1))
            found.append(Moved(entry, len(moves), *far, _share_moved(entry)))
    return sorted(found, key=lambda one: -abs(one.last - one.first) / abs(one.first or 1))


def _changed(rows: QuerySet[Measurement]) -> QuerySet[Measurement]:
    """The periods of a series that have more than one value."""
    return (
        rows.values("series", "period")
        .annotate(low=Min("value"), high=Max("value"), editions=Count("edition"))
        .filter(editions__gt=1, low__lt=F("high"))
    )


def _by_indicator(rows: Iterable[tuple[str, int, str]]) -> list[tuple[str, list[tuple[int, str]]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for code, series, period in rows:
        found[code].append((series, period))
    return list(found.items())


def _moves(
    entry: PublishedIndicator, periods: Sequence[tuple[int, str]]
) -> list[tuple[str, float, float]]:
    """Period, first value and last value of those that moved by enough."""
    rows = Measurement.objects.filter(
        series__in={series for series, _period in periods},
        period__in={period for _series, period in periods},
        value__isnull=False,
    ).order_by("period", "edition__code")
    said: dict[tuple[int, str], list[float]] = defaultdict(list)
    for series, period, value in rows.values_list("series", "period", "value"):
        said[series, period].append(value)
    return [
        (period, values[0], values[-1])
        for (_series, period), values in said.items()
        if is_moved(entry, values[0], values[-1])
    ]


def is_moved(entry: PublishedIndicator, first: float, last: float) -> bool:
    """Whether a figure changed by a twentieth or more, and by more than rounding would."""
    rounding = 1.5 * 10.0**-entry.decimals
    return abs(last - first) >= max(MOVED * abs(first), rounding)


def _share_moved(entry: PublishedIndicator) -> Share:
    """Councils with a figure that moved so, among those with one that came out more than once."""

    def count() -> Share:
        rows = Measurement.objects.filter(
            series__indicator=entry.code, series__breakdown="", series__area__in=_codes()
        )
        spread = (
            rows.values("series", "period")
            .annotate(low=Min("value"), high=Max("value"), editions=Count("edition"))
            .filter(editions__gt=1)
        )
        seen: dict[int, bool] = {}
        for series, low, high in spread.values_list("series", "low", "high"):
            far = low is not None and is_moved(entry, low, high)
            seen[series] = seen.get(series, False) or far
        return Share(sum(seen.values()), len(seen))

    return _kept(f"share-moved-{entry.code}", count)


def missing(series: Collection[Series]) -> list[Missing]:
    """Series that had a value and now have a marker; one entry a publication and period."""
    entries = published_indicators()
    newest = max((one.ends_on for one in series if one.ends_on), default=None)
    groups: dict[tuple[str, str, str], list[PublishedIndicator]] = defaultdict(list)
    for one in series:
        entry = entries.get(one.indicator)
        if entry is None or not one.marker or one.ends_on is None or newest is None:
            continue
        values = History.unpack(one.history).values
        had = len(values) > 2 and values[-2] is not None and values[-3] is not None
        if had and newest - one.ends_on <= RECENT:
            groups[entry.publication, one.period, one.marker].append(entry)
    return [
        Missing(publication, period, marker, tuple(found), _share_missing(found, period))
        for (publication, period, marker), found in groups.items()
    ]


def _share_missing(entries: Sequence[PublishedIndicator], period: str) -> Share:
    """How many figures of these indicators and period carry a marker, over all councils."""
    rows = Series.objects.filter(
        indicator__in=[one.code for one in entries],
        breakdown="",
        period=period,
        area__in=_codes(),
    )
    markers = list(rows.values_list("marker", flat=True))
    return Share(sum(bool(marker) for marker in markers), len(markers))


def paired_readings(series: Collection[Series]) -> list[Paired]:
    """Every pair of which the council has both measures, as their limits judge the latest."""
    held = {one.indicator: one for one in series}
    entries = published_indicators()
    found = []
    for pair in PAIRS:
        both = held.get(pair.target), held.get(pair.counter)
        if both[0] is None or both[1] is None or None in (both[0].value, both[1].value):
            continue
        code = _pair_code(both[0].variation, both[1].variation)
        target, counter = entries[pair.target], entries[pair.counter]
        share = _share_paired(pair, code)
        found.append(Paired(pair, target, counter, code, both[0].period, share))
    return found


def _judged(variation: str) -> int:
    return {"improvement": 1, "concern": -1}.get(variation.split("_")[0], 0)


def _pair_code(target: str, counter: str) -> int:
    import numpy as np

    from almoner.signals.paired import paired

    one, other = (np.array([_judged(said)], dtype=np.int8) for said in (target, counter))
    return int(paired(one, other)[0])


def _share_paired(pair: Pair, code: int) -> Share:
    """Councils whose two measures are judged in the same way."""

    def count() -> dict[int, int]:
        rows = Series.objects.filter(
            indicator__in=[pair.target, pair.counter],
            breakdown="",
            value__isnull=False,
            area__in=_codes(),
        )
        said: dict[str, dict[str, str]] = defaultdict(dict)
        for area, indicator, variation in rows.values_list("area", "indicator", "variation"):
            said[area][indicator] = variation
        counted: dict[int, int] = defaultdict(int)
        for both in said.values():
            if len(both) == 2:
                counted[_pair_code(both[pair.target], both[pair.counter])] += 1
        return dict(counted)

    counted = _kept(f"share-paired-{pair.target}-{pair.counter}", count)
    return Share(counted.get(code, 0), sum(counted.values()))


def broken(area: Area, series: Collection[Series]) -> tuple[list[Broken], int]:
    """Sudden breaks of the headline indicators within the last years, and how many steps were
    looked at."""
    entries = headlines()
    mine = [one for one in series if one.indicator in entries and one.value is not None]
    newest = max((one.ends_on for one in mine if one.ends_on), default=None)
    found, looked = [], 0
    for one in mine:
        if newest is None or one.ends_on is None or newest - one.ends_on > RECENT:
            continue
        steps, count = breaks(History.unpack(one.history))
        looked += count
        for before, period, first, last, times in steps:
            everywhere = _breaks_everywhere(one.indicator)
            share = Share(
                sum(any(step[1] == period for step in each) for each in everywhere.values()),
                len(everywhere),
            )
            entry = entries[one.indicator]
            found.append(Broken(entry, before, period, first, last, times, share))
    return sorted(found, key=lambda one: -one.times), looked


def breaks(held: History) -> tuple[list[tuple[str, str, float, float, float]], int]:
    """The steps of a series that are far beyond its usual one, and how many steps it has."""
    known = [(p, v) for p, v in zip(held.periods, held.values, strict=True) if v is not None]
    steps = [abs(b[1] - a[1]) for a, b in pairwise(known)]
    if len(steps) < LEAST_STEPS or len(known) > MOST_POINTS:
        return [], 0
    found = []
    for place, step in enumerate(steps):
        rest = (sum(steps) - step) / (len(steps) - 1)
        if rest > 0 and step > BREAK * rest:
            (before, first), (period, last) = known[place], known[place + 1]
            found.append((before, period, first, last, step / rest))
    return found, len(steps)


def _breaks_everywhere(code: str) -> Steps:
    def find() -> Steps:
        rows = Series.objects.filter(indicator=code, breakdown="", area__in=_codes())
        found: Steps = {}
        for area, packed in rows.values_list("area", "history"):
            steps, looked = breaks(History.unpack(packed))
            if looked:
                found[area] = steps
        return found

    return _kept(f"breaks-{code}", find)


def _codes() -> list[str]:
    return [one.code for one in places().values() if one.is_current]


Kept = TypeVar("Kept")


def _kept(name: str, make: Callable[[], Kept]) -> Kept:
    """What `make` gives, kept until anything is loaded."""
    loaded_at = latest_loaded_at()
    key = f"{name}-{loaded_at.timestamp() if loaded_at else 0}"
    found: Kept | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found)
    return found
