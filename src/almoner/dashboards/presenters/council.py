"""The council page: facts about the place, what stands out, and tiles by service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Section:
    """The tiles of one service."""

    service: str
    title: Promise
    tiles: list[Tile]


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
    """The page of a council from its headline series, of which the first `shown` get a tile."""
    worries, merits = attention(area, held)
    return CouncilPage(
        sections=sections(area, held[:shown]),
        worries=worries[:MOST_REASONS],
        more_worries=max(len(worries) - MOST_REASONS, 0),
        merits=merits[:MOST_REASONS],
        more_merits=max(len(merits) - MOST_REASONS, 0),
        judged_on=len(held),
    )


def sections(area: Area, held: Sequence[tuple[PublishedIndicator, Series]]) -> list[Section]:
    """Tiles by service, empty services left out."""
    by_service: dict[str, list[Tile]] = {service: [] for service in SERVICES}
    for entry, series in held:
        by_service[entry.service].append(tile(area, entry, series))
    return [
        Section(service, SERVICE_WORDS[service], tiles)
        for service, tiles in by_service.items()
        if tiles
    ]


def region_of(area: Area) -> str:
    """The name of the region, or nothing outside England."""
    return areas().get(area.region).name if area.region else ""


def nation_of(area: Area) -> str:
    """The name of the nation."""
    return areas().nation(area.nation).name if area.nation else ""


def successors_of(area: Area) -> list[Area]:
    """The councils that took over from one that was abolished."""
    return [areas().get(code) for code in area.successors]
