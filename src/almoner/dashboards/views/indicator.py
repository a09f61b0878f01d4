"""The page of one indicator of one council."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards import queries
from almoner.dashboards.chart_choosing import PROCESS, RUN, other, over_time
from almoner.dashboards.choices import beside_neighbours
from almoner.dashboards.figures import in_unit, title_of
from almoner.dashboards.funnels import has_funnel
from almoner.dashboards.pair_queries import published_pairs
from almoner.dashboards.presenters import indicator as words
from almoner.dashboards.presenters.figures_drawn import CHARTS, Subject
from almoner.dashboards.presenters.intervals import intervals
from almoner.dashboards.presenters.levels import levels_of
from almoner.dashboards.presenters.reading import Beside, Reading, reading
from almoner.dashboards.presenters.rows import period_rows, place_rows
from almoner.dashboards.presenters.tile import polarity_words
from almoner.dashboards.views.council import place
from almoner.improvement.target_queries import NO_TARGETS, standing_target
from almoner.measurements.queries import breakdowns, history, one_series, revisions
from almoner.measurements.rebases import standing_rebases


def entry_of(code: str) -> PublishedIndicator:
    """The indicator of an address, or "not found"."""
    entry = published_indicators().get(code)
    if entry is None:
        raise Http404
    return entry


def subject_of(request: HttpRequest, slug: str, code: str) -> Subject:
    """What an address is about: the council, the indicator, and the breakdown that it asks for."""
    area, entry = place(slug), entry_of(code)
    series = one_series(code, area.code, request.GET.get("breakdown", ""))
    if series is None:
        raise Http404
    return Subject(
        area=area,
        entry=entry,
        series=series,
        held=history(series),
        elsewhere=queries.elsewhere(area, series),
        neighbours=queries.neighbours(area, entry.service),
        targets=standing_target(code, area.code) if not series.breakdown else NO_TARGETS,
        rebases=standing_rebases(area.code, code, breakdown=series.breakdown),
    )


@require_safe
def indicator(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The latest figure in words, its charts with their numbers, its definition and source."""
    subject = subject_of(request, slug, code)
    area, entry, series = subject.area, subject.entry, subject.series
    bounds = intervals(subject.elsewhere, entry)
    beside = list(zip(subject.elsewhere, bounds, strict=True))
    read = reading(subject, request.GET.get("target", ""), beside=_beside(request, subject))
    context = {
        "area": area,
        "entry": entry,
        "title": title_of(entry),
        "tile": words.latest(area, entry, series),
        "unit": in_unit(0, entry).unit,
        "polarity": polarity_words(entry),
        "explained": words.explained(series, subject.held, read),
        "lifetime": words.lifetime(area, subject.held),
        "charts": _charts(request, subject, read),
        "reading": read,
        "levels": levels_of(subject),
        "pairs": published_pairs(subject),
        "rebases_page": _rebases_page(subject),
        "targets_page": reverse("targets", args=[area.slug, entry.code]),
        "periods": period_rows(subject.held, entry, area),
        "places": place_rows(area, beside, subject.neighbours, entry),
        "has_intervals": any(bounds),
        "has_parts": any(part is not None for part in subject.held.denominators),
        "neighbours": queries.comparators_used(area, entry.service),
        "choices": words.breakdown_choices(breakdowns(code, area.code), series.breakdown),
        "breakdown": series.breakdown,
        "breakdown_words": words.breakdown_words(series.breakdown),
        "editions": queries.editions_of(subject.held),
        "compare": beside_neighbours(area, [entry]).address(),
        "revisions": words.revised_rows(revisions(series), entry),
        "section": "councils",
    }
    return render(request, "dashboards/indicator.html", context)


def _beside(request: HttpRequest, subject: Subject) -> Beside:
    """Where its forecast and its funnel are."""
    area, entry, chosen = subject.area, subject.entry, subject.series.breakdown
    kept = {"breakdown": chosen, "target": request.GET.get("target", "")}
    asked = urlencode({name: value for name, value in kept.items() if value})
    forecast = reverse("forecast", args=[area.slug, entry.code])
    funnel = f"{reverse('funnel', args=[entry.code])}?highlight={area.slug}"
    return Beside(
        f"{forecast}?{asked}" if asked else forecast,
        funnel if has_funnel(entry) and not chosen else "",
    )


def _rebases_page(subject: Subject) -> str:
    address = reverse("rebases", args=[subject.area.slug, subject.entry.code])
    chosen = subject.series.breakdown
    return f"{address}?{urlencode({'breakdown': chosen})}" if chosen else address


def _charts(
    request: HttpRequest, subject: Subject, read: Reading | None
) -> list[dict[str, object] | None]:
    """The series over time on one of its two charts, and the charts that compare it."""
    drawn = over_time(request.GET.get("chart", ""), read)
    first = _chart(subject, drawn) or _chart(subject, PROCESS)
    if first:
        chosen = subject.series.breakdown
        address = f"?{urlencode({'breakdown': chosen})}" if chosen else ""
        first["other"] = other(drawn, address)
    return [first, *(_chart(subject, name) for name in CHARTS if name not in (RUN, PROCESS))]


def _chart(subject: Subject, name: str) -> dict[str, object] | None:
    drawn = CHARTS[name](subject)
    if drawn is None:
        return None
    area, entry, chosen = subject.area, subject.entry, subject.series.breakdown
    return {
        "drawn": drawn,
        "spec_id": f"{name}-spec",
        "svg": words.chart_address(area, entry, name, "svg", chosen),
        "png": words.chart_address(area, entry, name, "png", chosen),
    }
