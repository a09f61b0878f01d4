"""The funnel plot of an indicator, its table, and what can be taken away from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards import funnels, queries
from almoner.dashboards.charts.drawing import CONTENT_TYPES, picture
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.figures import title_of
from almoner.dashboards.presenters.funnel import (
    FunnelPage,
    dispersion_words,
    funnel_drawn,
    funnel_page,
)
from almoner.dashboards.presenters.tile import period_words, polarity_words
from almoner.dashboards.views.indicator import entry_of
from almoner.reference.area import Nation
from almoner.reference.areas import Area, areas

COLUMNS = (
    "indicator", "title", "period", "area", "council", "value", "unit", "numerator",
    "denominator", "lower_95", "upper_95", "beside_all_together", "side_of_limits_in_use",
    "side_of_chance_limits", "source", "licence",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    entry: PublishedIndicator
    here: Area | None
    nation: Nation
    nations: list[Nation]
    periods: list[str]
    page: FunnelPage

    def address(self, name: str = "funnel", *arguments: str) -> str:
        """This view, or a download of it."""
        pairs = {"period": self.page.spread.period}
        if self.here:
            pairs["highlight"] = self.here.slug
        if len(self.nations) > 1:
            pairs["nation"] = self.nation
        path = reverse(name, args=[self.entry.code, *arguments])
        return f"{path}?{urlencode(pairs)}"


def asked(request: HttpRequest, code: str) -> Asked | None:
    """The funnel of an address; None where the indicator has none."""
    entry = entry_of(code)
    parts = funnels.parts_of(entry)
    nations = funnels.nations_of(parts)
    if not nations:
        return None
    here = queries.places().get(request.GET.get("highlight", ""))
    wanted = here.nation if here else request.GET.get("nation")
    nation = next((one for one in nations if one == wanted), nations[0])
    periods = funnels.periods_of(parts, nation)
    period = request.GET.get("period", "")
    spread = funnels.spread(parts, nation, period if period in periods else periods[0])
    neighbours = queries.neighbours(here) if here else set()
    page = funnel_page(entry, spread, here, neighbours)
    return Asked(entry, here, nation, nations, periods, page)


@require_safe
def funnel(request: HttpRequest, code: str) -> HttpResponse:
    """The chart, what its dispersion means, and every council in a table."""
    found = asked(request, code)
    entry = entry_of(code)
    context = {"entry": entry, "title": title_of(entry), "section": "indicators"}
    if found is None:
        others = [(one, title_of(one)) for one in funnels.others_with_funnels(entry)]
        here = queries.places().get(request.GET.get("highlight", ""))
        return render(
            request, "dashboards/funnel_none.html", context | {"others": others, "here": here}
        )
    page = found.page
    context |= {
        "asked": found,
        "page": page,
        "polarity": polarity_words(entry),
        "period": period_words(page.spread.period),
        "periods": [(code, period_words(code)) for code in found.periods],
        "nation": areas().nation(found.nation).name,
        "nations": [(one, areas().nation(one).name) for one in found.nations],
        "offered": sorted((row.area for row in page.rows), key=lambda one: one.name),
        "neighbours": queries.comparators_used(found.here) if found.here else "",
        "explained": dispersion_words(page),
        "chart": {
            "drawn": funnel_drawn(entry, page, _("Every council by size")),
            "spec_id": "funnel-spec",
            "svg": found.address("funnel_chart", "svg"),
            "png": found.address("funnel_chart", "png"),
        },
        "csv": found.address("funnel_csv"),
    }
    return render(request, "dashboards/funnel.html", context)


@require_safe
def chart(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The funnel as SVG or PNG, with its title and source in the picture."""
    found = asked(request, code)
    if found is None or kind not in CONTENT_TYPES:
        raise Http404
    entry = found.entry
    drawn = funnel_drawn(entry, found.page, _("Every council by size"))
    source = _("Source: %(source)s. Open Government Licence v3.0.") % {"source": entry.source}
    below = f"{areas().nation(found.nation).name}, {period_words(found.page.spread.period)}"
    spec = titled(drawn.spec, title_of(entry), below, source)
    # The legend has more lines than other charts have.
    spec["layer"][-1]["encoding"]["y"]["value"] += 60
    response = HttpResponse(picture(spec, kind), content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="{entry.code}-funnel.{kind}"'
    # An SVG opened as a page of its own carries its own inline style, and may do nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


@require_safe
def values(request: HttpRequest, code: str) -> HttpResponse:
    """The table as CSV, one row a council, with the fit after it."""
    found = asked(request, code)
    if found is None:
        raise Http404
    entry, page = found.entry, found.page
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{entry.code}-funnel.csv"'
    response.write("\ufeff")  # spreadsheets read the file as UTF-8 only where it says so
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in page.rows:
        low, high = row.bounds or ("", "")
        writer.writerow(
            [entry.code, entry.title, page.spread.period, row.area.code, row.area.name, row.value,
             entry.unit, row.numerator, row.denominator, low, high, row.judged.verdict,
             row.side, row.plain_side, entry.source, "Open Government Licence v3.0"]
        )  # fmt: skip
    writer.writerow([])
    writer.writerow([_("All together"), page.centre])
    writer.writerow(["phi", page.funnel.dispersion.phi])
    writer.writerow(["tau2", page.funnel.dispersion.tau2])
    return response
