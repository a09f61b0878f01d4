"""The next twelve months of a series by month or quarter: a page, and a part of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.figures import title_of
from almoner.dashboards.forecasting import FORECASTER, may_forecast
from almoner.dashboards.presenters.indicator import breakdown_words
from almoner.dashboards.presenters.reading import IMPROVEMENT, read_target
from almoner.dashboards.regular import Regular, regular
from almoner.dashboards.views.council import place
from almoner.dashboards.views.indicator import entry_of
from almoner.measurements.queries import history, one_series


def _series(request: HttpRequest, slug: str, code: str) -> Regular:
    area, entry = place(slug), entry_of(code)
    series = one_series(code, area.code, request.GET.get("breakdown", ""))
    found = regular(entry, history(series)) if series else None
    if found is None or not may_forecast(found):
        raise Http404
    return found


def _address(request: HttpRequest, name: str, *arguments: str) -> str:
    kept = [(key, request.GET[key]) for key in ("breakdown", "target") if request.GET.get(key)]
    path = reverse(name, args=arguments)
    return f"{path}?{urlencode(kept)}" if kept else path


@require_safe
def forecast(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The forecast; or that it is being worked out, with how to look again."""
    from almoner.dashboards.presenters import forecast as presented

    series = _series(request, slug, code)
    area, entry = place(slug), series.entry
    found = FORECASTER.ask(series)
    chosen = request.GET.get("breakdown", "")
    target = read_target(request.GET.get("target", ""))
    context: dict[str, object] = {
        "area": area,
        "entry": entry,
        "title": title_of(entry),
        "breakdown": breakdown_words(chosen) if chosen else "",
        "pending": found is None,
        "failed": bool(found and "error" in found),
        "again": _address(request, "forecast", slug, code),
        "section": "councils",
    }
    if found and "error" not in found:
        improvement = IMPROVEMENT.get(entry.polarity, 0)
        context |= {
            "rows": presented.rows(series, found),
            "words": presented.words(series, found),
            "chance": presented.chance_words(series, found, target, improvement)
            if target is not None and improvement
            else "",
            "svg": _address(request, "forecast_chart", slug, code, "svg"),
            "png": _address(request, "forecast_chart", slug, code, "png"),
        }
    whole = "dashboards/forecast.html"
    part = request.headers.get("HX-Request") == "true"
    response = render(request, "dashboards/forecast_part.html" if part else whole, context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
def chart(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The forecast as SVG or PNG; "not found" until it has been worked out."""
    from almoner.dashboards.presenters.forecast import spec

    series = _series(request, slug, code)
    found = FORECASTER.ask(series)
    if not found or "error" in found or kind not in CONTENT_TYPES:
        raise Http404
    entry = series.entry
    source = _("Source: %(source)s. Open Government Licence v3.0.") % {"source": entry.source}
    below = _("%(name)s: forecast by Almoner") % {"name": place(slug).name}
    drawn = titled(spec(series, found), title_of(entry), below, source)
    response = HttpResponse(picture(drawn, kind), content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="{slug}-{code}-forecast.{kind}"'
    # An SVG opened as a page of its own carries its own inline style, and may do nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
