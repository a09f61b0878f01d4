"""The quality of the data behind figures: of one, with its parts, and of a unit's, as a list."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from almoner.casework.models import Authority
from almoner.casework.quality.queries import grade_of, grades_of
from almoner.casework.quality.words import grade_word, parts_shown, weakest
from almoner.casework.queries import Unit, units
from almoner.casework.words import words_of


@require_safe
@never_cache
def one(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """The grade of the data behind one figure, with its parts."""
    authority = get_object_or_404(Authority, code=code)
    here, indicator = _unit(authority, unit), words_of([name]).get(name)
    if indicator is None:
        raise Http404
    graded = grade_of(code, unit, name)
    context = {
        "authority": authority,
        "unit": here,
        "indicator": indicator,
        "graded": graded,
        "section": "live",
    }
    if graded is not None:
        context |= {
            "parts": parts_shown(graded),
            "weakest": weakest(graded),
            "grade": grade_word(graded.grade),
            "tone": graded.tone,
        }
    return render(request, "quality/one.html", context)


@require_safe
@never_cache
def unit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The grades of every indicator of a unit, the lowest first."""
    authority = get_object_or_404(Authority, code=code)
    here, found = _unit(authority, unit), grades_of(code, unit)
    words = words_of(found)
    rows = [
        {
            "code": name,
            "indicator": words[name],
            "grade": grade_word(graded.grade),
            "tone": graded.tone,
            "order": int(graded.grade) or 9,
            "parts": parts_shown(graded),
        }
        for name, graded in found.items()
        if name in words
    ]
    rows.sort(key=lambda row: (row["order"], words[str(row["code"])].title))
    context = {"authority": authority, "unit": here, "rows": rows, "section": "live"}
    return render(request, "quality/unit.html", context)


def _unit(authority: Authority, code: str) -> Unit:
    for found in units(authority):
        if found.code == code:
            return found
    raise Http404
