"""Every indicator of a council as rows by service and topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from almoner.catalogue.published import SERVICES, PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import Figure, figure, is_count, title_of
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
    """One service: how many indicators it has, and their rows where it is shown."""

    service: str
    title: Promise
    count: int
    rows: list[Row]


def listing(
    area: Area,
    held: Iterable[tuple[PublishedIndicator, Series]],
    show: str = "",
    service: str = "",
) -> list[ListedService]:
    """Every service with its rows: attention or good as `show` says, or all.

    There are a thousand indicators, so all are shown for one service only: `service`, else the
    first; what stands out is shown for every service.
    """
    pairs = _chosen(area, list(held), show)
    by_service = {one: [pair for pair in pairs if pair[0].service == one] for one in SERVICES}
    present = [one for one in SERVICES if by_service[one]]
    wanted = present if show else [service if service in present else (*present, "")[0]]
    return [
        ListedService(
            one,
            SERVICE_WORDS[one],
            len(by_service[one]),
            _rows(area, by_service[one]) if one in wanted else [],
        )
        for one in present
    ]


def _chosen(
    area: Area, pairs: list[tuple[PublishedIndicator, Series]], show: str
) -> list[tuple[PublishedIndicator, Series]]:
    if show not in {"attention", "good"}:
        return pairs
    worries, merits = attention(area, pairs)
    wanted = {one.code for one in (worries if show == "attention" else merits)}
    return [pair for pair in pairs if pair[0].code in wanted]


def _rows(area: Area, pairs: list[tuple[PublishedIndicator, Series]]) -> list[Row]:
    rows = [_row(area, entry, series) for entry, series in pairs]
    return sorted(rows, key=lambda row: (row.topic, row.title))


def _row(area: Area, entry: PublishedIndicator, series: Series) -> Row:
    return Row(
        code=entry.code,
        title=title_of(entry),
        topic=entry.topic,
        address=indicator_address(area.slug, entry.code),
        figure=figure(series.value, series.marker, entry),
        period=period_of(series),
        signal=signal(series),
        rank=rank_words(entry, series),
        quartile=quartile_words(series.quartile),
        neighbours="" if is_count(entry) else compared(series.neighbours_mean, entry),
    )
