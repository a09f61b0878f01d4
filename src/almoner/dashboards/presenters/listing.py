"""Every indicator of a council as rows by service and topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from almoner.catalogue.published import SERVICES, PublishedIndicator
from almoner.dashboards.figures import Figure, figure, title_of
from almoner.dashboards.presenters.attention import attention
from almoner.dashboards.presenters.council import SERVICE_WORDS
from almoner.dashboards.presenters.signal import Signal, signal
from almoner.dashboards.presenters.tile import compared, period_of, quartile_words, rank_words
from almoner.measurements.models import Series
from almoner.reference.areas import Area


@dataclass(frozen=True)
class Row:
    """One indicator."""

    code: str
    title: str
    topic: str
    address: str
    figure: Figure
    period: str
    signal: Signal
    rank: str
    quartile: str
    neighbours: str


@dataclass(frozen=True)
class ListedService:
    """The rows of one service."""

    service: str
    title: Promise
    rows: list[Row]


def listing(
    area: Area, held: Iterable[tuple[PublishedIndicator, Series]], show: str = ""
) -> list[ListedService]:
    """Rows by service; `show` is attention, good, or anything else for all."""
    pairs = list(held)
    if show in {"attention", "good"}:
        worries, merits = attention(area, pairs)
        wanted = {one.code for one in (worries if show == "attention" else merits)}
        pairs = [pair for pair in pairs if pair[0].code in wanted]
    found = []
    for service in SERVICES:
        rows = [_row(area, entry, series) for entry, series in pairs if entry.service == service]
        rows.sort(key=lambda row: (row.topic, row.title))
        if rows:
            found.append(ListedService(service, SERVICE_WORDS[service], rows))
    return found


def _row(area: Area, entry: PublishedIndicator, series: Series) -> Row:
    return Row(
        code=entry.code,
        title=title_of(entry),
        topic=entry.topic,
        address=reverse("indicator", args=[area.slug, entry.code]),
        figure=figure(series.value, series.marker, entry),
        period=period_of(series),
        signal=signal(series),
        rank=rank_words(entry, series),
        quartile=quartile_words(series.quartile),
        neighbours=compared(series.neighbours_mean, entry),
    )
