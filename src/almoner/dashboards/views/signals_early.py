"""The early-warning page of a council, and its charts as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.figures import title_of
from almoner.dashboards.regular import regular
from almoner.dashboards.views.council import place
from almoner.dashboards.watched import BY_CODE, WATCHED
from almoner.measurements.queries import council_series, history, latest_loaded_at
from almoner.reference.areas import Area

if TYPE_CHECKING:
    from almoner.dashboards.watching import Read

KINDS = ("adjusted", "plain")


@require_safe
def early_warning(request: HttpRequest, slug: str) -> HttpResponse:
    """What is coming by service, every series that is watched, and how often this cries wolf."""
    from almoner.dashboards.presenters import early_warning as words
    from almoner.dashboards.watching import WATCH_YEARS, false_alarms, grouped

    area = place(slug)
    found, short = reads(area)
    told = grouped(found)
    chosen = next((one for one in found if one.watched.code == request.GET.get("series")), None)
    context = {
        "area": area,
        "services": words.services(area, found, told, chosen.watched.code if chosen else ""),
        "count": len(told),
        "watched": len(found),
        "false_alarms": false_alarms(found),
        "newest": words.newest(found),
        "years": WATCH_YEARS,
        "short": [title_of(entry) for entry in short],
        "chosen": chosen,
        "chosen_title": title_of(chosen.series.entry) if chosen else "",
        "chosen_charts": words.charts(area, chosen, "chosen") if chosen else [],
        "chosen_rows": words.figure_rows(chosen) if chosen else [],
        "chosen_state": words.state_words(chosen) if chosen else "",
        "section": "councils",
    }
    return render(request, "dashboards/early_warning.html", context)


@require_safe
def chart(request: HttpRequest, slug: str, code: str, kind: str, form: str) -> HttpResponse:
    """One of the two charts of a watched series as SVG or PNG."""
    from almoner.dashboards.presenters.early_warning import draw

    area = place(slug)
    read = next((one for one in reads(area)[0] if one.watched.code == code), None)
    if read is None or kind not in KINDS or form not in CONTENT_TYPES:
        raise Http404
    entry = read.series.entry
    drawn = draw(read, kind)
    source = _("Source: %(source)s. Open Government Licence v3.0.") % {"source": entry.source}
    spec = titled(drawn.spec, title_of(entry), f"{area.name}: {drawn.title}", source)
    response = HttpResponse(picture(spec, form), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'inline; filename="{slug}-{code}-{kind}.{form}"'
    # An SVG opened as a page of its own carries its own inline style, and may do nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def reads(area: Area) -> tuple[list[Read], list[PublishedIndicator]]:
    """Every watched series of a council as read, and the indicators too short to be watched."""
    from almoner.dashboards.watching import read

    loaded_at = latest_loaded_at()
    key = f"watched-{area.code}-{loaded_at.timestamp() if loaded_at else 0}"
    held: tuple[list[Read], list[PublishedIndicator]] | None = cache.get(key)
    if held is None:
        entries = published_indicators()
        series = {one.indicator: one for one in council_series(area.code, BY_CODE)}
        found, short = [], []
        for one in WATCHED:
            if one.code not in series:
                continue
            made = regular(entries[one.code], history(series[one.code]))
            seen = read(made, one) if made else None
            if seen:
                found.append(seen)
            else:
                short.append(entries[one.code])
        held = (found, short)
        cache.set(key, held)
    return held
