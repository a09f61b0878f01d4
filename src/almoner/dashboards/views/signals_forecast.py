"""The next twelve months of a series by month or quarter: a page, and a part of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from almoner.casework.models import Authority
from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.figures import title_of
from almoner.dashboards.forecasting import FORECASTER, may_forecast
from almoner.dashboards.live_places import crumbs_of, live_subject
from almoner.dashboards.presenters.indicator import breakdown_words
from almoner.dashboards.presenters.reading import read_target
from almoner.dashboards.regular import Regular, regular
from almoner.dashboards.views.council import place
from almoner.dashboards.views.indicator import entry_of
from almoner.improvement.target_queries import NO_TARGETS, Standing, ends, standing_target
from almoner.measurements.queries import history, one_series


@dataclass(frozen=True)
class Forecast:
    """A series to be forecast: whose it is, and where its pages are."""

    series: Regular
    name: str
    address: str
    crumbs: list[tuple[str, str]]
    source: str
    section: str
    targets: Standing = NO_TARGETS
    breakdown: str = ""
    authority: Authority | None = None

    def page(self, request: HttpRequest, kind: str = "") -> str:
        """The address of the page, or of its chart as `kind`, with what was asked for kept."""
        asked = [(key, request.GET[key]) for key in ("breakdown", "target") if request.GET.get(key)]
        path = f"{self.address}chart.{kind}" if kind else self.address
        return f"{path}?{urlencode(asked)}" if asked else path

    def target(self, typed: str) -> tuple[float, int] | None:
        """The target to be met, and which way is good: as typed, else the one that stands."""
        improvement = self.series.entry.polarity.improvement
        given = read_target(typed)
        if given is not None and improvement:
            return given, improvement
        standing = self.targets.at(self.series.periods[-1])
        if standing is None or standing.side == "range":
            return None
        goal = ends(standing)
        return (goal.low, 1) if standing.side == "floor" else (goal.high, -1)


def _published(request: HttpRequest, slug: str, code: str) -> Forecast:
    area, entry, chosen = place(slug), entry_of(code), request.GET.get("breakdown", "")
    series = one_series(code, area.code, chosen)
    return Forecast(
        series=_series(regular(entry, history(series)) if series else None),
        name=area.name,
        address=reverse("forecast", args=[slug, code]),
        crumbs=[
            (area.name, reverse("council", args=[slug])),
            (title_of(entry), reverse("indicator", args=[slug, code])),
        ],
        source=_("Source: %(source)s. Open Government Licence v3.0.") % {"source": entry.source},
        section="councils",
        targets=NO_TARGETS if chosen else standing_target(code, area.code),
        breakdown=breakdown_words(chosen) if chosen else "",
    )


def _live(code: str, unit: str, name: str) -> Forecast:
    subject = live_subject(code, unit, name)
    return Forecast(
        series=_series(regular(subject.entry, subject.held)),
        name=subject.name,
        address=reverse("live_forecast", args=[code, unit, name]),
        crumbs=crumbs_of(subject),
        source=_("Source: the records of %(name)s.") % {"name": subject.authority.name},
        section="live",
        targets=subject.targets,
        authority=subject.authority,
    )


def _series(found: Regular | None) -> Regular:
    if found is None or not may_forecast(found):
        raise Http404
    return found


@require_safe
def forecast(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The forecast of a published series; or that it is being worked out."""
    return _page(request, _published(request, slug, code))


@require_safe
def live_forecast(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """The forecast of a live series; or that it is being worked out."""
    return _page(request, _live(code, unit, name))


@require_safe
def chart(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The forecast of a published series as SVG or PNG."""
    return _picture(_published(request, slug, code), kind)


@require_safe
def live_chart(_request: HttpRequest, code: str, unit: str, name: str, kind: str) -> HttpResponse:
    """The forecast of a live series as SVG or PNG."""
    return _picture(_live(code, unit, name), kind)


def _page(request: HttpRequest, shown: Forecast) -> HttpResponse:
    """The forecast; or that it is being worked out, with how to look again."""
    from almoner.dashboards.presenters import forecast as presented

    series = shown.series
    found = FORECASTER.ask(series)
    target = shown.target(request.GET.get("target", ""))
    context: dict[str, object] = {
        "shown": shown,
        "title": title_of(series.entry),
        "pending": found is None,
        "failed": bool(found and "error" in found),
        "again": shown.page(request),
        "section": shown.section,
    }
    if found and "error" not in found:
        context |= {
            "rows": presented.rows(series, found),
            "words": presented.words(series, found),
            "chance": presented.chance_words(series, found, *target) if target else "",
            "svg": shown.page(request, "svg"),
            "png": shown.page(request, "png"),
        }
    part = request.headers.get("HX-Request") == "true"
    whole = "dashboards/forecast.html"
    response = render(request, "dashboards/forecast_part.html" if part else whole, context)
    response["Vary"] = "HX-Request"
    return response


def _picture(shown: Forecast, kind: str) -> HttpResponse:
    """The chart; "not found" until the forecast has been worked out."""
    from almoner.dashboards.presenters.forecast import spec

    found = FORECASTER.ask(shown.series)
    if not found or "error" in found or kind not in CONTENT_TYPES:
        raise Http404
    entry = shown.series.entry
    below = _("%(name)s: forecast by Almoner") % {"name": shown.name}
    drawn = titled(spec(shown.series, found), title_of(entry), below, shown.source)
    return svg_or_png(picture(drawn, kind), kind, f"{entry.code}-forecast")


def svg_or_png(content: bytes, kind: str, name: str) -> HttpResponse:
    """A picture as an answer."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="{name}.{kind}"'
    # An SVG opened as a page of its own carries its own inline style, and may do nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
