"""The page of one council."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from almoner.dashboards import queries
from almoner.dashboards.choices import beside_neighbours
from almoner.dashboards.presenters.council import (
    council_page,
    nation_of,
    region_of,
    successors_of,
)
from almoner.dashboards.presenters.listing import listing
from almoner.measurements.queries import latest_loaded_at
from almoner.measurements.rebases import last_said_at
from almoner.reference.areas import Area

LISTING_TITLES = {
    "": gettext_lazy("All indicators"),
    "attention": gettext_lazy("What needs attention"),
    "good": gettext_lazy("What is good"),
}


def place(slug: str) -> Area:
    """The area of an address, or "not found"."""
    found = queries.places().get(slug)
    if found is None:
        raise Http404
    return found


@require_safe
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """What needs attention, what is good, and the headline indicators by service."""
    area = place(slug)
    context = {"area": area, "body": _body(area), "section": "councils"}
    return render(request, "dashboards/council.html", context)


@require_safe
def every_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator that the council has, or those that stand out, by service and topic."""
    area = place(slug)
    show = request.GET.get("show", "") if request.GET.get("show") in LISTING_TITLES else ""
    sections = listing(area, queries.all_series(area), show, request.GET.get("service", ""))
    context = {
        "area": area,
        "title": LISTING_TITLES.get(show, LISTING_TITLES[""]),
        "sections": sections,
        "show": show,
        "section": "councils",
    }
    return render(request, "dashboards/council_indicators.html", context)


def _body(area: Area) -> dict[str, SafeString]:
    """The page within the shell, made once for each load of data and language."""
    loaded_at = latest_loaded_at()
    loaded = loaded_at.timestamp() if loaded_at else 0
    key = f"council-{area.code}-{loaded}-{last_said_at(area.code)}-{get_language()}"
    body: dict[str, SafeString] | None = cache.get(key)
    if body is None:
        held = queries.headline_series(area)
        context = {
            "area": area,
            "page": council_page(area, held, queries.MOST_TILES),
            "newest": max((one.ends_on for _entry, one in held if one.ends_on), default=None),
            "nation": nation_of(area),
            "region": region_of(area),
            "successors": successors_of(area),
            "compared": queries.comparators_used(area),
            "compare": beside_neighbours(area, [entry for entry, _series in held]).address(),
        }
        body = {
            "hero": render_to_string("dashboards/council_hero.html", context),
            "rest": render_to_string("dashboards/council_body.html", context),
        }
        cache.set(key, body)
    return body
