"""What can be taken away from an indicator's page: its numbers, and its charts as pictures."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.presenters.figures_drawn import CHARTS, Subject, for_download
from almoner.dashboards.presenters.tile import period_words
from almoner.dashboards.views.indicator import subject_of

COLUMNS = (
    "indicator", "title", "area", "council", "breakdown", "period", "period_in_words", "value",
    "unit", "numerator", "denominator", "status", "marker", "mean", "lower_process_limit",
    "upper_process_limit", "judgement", "rank", "ranked", "neighbours_mean", "nation", "source",
    "licence",
)  # fmt: skip


@require_safe
def values(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Every period of the series as CSV, each row with its source and licence."""
    subject = subject_of(request, slug, code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{code}.csv"'
    response.write("\ufeff")  # spreadsheets read the file as UTF-8 only where it says so
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(subject))
    return response


@require_safe
def chart(request: HttpRequest, slug: str, code: str, chart: str, kind: str) -> HttpResponse:
    """A chart as SVG or PNG, with its title and source in the picture."""
    if chart not in CHARTS or kind not in CONTENT_TYPES:
        raise Http404
    subject = subject_of(request, slug, code)
    drawn = CHARTS[chart](subject)
    if drawn is None:
        raise Http404
    content = picture(for_download(subject, drawn), kind)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="{slug}-{code}-{chart}.{kind}"'
    # An SVG opened as a page of its own carries its own inline style, and may do nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def _rows(subject: Subject) -> list[list[object]]:
    held, entry, area = subject.held, subject.entry, subject.area

    def column(values: list[Any]) -> list[Any]:
        return values or [None] * len(held.periods)

    columns = zip(
        held.periods, map(period_words, held.periods), held.values, [entry.unit] * len(held.values),
        column(held.numerators), column(held.denominators), column(held.statuses),
        column(held.markers), column(held.mean), column(held.lower), column(held.upper),
        column(held.point_types), column(held.ranks), column(held.ranked),
        column(held.neighbours), column(held.nations), strict=True,
    )  # fmt: skip
    before = [entry.code, entry.title, area.code, area.name, subject.series.breakdown]
    after = [entry.source, "Open Government Licence v3.0"]
    return [[*before, *row, *after] for row in columns]
