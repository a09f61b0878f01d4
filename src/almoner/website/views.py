"""Pages about the site itself, and the pages for when something goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe

from almoner.measurements import queries
from almoner.website.sources import sources


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, how figures are judged, and every edition that is loaded."""
    context = {"sources": sources(queries.editions()), "section": "about"}
    return render(request, "website/about.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "website/accessibility.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that needs neither the database nor the request to say that something failed."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)
