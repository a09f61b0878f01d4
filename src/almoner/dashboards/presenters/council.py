"""The council page: facts about the place, what stands out, and tiles by service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from almoner.catalogue.published import SERVICES, PublishedIndicator
from almoner.dashboards.presenters.attention import Reason, attention
from almoner.dashboards.presenters.tile import Tile, tile
from almoner.measurements.models import Series
from almoner.reference.areas import Area, areas

SERVICE_WORDS: dict[str, Promise] = {
    "children": _("Children"),
    "adults": _("Adults"),
    "housing": _("Housing"),
    "workforce": _("Workforce"),
    "finance": _("Finance"),
    "inspection": _("Inspection"),
    "corporate": _("Corporate"),
}

MOST_REASONS = 6
"""Longer than this, and the list is no longer read; the rest is a link away."""

OLD = timedelta(days=6 * 366)
"""How much older than the council's newest figure one is that stands apart, as history."""

MOST_OLDER = 3
"""Tiles of older figures in a service."""


@dataclass(frozen=True)
class Section:
    """The tiles of one service: of figures still published, and of `older` ones.

    `left_out` is how many headline indicators have no tile here.
    """

    service: str
    title: Promise
    tiles: list[Tile]
    older: list[Tile]
    left_out: int


@dataclass(frozen=True)
class CouncilPage:
    """What the template prints."""

    sections: list[Section]
    worries: list[Reason]
    more_worries: int
    merits: list[Reason]
    more_merits: int
    judged_on: int


def council_page(
    area: Area, held: Sequence[tuple[PublishedIndicator, Series]], shown: int
) -> CouncilPage:
    """The page of a council from its headline series; `shown` is the most tiles of a service."""
    worries, merits = attention(area, held)
    return CouncilPage(
        sections=sections(area, held, shown),
        worries=worries[:MOST_REASONS],
        more_worries=max(len(worries) - MOST_REASONS, 0),
        merits=merits[:MOST_REASONS],
        more_merits=max(len(merits) - MOST_REASONS, 0),
        judged_on=len(held),
    )


def sections(
    area: Area, held: Sequence[tuple[PublishedIndicator, Series]], shown: int
) -> list[Section]:
    """Tiles by service, empty services left out."""
    by_service: dict[str, list[tuple[PublishedIndicator, Series]]] = {one: [] for one in SERVICES}
    for entry, series in held:
        by_service[entry.service].append((entry, series))
    newest = max((series.ends_on for _entry, series in held if series.ends_on), default=date.min)
    return [
        _section(area, service, pairs, shown, newest)
        for service, pairs in by_service.items()
        if pairs
    ]


def _section(
    area: Area,
    service: str,
    pairs: list[tuple[PublishedIndicator, Series]],
    shown: int,
    newest: date,
) -> Section:
    def is_old(series: Series) -> bool:
        return series.ends_on is not None and newest - series.ends_on > OLD

    # What has no figure gives way to what has one.
    pairs = sorted(pairs, key=lambda pair: pair[1].value is None)
    # Cut before the tiles are made: making one is most of the page's cost.
    of_now = [pair for pair in pairs if not is_old(pair[1])][:shown]
    of_then = [pair for pair in pairs if is_old(pair[1])][:MOST_OLDER]
    recent, older = ([tile(area, *pair) for pair in some] for some in (of_now, of_then))
    left_out = len(pairs) - len(recent) - len(older)
    return Section(service, SERVICE_WORDS[service], recent, older, left_out)


def region_of(area: Area) -> str:
    """The name of the region, or nothing outside England."""
    return areas().get(area.region).name if area.region else ""


def nation_of(area: Area) -> str:
    """The name of the nation."""
    return areas().nation(area.nation).name if area.nation else ""


def successors_of(area: Area) -> list[Area]:
    """The councils that took over from one that was abolished."""
    return [areas().get(code) for code in area.successors]
