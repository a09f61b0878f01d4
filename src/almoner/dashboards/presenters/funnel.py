"""A funnel in words, in a table and as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.charts.funnel import FunnelLine, FunnelPlace, funnel_chart
from almoner.dashboards.charts.palette import Spec
from almoner.dashboards.figures import in_unit, multiplier, number
from almoner.dashboards.funnels import Counted, Spread
from almoner.dashboards.presenters.figures_drawn import Drawn
from almoner.dashboards.presenters.judging import Judged, judged
from almoner.dashboards.presenters.tile import period_words
from almoner.dashboards.spreads import Held
from almoner.reference.areas import Area, areas

if TYPE_CHECKING:
    from almoner.signals.funnel import Funnel

INNER, OUTER = 0.95, 0.998
GRID = 60
"""Sizes at which the limits are drawn."""


@dataclass(frozen=True)
class FunnelRow:
    """One council in the table."""

    area: Area
    address: str
    value: float
    shown: str
    numerator: float
    denominator: float
    parts: str
    interval: str
    bounds: tuple[float, float] | None
    judged: Judged
    side: int
    position: str
    plain_side: int
    group: str


@dataclass(frozen=True)
class FunnelPage:
    """The funnel of one period: its rows, the fit, and what it says."""

    spread: Spread
    funnel: Funnel
    centre: float
    rows: list[FunnelRow]

    @property
    def outside(self) -> list[FunnelRow]:
        """Councils beyond the 99.8% limits in use."""
        return [row for row in self.rows if row.side]

    @property
    def outside_by_chance(self) -> int:
        """Councils beyond the 99.8% limits of chance alone."""
        return sum(1 for row in self.rows if row.plain_side)


def funnel_page(
    entry: PublishedIndicator, spread: Spread, here: Area | None, neighbours: set[str]
) -> FunnelPage:
    """The funnel of one period, the highest value first; `here` and its neighbours are marked."""
    from almoner.signals.funnel import fit_funnel  # scipy is loaded only where it is used

    places = sorted(spread.places, key=lambda one: -one.value)
    top = np.array([one.numerator for one in places])
    bottom = np.array([one.denominator for one in places])
    funnel = fit_funnel("proportion" if entry.unit == "%" else "rate", top, bottom)
    adjusted = funnel.overdispersed
    centre = funnel.target * (multiplier(entry) or 1)
    sides = funnel.outside(top / bottom, bottom, OUTER, adjusted=adjusted)
    inner = funnel.outside(top / bottom, bottom, INNER, adjusted=adjusted)
    plain = funnel.outside(top / bottom, bottom, OUTER, adjusted=False)
    held = [Held(one.value, one.numerator, one.denominator) for one in places]
    said = judged(held, entry, centre)
    rows = [
        _row(
            entry, one, judgement, (int(side), int(near), int(alone)), _group(one, here, neighbours)
        )
        for one, judgement, side, near, alone in zip(places, said, sides, inner, plain, strict=True)
    ]
    return FunnelPage(spread, funnel, centre, rows)


def _group(one: Counted, here: Area | None, neighbours: set[str]) -> str:
    if here is not None and one.area == here.code:
        return "here"
    return "neighbour" if one.area in neighbours else "other"


def _row(
    entry: PublishedIndicator, one: Counted, said: Judged, sides: tuple[int, int, int], group: str
) -> FunnelRow:
    area = areas().get(one.area)
    bounds = said.bounds
    between = ""
    if bounds:
        low, high = (in_unit(value, entry).text for value in bounds)
        between = _("%(low)s to %(high)s") % {"low": low, "high": high}
    parts = f"{number(one.numerator, 0)} / {number(one.denominator, 0)}"
    return FunnelRow(
        area=area,
        address=indicator_address(area.slug, entry.code),
        value=one.value,
        shown=in_unit(one.value, entry).text,
        numerator=one.numerator,
        denominator=one.denominator,
        parts=parts,
        interval=between,
        bounds=bounds,
        judged=said,
        side=sides[0],
        position=_position(entry, sides[0], sides[1]),
        plain_side=sides[2],
        group=group,
    )


def _position(entry: PublishedIndicator, outer: int, inner: int) -> str:
    if outer:
        words = _("above 99.8% limit") if outer > 0 else _("below 99.8% limit")
    elif inner:
        words = _("above 95% limit") if inner > 0 else _("below 95% limit")
    else:
        return _("within the limits")
    good = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(entry.polarity, 0) * (outer or inner)
    return f"{words} {[_(''), _('(better)'), _('(worse)')][good]}".strip() if good else words


def dispersion_words(page: FunnelPage) -> list[str]:
    """What phi and tau squared say of this spread."""
    found, count = page.funnel.dispersion, len(page.rows)
    if found.phi <= 1:
        return [
            _(
                "The councils differ by no more than chance at their size would have them (phi is "
                "%(phi)s; 1 is chance alone), so the limits of chance are used as they are."
            )
            % {"phi": number(found.phi, 2)}
        ]
    expected = number(count * (1 - OUTER), 1)
    return [
        _(
            "The councils differ %(phi)s times as much as chance at their size would have them "
            "(phi; 1 is chance alone). Something real sets them apart, such as need, practice or "
            "recording. Held against chance alone, %(alone)s of %(count)s would lie outside the "
            "99.8%% limits, where chance would put %(expected)s: those limits alone would mislead."
        )
        % {
            "phi": number(found.phi, 1),
            "alone": page.outside_by_chance,
            "count": count,
            "expected": expected,
        },
        _(
            "The limits in use are widened by the ordinary difference between councils (tau "
            "squared %(tau2)s: a standard deviation of about %(reach)s around the middle). Outside "
            "them are %(outside)s."
        )
        % {
            "tau2": f"{found.tau2:.2g}",
            "reach": _reach(page),
            "outside": len(page.outside),
        },
    ]


def _reach(page: FunnelPage) -> str:
    """One standard deviation between councils, on the scale that is shown."""
    target, tau = page.funnel.target, page.funnel.dispersion.tau2**0.5
    times = page.centre / target if target else 1.0
    if page.funnel.kind == "proportion":
        spread = 2 * tau * (target * (1 - target)) ** 0.5
        return _("%(points)s percentage points") % {"points": number(spread * times, 1)}
    return f"{number(2 * tau * 100, 0)}%"


def funnel_drawn(entry: PublishedIndicator, page: FunnelPage, title: str) -> Drawn:
    """The chart with its words."""
    here = next((row for row in page.rows if row.group == "here"), None)
    words = _("%(count)s councils by size, %(period)s. %(outside)s outside the 99.8%% limits.") % {
        "count": len(page.rows),
        "period": period_words(page.spread.period),
        "outside": len(page.outside),
    }
    if here:
        words += " " + _("%(name)s: %(figure)s, %(position)s.") % {
            "name": here.area.name,
            "figure": here.shown,
            "position": here.position,
        }
    return Drawn("funnel", title, words, _spec(entry, page, here))


def _spec(entry: PublishedIndicator, page: FunnelPage, here: FunnelRow | None) -> Spec:
    places = [
        FunnelPlace(row.area.name, row.denominator, row.value, row.shown, row.group, row.position)
        for row in page.rows
    ]
    groups = {
        "here": here.area.name if here else _("Here"),
        "neighbour": _("Neighbours"),
        "other": _("Other councils"),
    }
    middle = _("All together %(value)s") % {"value": in_unit(page.centre, entry).text}
    return funnel_chart(
        places,
        _lines(entry, page),
        (middle, page.centre),
        groups,
        size=_("Denominator"),
        value=entry.unit,
    )


def _lines(entry: PublishedIndicator, page: FunnelPage) -> list[FunnelLine]:
    sizes = [row.denominator for row in page.rows]
    grid = np.geomspace(min(sizes) * 0.9, max(sizes) * 1.03, GRID)
    times = multiplier(entry) or 1
    top = max(row.value for row in page.rows)
    reach = (0.0, max(top * 1.1, page.centre * 1.5))
    lines = []
    kinds: Sequence[bool] = (True, False) if page.funnel.overdispersed else (False,)
    for adjusted in kinds:
        low, high = (side * times for side in page.funnel.limits(grid, OUTER, adjusted=adjusted))
        name = _("99.8% limits, widened") if adjusted else _("99.8% limits of chance alone")
        points = [
            (float(n), float(np.clip(a, *reach)), float(np.clip(b, *reach)))
            for n, a, b in zip(grid, low, high, strict=True)
        ]
        lines.append(FunnelLine(name, points, dashed=not adjusted))
    return lines
