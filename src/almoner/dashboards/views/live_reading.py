"""How a live series reads: its process chart, the chart that fits, targets, other teams, ahead."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from almoner.dashboards.chart_choosing import PROCESS, RUN, other, over_time
from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.live_places import live_subject
from almoner.dashboards.live_series import LiveSubject
from almoner.dashboards.pair_queries import live_pairs
from almoner.dashboards.presenters.figures_drawn import process, run
from almoner.dashboards.presenters.levels import levels_of
from almoner.dashboards.presenters.reading import Beside, reading
from almoner.dashboards.views.signals_forecast import svg_or_png

TWO = {PROCESS: process, RUN: run}
"""The charts of one series over time, by the name in their address."""


@require_safe
@never_cache
def live_reading(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """A page of its own, or the part that the live page of the indicator takes in."""
    subject = live_subject(code, unit, name)
    typed = request.GET.get("target", "")
    asked = f"?{urlencode({'target': typed})}" if typed else ""
    address = reverse("live_reading", args=[code, unit, name])
    read = reading(subject, typed, beside=Beside(_forecast(subject) + asked))
    chosen = over_time(request.GET.get("chart", ""), read)
    drawn = TWO[chosen](subject) or process(subject)
    context = {
        "authority": subject.authority,
        "unit": subject.unit,
        "indicator": subject.entry,
        "entry": subject.entry,
        "chart": drawn
        and {
            "drawn": drawn,
            "spec_id": f"{drawn.code}-spec",
            "svg": f"{address}{drawn.code}.svg",
            "png": f"{address}{drawn.code}.png",
            "other": other(chosen, address),
        },
        "reading": read,
        "levels": levels_of(subject),
        "pairs": live_pairs(subject),
        "rebases_page": reverse("live_rebases", args=[code, unit, name]),
        "targets_page": reverse("live_targets", args=[code, unit, name]),
        "section": "live",
    }
    part = request.headers.get("HX-Request") == "true"
    whole = "dashboards/live_reading.html"
    response = render(request, "dashboards/live_reading_part.html" if part else whole, context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
def live_process(
    _request: HttpRequest, code: str, unit: str, name: str, chart: str, kind: str
) -> HttpResponse:
    """The process or run chart as SVG or PNG, with its title and source in the picture."""
    subject = live_subject(code, unit, name)
    drawn = TWO[chart](subject) if chart in TWO else None
    if drawn is None or kind not in CONTENT_TYPES:
        raise Http404
    source = _("Source: the records of %(name)s.") % {"name": subject.authority.name}
    spec = titled(drawn.spec, subject.entry.title, f"{subject.name}: {drawn.title}", source)
    return svg_or_png(picture(spec, kind), kind, f"{unit}-{name}-{chart}")


def _forecast(subject: LiveSubject) -> str:
    place = [subject.authority.code, subject.unit.code, subject.entry.code]
    return reverse("live_forecast", args=place)
