"""Tables of the indicator page: every period, and every council beside this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import figure, in_unit, number, ordinal_of, possible, within
from almoner.dashboards.presenters.signal import POINT_WORDS
from almoner.dashboards.presenters.tile import compared, period_words
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.reference.areas import Area, areas
from almoner.reference.periods import Period
from almoner.reference.status import Status


@dataclass(frozen=True)
class PeriodRow:
    """One period of the series, as text."""

    period: str
    value: str
    status: str
    parts: str
    judgement: str
    limits: str
    rank: str
    neighbours: str
    nation: str


def period_rows(held: History, entry: PublishedIndicator, area: Area) -> list[PeriodRow]:
    """Every period, the latest first; it is said where the council did not exist in one."""
    bounds = possible(entry, held.values)
    rows = [_period_row(held, place, entry, area, bounds) for place in range(len(held.periods))]
    return rows[::-1]


def outside_lifetime(area: Area, period: str) -> str:
    """Where a period ends before an area was formed, or starts after its end: words for it."""
    when = Period.from_code(period)
    if area.start_on and when.end < area.start_on:
        return _("Before this council was formed")
    if area.end_on and when.start > area.end_on:
        return _("After this council was abolished")
    return ""


def _period_row(
    held: History,
    place: int,
    entry: PublishedIndicator,
    area: Area,
    bounds: tuple[float, float],
) -> PeriodRow:
    def at(values: list[Any], default: Any = None) -> Any:
        return values[place] if place < len(values) else default

    lower, upper = within(at(held.lower), bounds), within(at(held.upper), bounds)
    limited = lower is not None and upper is not None
    rank, ranked = at(held.ranks), at(held.ranked)
    kind = str(at(held.point_types, "") or "")
    return PeriodRow(
        period=period_words(held.periods[place]),
        value=figure(held.values[place], held.markers[place] or "", entry).text,
        status=". ".join(
            filter(
                None,
                (
                    _status(str(at(held.statuses, "") or "")),
                    outside_lifetime(area, held.periods[place]),
                ),
            )
        ),
        parts=_parts(at(held.numerators), at(held.denominators)),
        judgement=str(POINT_WORDS.get(kind, "")),
        limits=f"{compared(lower, entry)} – {compared(upper, entry)}" if limited else "",
        rank=ordinal_of(rank, ranked) if rank and ranked else "",
        neighbours=compared(at(held.neighbours), entry),
        nation=_plain(at(held.nations), entry),
    )


def _plain(value: float | None, entry: PublishedIndicator) -> str:
    return "" if value is None else in_unit(value, entry).text


def _status(status: str) -> str:
    return "" if status in {"", Status.FINAL} else Status(status).words


def _parts(numerator: object, denominator: object) -> str:
    if not isinstance(numerator, (int, float)) or not isinstance(denominator, (int, float)):
        return ""
    shown = [
        number(part, 0 if float(part).is_integer() else 1) for part in (numerator, denominator)
    ]
    return " / ".join(shown)


@dataclass(frozen=True)
class PlaceRow:
    """One council (or the nation) for the same period, as text."""

    name: str
    address: str
    figure: str
    rank: str
    interval: str
    is_here: bool
    is_neighbour: bool
    is_nation: bool


def place_rows(
    here: Area,
    series: Iterable[tuple[Series, tuple[float, float] | None]],
    neighbours: set[str],
    entry: PublishedIndicator,
) -> list[PlaceRow]:
    """Places in order of rank, those without a figure last by name, nations on top."""
    rows = [_place_row(here, one, interval, neighbours, entry) for one, interval in series]
    return [row for _key, row in sorted(rows, key=lambda pair: pair[0])]


def _place_row(
    here: Area,
    series: Series,
    interval: tuple[float, float] | None,
    neighbours: set[str],
    entry: PublishedIndicator,
) -> tuple[tuple[bool, int, str], PlaceRow]:
    area = areas().get(series.area)
    is_nation = area.nation is not None and area.code == areas().nation(area.nation).code
    row = PlaceRow(
        name=area.name,
        address="" if is_nation else indicator_address(area.slug, entry.code),
        figure=figure(series.value, series.marker, entry).text,
        rank=ordinal_of(series.rank, series.ranked) if series.rank and series.ranked else "",
        interval=" – ".join(compared(end, entry) for end in interval) if interval else "",
        is_here=area.code == here.code,
        is_neighbour=area.code in neighbours,
        is_nation=is_nation,
    )
    return (not is_nation, series.rank or 10**6, area.name), row
