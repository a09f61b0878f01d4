"""The page that teaches why limits say more than arrows, on a series of the reader's choice."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards import queries, wolf
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import title_of
from almoner.dashboards.presenters.council import SERVICE_WORDS
from almoner.dashboards.presenters.figures_drawn import Subject, process
from almoner.dashboards.presenters.learning import both_rows, tally_words
from almoner.measurements.history import History
from almoner.measurements.queries import council_series, history, latest_loaded_at
from almoner.reference.areas import Area, areas

FIRST = "LAIT-ReReferral"
"""The indicator that the page opens with, where the council has it."""


@require_safe
def arrows_or_limits(request: HttpRequest) -> HttpResponse:
    """The same series with arrows and with limits, side by side."""
    area = _area(request)
    offered = _offered(area)
    codes = [code for code, _title in offered]
    wanted = request.GET.get("indicator", FIRST)
    code = wanted if wanted in codes else next(iter(codes), "")
    context = {
        "area": area,
        "councils": sorted(
            (one for one in queries.places().values() if one.is_current), key=lambda one: one.name
        ),
        "services": _by_service(codes),
        "code": code,
        "section": "about",
    }
    if code:
        context |= _taught(area, published_indicators()[code])
    return render(request, "dashboards/arrows_or_limits.html", context)


def _area(request: HttpRequest) -> Area:
    found = queries.places().get(request.GET.get("council", ""))
    if found is not None:
        return found
    home = areas().find(settings.HOME_COUNCIL) if settings.HOME_COUNCIL else None
    return home or areas().councils(nation="england")[0]


def _offered(area: Area) -> list[tuple[str, str]]:
    """Code and title of the council's headline indicators with enough figures to teach."""
    loaded_at = latest_loaded_at()
    key = f"taught-{area.code}-{loaded_at.timestamp() if loaded_at else 0}"
    found: list[tuple[str, str]] | None = cache.get(key)
    if found is None:
        held = queries.headline_series(area)
        found = [
            (entry.code, title_of(entry))
            for entry, series in held
            if wolf.teaches(History.unpack(series.history))
        ]
        cache.set(key, found)
    return found


def _by_service(codes: list[str]) -> list[tuple[object, list[PublishedIndicator]]]:
    found: dict[str, list[PublishedIndicator]] = {}
    for code in codes:
        entry = published_indicators()[code]
        found.setdefault(entry.service, []).append(entry)
    return [(SERVICE_WORDS[service], entries) for service, entries in found.items()]


def _taught(area: Area, entry: PublishedIndicator) -> dict[str, object]:
    series = council_series(area.code, [entry.code])[0]
    held = history(series)
    points = wolf.read_both_ways(entry, held)
    drawn = process(Subject(area, entry, series, held, [], set()))
    judged = bool(entry.polarity.improvement)
    everywhere = wolf.tally_everywhere(entry)
    picture = [area.slug, entry.code, "process"]
    return {
        "entry": entry,
        "title": title_of(entry),
        "address": indicator_address(area.slug, entry.code),
        "judged": judged,
        "rows": both_rows(entry, points),
        "here": tally_words(wolf.tally(entry, points), judged=judged),
        "everywhere": tally_words(everywhere, judged=judged),
        "chart": {
            "drawn": drawn,
            "spec_id": "process-spec",
            "svg": reverse("indicator_chart", args=[*picture, "svg"]),
            "png": reverse("indicator_chart", args=[*picture, "png"]),
        },
    }
