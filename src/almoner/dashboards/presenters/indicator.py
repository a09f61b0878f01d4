"""The indicator page: the latest figure in words, the charts, the tables, and where it is from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import figure
from almoner.dashboards.presenters.reading import Reading
from almoner.dashboards.presenters.rows import outside_lifetime
from almoner.dashboards.presenters.signal import kind_words, signal
from almoner.dashboards.presenters.tile import Tile, period_words, tile
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.measurements.queries import Revision
from almoner.reference.areas import Area
from almoner.reference.breakdown import parse_breakdown

RULES = ("outside_limit", "trend", "two_of_three", "shift")

FEW = 10
"""Figures that a process chart should have: with fewer its limits may still move much."""


def explained(series: Series, held: History, read: Reading | None = None) -> str:
    """The signal in one or two sentences."""
    said = signal(series)
    if read is not None and not said.is_special and held.kinds and held.kinds[-1] in RULES:
        return _settled(held, read)
    count = sum(value is not None for value in held.values)
    if series.value is None or count < 2 or not series.variation:
        return _("There are too few comparable figures for process limits.")
    if said.is_special:
        why = kind_words(held.kinds[-1] if held.kinds else "", said.arrow)
        words = _("This is more than chance would produce: %(why)s.") % {"why": why}
    else:
        words = _(
            "The latest figure is within what this series usually does, so the change since "
            "last time may be chance."
        )
    if count < FEW:
        words += " " + _("With fewer than ten figures the limits are provisional.")
    return words


def _settled(held: History, read: Reading) -> str:
    """A rule marks the latest figure, but season or memory explain it."""
    mean, value = held.mean[-1], held.values[-1]
    arrow = "up" if mean is not None and value is not None and value > mean else "down"
    return _(
        "Plain limits would mark it: %(why)s. But %(reasons)s; then the latest figure is what was "
        "to be expected."
    ) % {
        "why": kind_words(held.kinds[-1], arrow),
        "reasons": _("; ").join(read.fits.reasons),
    }


def lifetime(area: Area, held: History) -> str:
    """Said where a figure stands for a period in which the council did not exist."""
    figures = zip(held.periods, held.values, strict=True)
    if not any(value is not None and outside_lifetime(area, code) for code, value in figures):
        return ""
    if area.end_on:
        return _(
            "This council was abolished on %(day)s. Figures for later periods stand under its "
            "name as the publisher left them."
        ) % {"day": date_format(area.end_on, "j F Y")}
    return _(
        "This council was formed on %(day)s. Figures for earlier periods are the publisher’s own "
        "back series for the area that it covers."
    ) % {"day": date_format(area.start_on, "j F Y")}


@dataclass(frozen=True)
class Choice:
    """A breakdown that the reader may choose."""

    code: str
    words: str
    chosen: bool


def breakdown_choices(codes: list[str], chosen: str) -> list[Choice]:
    """Every breakdown in words; nothing where there is only the total."""
    if len(codes) < 2:
        return []
    return [Choice(code, breakdown_words(code), code == chosen) for code in codes]


def breakdown_words(code: str) -> str:
    """A breakdown as a reader sees it: "age: 0-17; sex: female", or "all"."""
    if not code:
        return _("All")
    parts = parse_breakdown(code).items()
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in parts)


@dataclass(frozen=True)
class RevisedRow:
    """What one edition said of a period."""

    period: str
    edition: str
    figure: str
    changed: bool


def revised_rows(revisions: list[Revision], entry: PublishedIndicator) -> list[RevisedRow]:
    """Periods that changed between editions, each edition's word in order."""
    said: dict[str, set[tuple[float | None, str]]] = {}
    for one in revisions:
        said.setdefault(one.period, set()).add((one.value, one.marker))
    return [
        RevisedRow(
            period=period_words(one.period),
            edition=one.edition,
            figure=str(figure(one.value, one.marker, entry)),
            changed=True,
        )
        for one in revisions
        if len(said[one.period]) > 1
    ]


def chart_address(
    area: Area, entry: PublishedIndicator, chart: str, kind: str, breakdown: str
) -> str:
    """Where a picture of a chart is."""
    address = reverse("indicator_chart", args=[area.slug, entry.code, chart, kind])
    return f"{address}?{urlencode({'breakdown': breakdown})}" if breakdown else address


def latest(area: Area, entry: PublishedIndicator, series: Series) -> Tile:
    """The latest figure with its comparisons, as on the council's page."""
    return tile(area, entry, series)
