"""How often an arrow cries wolf: changes since the last figure beside what the limits say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.queries import places
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.measurements.queries import latest_loaded_at

FEWEST = 8
"""Figures with limits that a series must have to teach anything."""

TOLERANCE = 0.05
"""Share of the last figure within which a change is amber, as many performance reports have it."""

WORSE = "special_cause_concern"


@dataclass(frozen=True)
class Point:
    """One period read both ways: `arrow` is 1 up, -1 down, 0 none; `light` is red, amber, green or
    "" where neither direction is better; `special` is whether the limits mark it."""

    period: str
    value: float
    change: float
    arrow: int
    light: str
    special: bool
    kind: str


@dataclass(frozen=True)
class Tally:
    """Of so many changes: arrows, those for the worse (or of any direction where neither is
    better), alarms by red light, and how many of each the limits do not confirm; `missed` are those
    that the limits mark as worse and no alarm was given for."""

    changes: int = 0
    alarms: int = 0
    false: int = 0
    special: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.changes + other.changes,
            self.alarms + other.alarms,
            self.false + other.false,
            self.special + other.special,
            self.missed + other.missed,
        )


def read_both_ways(entry: PublishedIndicator, held: History) -> list[Point]:
    """Every period that has a figure and one before it."""
    points: list[Point] = []
    before: float | None = None
    for place, value in enumerate(held.values):
        if value is None:
            continue
        if before is not None:
            change = value - before
            arrow = (change > 0) - (change < 0)
            kind = held.point_types[place] if held.point_types else ""
            special = bool(kind) and kind != "common_cause"
            light = _light(change * entry.polarity.improvement, before, entry)
            points.append(Point(held.periods[place], value, change, arrow, light, special, kind))
        before = value
    return points


def _light(better_by: float, before: float, entry: PublishedIndicator) -> str:
    if not entry.polarity.improvement:
        return ""
    if better_by >= 0:
        return "green"
    return "amber" if -better_by <= TOLERANCE * abs(before) else "red"


def tally(entry: PublishedIndicator, points: Sequence[Point]) -> Tally:
    """How many changes were alarms by light, and how many of those the limits do not mark."""
    judged = bool(entry.polarity.improvement)
    alarms = [one for one in points if (one.light == "red" if judged else one.arrow)]
    return Tally(
        changes=len(points),
        alarms=len(alarms),
        false=sum(not one.special for one in alarms),
        special=sum(one.special for one in points),
        missed=sum(one.kind == WORSE and one.light != "red" for one in points) if judged else 0,
    )


def tally_everywhere(entry: PublishedIndicator) -> Tally:
    """The same over every council of today."""
    loaded_at = latest_loaded_at()
    key = f"wolf-missed-{entry.code}-{loaded_at.timestamp() if loaded_at else 0}"
    found: Tally | None = cache.get(key)
    if found is None:
        codes = [one.code for one in places().values() if one.is_current]
        rows = Series.objects.filter(indicator=entry.code, breakdown="", area__in=codes)
        found = Tally()
        for packed in rows.values_list("history", flat=True):
            held = History.unpack(packed)
            if teaches(held):
                found += tally(entry, read_both_ways(entry, held))
        cache.set(key, found)
    return found


def teaches(held: History) -> bool:
    """Whether a series has enough figures with limits."""
    return sum(upper is not None for upper in held.upper) >= FEWEST
