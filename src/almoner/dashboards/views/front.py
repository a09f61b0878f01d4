"""The front page: choose a council by name, by place or by postcode."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from almoner.dashboards.finding import councils_for
from almoner.dashboards.forms import PlaceForm
from almoner.dashboards.presenters.council import nation_of
from almoner.reference.areas import areas


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, one field to choose a place, and every council by nation."""
    return _front(request, PlaceForm())


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """To the council that was typed; a choice where several fit; the form again where none does."""
    form = PlaceForm(request.GET)
    if not form.is_valid():
        return _front(request, form, status=400 if request.GET else 200)
    typed = form.cleaned_data["place"]
    found = councils_for(typed)
    if len(found) == 1:
        return redirect("council", slug=found[0].slug)
    if not found:
        form.add_error("place", _("No council in the United Kingdom is known by that name"))
        return _front(request, form, status=404)
    return render(
        request,
        "dashboards/choose.html",
        {"found": found, "typed": typed, "section": "councils"},
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Councils for what has been typed so far, as a fragment below the field."""
    typed = request.GET.get("place", "").strip()[:100]
    found = councils_for(typed)[:6] if len(typed) > 1 else []
    return render(request, "dashboards/suggestions.html", {"found": found, "typed": typed})


def _front(request: HttpRequest, form: PlaceForm, status: int = 200) -> HttpResponse:
    listed = sorted(areas().councils(), key=lambda one: (nation_of(one), one.name))
    by_nation = [(name, list(group)) for name, group in groupby(listed, key=nation_of)]
    context = {
        "form": form,
        "by_nation": by_nation,
        "home": areas().find(settings.HOME_COUNCIL) if settings.HOME_COUNCIL else None,
        "section": "councils",
    }
    return render(request, "dashboards/front.html", context, status=status)
