"""The page that compares any indicators of any councils, and what can be taken away from it."""

from __future__ import annotations

import csv

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from almoner.catalogue.published import search as search_indicators
from almoner.dashboards import choices
from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.finding import councils_for
from almoner.dashboards.presenters import choosing
from almoner.dashboards.presenters.comparison import Row, comparison, reference_words
from almoner.dashboards.presenters.comparison_table import COLUMNS, sources_of, table_rows, tally
from almoner.dashboards.presenters.spine_drawn import for_download, spine_drawn
from almoner.dashboards.selection import Selection, read_selection
from almoner.dashboards.spreads import spreads
from almoner.reference.areas import Area, areas

MOST_OFFERED = 20


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Councils between the worst and the best, and what the intervals say; or what to choose."""
    asked = read_selection(request.GET)
    selection = asked.selection
    typed, wanted = (request.GET.get(name, "").strip()[:100] for name in ("place", "find"))
    named = councils_for(typed) if typed else []
    if len(named) == 1:
        return redirect(selection.adding(councils=named).address())
    rows = rows_of(selection)
    context = {
        "asked": asked,
        "selection": selection,
        "rows": rows,
        "missing": _missing(selection, rows),
        "reference": reference_words(selection),
        "tally": tally(rows),
        "sources": sources_of(rows),
        "chart": _chart(selection, rows),
        "csv": selection.address("compare_csv"),
        "typed": typed,
        "wanted": wanted,
        "example": None if request.GET else _example(),
        "section": "compare",
        **_choices(selection, typed, wanted),
    }
    return render(request, "dashboards/compare.html", context)


@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """The comparison as CSV, one row an indicator and council, with method and sources after."""
    selection = read_selection(request.GET).selection
    rows = rows_of(selection)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="comparison.csv"'
    response.write("\ufeff")  # spreadsheets read the file as UTF-8 only where it says so
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(table_rows(selection, rows))
    writer.writerow([])
    writer.writerow([_("Compared with"), reference_words(selection)])
    for source in sources_of(rows):
        writer.writerow([_("Source"), source])
    writer.writerow([_("Licence"), "Open Government Licence v3.0"])
    return response


@require_safe
def chart(request: HttpRequest, kind: str) -> HttpResponse:
    """The spine chart as SVG or PNG, with its title and sources in the picture."""
    if kind not in CONTENT_TYPES:
        raise Http404
    selection = read_selection(request.GET).selection
    rows = rows_of(selection)
    drawn = spine_drawn(selection, rows)
    if drawn is None:
        raise Http404
    content = picture(for_download(selection, drawn, sources_of(rows)), kind)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="comparison.{kind}"'
    # An SVG opened as a page of its own carries its own inline style, and may do nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def _example() -> tuple[str, str] | None:
    """The home council's name, and the address that compares it with its neighbours."""
    home = areas().find(settings.HOME_COUNCIL) if settings.HOME_COUNCIL else None
    if home is None:
        return None
    entries = next(iter(choices.headlines_had(home).values()), [])
    return home.name, choices.beside_neighbours(home, entries).address()


def rows_of(selection: Selection) -> list[Row]:
    """The rows of a complete selection; none before."""
    if not selection.is_complete:
        return []
    return comparison(selection, spreads(selection.indicators, selection.councils))


def _missing(selection: Selection, rows: list[Row]) -> list[str]:
    shown = {row.entry.code for row in rows}
    if not selection.is_complete:
        return []
    return [entry.title for entry in selection.indicators if entry.code not in shown]


def _chart(selection: Selection, rows: list[Row]) -> dict[str, object] | None:
    drawn = spine_drawn(selection, rows)
    if drawn is None:
        return None
    return {
        "drawn": drawn,
        "spec_id": "spine-spec",
        "svg": selection.address("compare_chart", "svg"),
        "png": selection.address("compare_chart", "png"),
    }


def _choices(selection: Selection, typed: str, wanted: str) -> dict[str, object]:
    first = selection.first
    found = search_indicators(wanted) if wanted else []
    offered = choosing.offered_indicators(selection, found)
    return {
        "councils": choosing.chosen_councils(selection),
        "indicators": choosing.chosen_indicators(selection),
        "hidden": choosing.hidden(selection),
        "hidden_but_against": choosing.hidden(selection, without="against"),
        "references": choosing.reference_choices(selection),
        "offered_councils": choosing.offered_councils(selection, councils_for(typed))
        if typed
        else [],
        "offered_indicators": offered[:MOST_OFFERED],
        "more_offered": max(len(offered) - MOST_OFFERED, 0),
        "neighbours": choosing.offered_neighbours(selection, _neighbours(selection, first))
        if first
        else None,
        "headlines": choosing.offered_services(
            selection, choices.headlines_had(first), choices.MOST_AT_ONCE
        )
        if first
        else [],
        "counted": choosing.offered_services(
            selection, choices.counted_had(first), choices.MOST_AT_ONCE
        )
        if first
        else [],
    }


def _neighbours(selection: Selection, first: Area) -> list[Area]:
    """The first council's comparators for the service of the first indicator."""
    services = [entry.service for entry in selection.indicators] or ["children"]
    return choices.neighbours_in_order(first, services[0])
