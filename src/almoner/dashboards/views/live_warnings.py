"""Early warning over the teams of an authority: a page, and its charts as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from almoner.casework.models import Authority
from almoner.casework.queries import freshness, units
from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.views.signals_forecast import svg_or_png
from almoner.improvement.telling import told_before

if TYPE_CHECKING:
    from almoner.dashboards.live_watching import Watching


@require_safe
@never_cache
def live_warnings(request: HttpRequest, code: str) -> HttpResponse:
    """What is coming by service and team, why, since when, and the next step."""
    from almoner.dashboards.live_watching import FALSE_WARNINGS, whole_months
    from almoner.dashboards.presenters.live_warnings import services
    from almoner.dashboards.presenters.tile import period_words

    authority = get_object_or_404(Authority, code=code)
    seen = watched(authority)
    month = whole_months(seen.reads)
    context = {
        "authority": authority,
        "services": services(authority, seen, told_before(code)),
        "count": len(seen.told),
        "watched": len(seen.reads),
        "false_warnings": FALSE_WARNINGS,
        "month": period_words(month) if month else "",
        "section": "live",
    }
    return render(request, "dashboards/live_warnings.html", context)


@require_safe
def chart(_request: HttpRequest, code: str, unit: str, name: str, kind: str) -> HttpResponse:
    """The chart of a watched series as SVG or PNG."""
    from almoner.dashboards.presenters.early_warning import draw

    authority = get_object_or_404(Authority, code=code)
    found = [
        one
        for one in watched(authority).reads
        if (one.unit.code, one.read.watched.code) == (unit, name)
    ]
    if not found or kind not in CONTENT_TYPES:
        raise Http404
    drawn, place = draw(found[0].read, "adjusted"), found[0].unit.name
    source = _("Source: the records of %(name)s.") % {"name": authority.name}
    spec = titled(drawn.spec, found[0].read.series.entry.title, f"{place}: {drawn.title}", source)
    return svg_or_png(picture(spec, kind), kind, f"{unit}-{name}-warning")


def watched(authority: Authority) -> Watching:
    """Every watched series of the council, its services and its teams, read once a revision."""
    from almoner.dashboards.live_watching import watching

    revision = freshness(authority.code).revision
    key = f"live-watched-{authority.code}-{revision}"
    held: Watching | None = cache.get(key) if revision else None
    if held is None:
        kinds = ("council", "service", "team")
        held = watching(authority.code, [one for one in units(authority) if one.kind in kinds])
        cache.set(key, held, 600)
    return held
