"""An indicator in every council, by nation and rank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import Figure, figure
from almoner.dashboards.presenters.council import nation_of
from almoner.dashboards.presenters.signal import Signal, signal
from almoner.dashboards.presenters.tile import period_of, rank_words
from almoner.measurements.models import Series
from almoner.reference.areas import Area, areas


@dataclass(frozen=True)
class CouncilRow:
    """One council's latest figure."""

    name: str
    address: str
    figure: Figure
    period: str
    rank: str
    signal: Signal


def by_nation(
    entry: PublishedIndicator, held: Iterable[Series]
) -> list[tuple[str, list[CouncilRow]]]:
    """Councils by nation, newest period first and then by rank."""
    rows: dict[str, list[tuple[tuple[int, int, str], CouncilRow]]] = {}
    for series in held:
        area = areas().get(series.area)
        newest = -(series.ends_on.toordinal() if series.ends_on else 0)
        key = (newest, series.rank or 10**6, area.name)
        rows.setdefault(nation_of(area), []).append((key, _row(area, entry, series)))
    return [
        (nation, [row for _key, row in sorted(found, key=lambda pair: pair[0])])
        for nation, found in sorted(rows.items())
    ]


def _row(area: Area, entry: PublishedIndicator, series: Series) -> CouncilRow:
    return CouncilRow(
        name=area.name,
        address=indicator_address(area.slug, entry.code),
        figure=figure(series.value, series.marker, entry),
        period=period_of(series),
        rank=rank_words(entry, series),
        signal=signal(series),
    )
