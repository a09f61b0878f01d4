"""Search over councils and indicators, and the index of indicators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from almoner.catalogue.published import published_indicators
from almoner.catalogue.published import search as search_indicators
from almoner.dashboards.finding import councils_for
from almoner.dashboards.presenters.catalogue import by_service

MOST_FOUND = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Councils and indicators that have every word."""
    text = request.GET.get("q", "").strip()[:100]
    found = search_indicators(text) if text else []
    context = {
        "query": text,
        "councils": councils_for(text) if text else [],
        "indicators": found[:MOST_FOUND],
        "more": max(len(found) - MOST_FOUND, 0),
    }
    return render(request, "dashboards/search.html", context)


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator by service and topic."""
    services = by_service(published_indicators().values())
    context = {"services": services, "section": "indicators"}
    return render(request, "dashboards/indicators.html", context)
