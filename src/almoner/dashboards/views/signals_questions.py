"""The page of questions worth asking of one council's published figures."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from almoner.dashboards import asking
from almoner.dashboards.presenters import questions as words
from almoner.dashboards.views.council import place
from almoner.measurements.queries import council_series, latest_loaded_at
from almoner.measurements.rebases import last_said_at
from almoner.reference.areas import Area


@require_safe
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Four kinds of question, each with its base rate and the innocent reasons."""
    area = place(slug)
    kinds, pairs = _found(area)
    context = {
        "area": area,
        "kinds": kinds,
        "pairs": pairs,
        "count": sum(len(one.questions) for one in kinds),
        "section": "councils",
    }
    return render(request, "dashboards/questions.html", context)


def _found(area: Area) -> tuple[list[words.Kind], list[tuple[str, str, str]]]:
    loaded_at = latest_loaded_at()
    loaded = loaded_at.timestamp() if loaded_at else 0
    key = f"questions-{area.code}-{loaded}-{last_said_at(area.code)}-{get_language()}"
    found: tuple[list[words.Kind], list[tuple[str, str, str]]] | None = cache.get(key)
    if found is None:
        series = council_series(area.code)
        paired = asking.paired_readings(series)
        broken, looked = asking.broken(area, series)
        kinds = [
            words.moved_kind(area, asking.moved(area)),
            words.missing_kind(area, asking.missing(series)),
            words.paired_kind(area, paired),
            words.broken_kind(area, broken, looked),
        ]
        found = (kinds, words.pair_rows(paired))
        cache.set(key, found)
    return found
