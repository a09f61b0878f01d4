"""Early warning over an authority's teams, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from almoner.casework.models import Authority
from almoner.dashboards.live_watching import LiveTold, Watching
from almoner.dashboards.presenters.council import SERVICE_WORDS
from almoner.dashboards.presenters.early_warning import (
    WarningWords,
    draw,
    judged_of,
    warning_words,
)
from almoner.improvement.models import Told
from almoner.improvement.telling import Key


@dataclass(frozen=True)
class LiveWarning:
    """One warning: whom it is of, what it says, and when it was first told ("": not yet)."""

    where: str
    teams: list[tuple[str, str]]
    words: WarningWords
    told: str


@dataclass(frozen=True)
class ServiceWarnings:
    """One service: its warnings, and how many series of how many teams are watched."""

    code: str
    title: str | Promise
    warnings: list[LiveWarning]
    series: int
    units: int


def services(
    authority: Authority, seen: Watching, before: Mapping[Key, Told]
) -> list[ServiceWarnings]:
    """The services that have a watched series, each with what there is to tell."""
    pages = []
    for code, title in SERVICE_WORDS.items():
        reads = [one for one in seen.reads if one.read.series.entry.service == code]
        told = [one for one in seen.told if one.told.lead.series.entry.service == code]
        told.sort(key=lambda one: judged_of(one.told.lead))
        if reads:
            warnings = [_warning(authority, one, before.get(one.key)) for one in told]
            units = len({one.unit.code for one in reads})
            pages.append(ServiceWarnings(code, title, warnings, len(reads), units))
    return pages


def _warning(authority: Authority, one: LiveTold, before: Told | None) -> LiveWarning:
    lead, first = one.told.lead, one.units[0]
    address = reverse("live_indicator", args=[authority.code, first.code, lead.watched.code])
    drawn = draw(lead, "adjusted")
    picture = [authority.code, first.code, lead.watched.code]
    chart: dict[str, object] = {
        "drawn": drawn,
        "spec_id": f"told-{first.code}-{drawn.code}-spec".replace(".", "-"),
        "svg": reverse("live_warning_chart", args=[*picture, "svg"]),
        "png": reverse("live_warning_chart", args=[*picture, "png"]),
    }
    return LiveWarning(
        where=_where(one),
        teams=_teams(authority, one),
        words=warning_words(one.told, address, [chart]),
        told=_("First told on %(day)s") % {"day": date_format(before.told_at, "j F Y")}
        if before
        else "",
    )


def _where(one: LiveTold) -> str:
    if len(one.units) == 1:
        return one.units[0].name
    teams = sum(unit.kind == "team" for unit in one.units)
    return _("%(n)s teams at once: look for one cause above them first") % {"n": teams}


def _teams(authority: Authority, one: LiveTold) -> list[tuple[str, str]]:
    code = one.told.lead.watched.code
    return [
        (unit.name, reverse("live_indicator", args=[authority.code, unit.code, code]))
        for unit in one.units
    ]
