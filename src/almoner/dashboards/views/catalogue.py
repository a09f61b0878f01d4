"""The page of one indicator, in every council."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from almoner.dashboards import queries
from almoner.dashboards.figures import title_of
from almoner.dashboards.funnels import has_funnel
from almoner.dashboards.presenters.everywhere import by_nation
from almoner.dashboards.presenters.tile import polarity_words
from almoner.dashboards.views.indicator import entry_of


@require_safe
def everywhere(request: HttpRequest, code: str) -> HttpResponse:
    """The indicator in words, and the latest figure of every council."""
    entry = entry_of(code)
    context = {
        "entry": entry,
        "title": title_of(entry),
        "polarity": polarity_words(entry),
        "nations": by_nation(entry, queries.latest_everywhere(code)),
        "has_funnel": has_funnel(entry),
        "section": "indicators",
    }
    return render(request, "dashboards/everywhere.html", context)
