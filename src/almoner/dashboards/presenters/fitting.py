"""Which chart fits a series, why, and what it says of the latest figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import is_count, multiplier
from almoner.dashboards.funnels import Point
from almoner.dashboards.presenters.intervals import NoInterval, why_none
from almoner.dashboards.presenters.shown import Shown, opened
from almoner.dashboards.presenters.targets import has_limits
from almoner.dashboards.regular import Regular
from almoner.measurements.history import History

if TYPE_CHECKING:
    from almoner.signals.process_reading import ProcessReading

COUNTED = (None, NoInterval.FEW)
"""A figure of few cases is still a count out of a count: a chart of proportions allows for it."""


@dataclass(frozen=True)
class Fitting:
    """The chart that fits: its name and why, and what it says where it is not the one drawn."""

    name: str
    reasons: list[str]
    said: str = ""
    is_run: bool = False


def chart_names() -> dict[str, str]:
    """The kinds of chart in words."""
    return {
        "run": _("a run chart, about the median"),
        "xmr": _("an individuals chart (XmR)"),
        "p": _("a chart of proportions (P)"),
        "u": _("a chart of rates (U)"),
        "c": _("a chart of counts (C)"),
        "pp": _("a chart of proportions with wider limits (P′)"),
        "up": _("a chart of rates with wider limits (U′)"),
    }


def opens_of(subject: Shown) -> np.ndarray:
    """Which points open new limits."""
    periods = opened(subject.rebases)
    return np.array([code in periods for code in subject.held.periods], dtype=np.bool_)


def fitting(
    entry: PublishedIndicator,
    held: History,
    values: np.ndarray,
    by_calendar: Regular | None,
    opens: np.ndarray,
) -> Fitting:
    """The chart that fits a series."""
    from almoner.signals.chart_choice import choose

    if not has_limits(held):
        reason = _("its periods overlap or its figures do not vary, so that no limits can be set")
        return Fitting(_("a plain line"), [reason])
    kind, top, bottom = _kind(entry, held, values)
    season, period = (by_calendar.season, by_calendar.a_year) if by_calendar else (None, 1)
    if by_calendar and kind in ("count", "measure"):
        top = by_calendar.values
    elif by_calendar and len(by_calendar.values) != len(values):
        season = None
    found = choose(kind, top, bottom, season=season, period=period)
    name = chart_names()[found.chart]
    if found.adjusted:
        name = _("%(chart)s of what season and memory leave") % {"chart": name}
        shown = top if bottom is None else _shares(top, bottom)
        return Fitting(name, found.reasons, _adjusted(entry, shown, season, period))
    if found.chart in ("xmr", "run") or len(opens) != len(top):
        return Fitting(name, found.reasons, is_run=found.chart == "run")
    return Fitting(name, found.reasons, _said(entry, found.chart, top, bottom, opens))


def _adjusted(
    entry: PublishedIndicator, values: np.ndarray, season: np.ndarray | None, period: int
) -> str:
    """What the chart of what season and memory leave says of the latest figure."""
    from almoner.signals.batch import SeriesBatch
    from almoner.signals.process_reading import Options
    from almoner.signals.seasonality import expected, read_adjusted
    from almoner.signals.settling import has_moved
    from almoner.signals.special_causes import COMMON

    matrix = values[np.newaxis]
    addition, year, carried = expected(matrix, season, period)
    seen = read_adjusted(matrix, addition, Options.default(SeriesBatch.from_matrix(matrix)))
    last = int(np.flatnonzero(~np.isnan(values))[-1])
    rest = values if year is None or season is None else values - year.effect(season)[0]
    if int(seen.kind[last]) == COMMON and has_moved(
        rest[~np.isnan(rest)], float(carried[0]), period
    ):
        return _(
            "From the figure before to the latest nothing is out of the ordinary; but the last "
            "year as a whole lies clear of the years before."
        )
    return _sentence(entry, seen, last)


def _shares(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, top / bottom, np.nan)


def _sentence(entry: PublishedIndicator, seen: ProcessReading, last: int) -> str:
    from almoner.signals.words import variation

    improvement = entry.polarity.improvement
    return variation(int(seen.kind[last]), int(seen.direction[last]), improvement).sentence


def _kind(
    entry: PublishedIndicator, held: History, values: np.ndarray
) -> tuple[str, np.ndarray, np.ndarray | None]:
    """The kind of series, its numerators (or values), and its denominators."""
    points = list(
        map(Point._make, zip(held.values, held.numerators, held.denominators, strict=True))
    )
    known = [one for one in points if one.value is not None]
    if multiplier(entry) and all(why_none(one, entry) in COUNTED for one in known):
        nothing = float("nan")
        top = np.array([p.numerator if p.value is not None else nothing for p in points], float)
        bottom = np.array([p.denominator if p.value is not None else 0.0 for p in points], float)
        return ("proportion" if entry.unit == "%" else "rate"), top, bottom
    whole = values[~np.isnan(values)]
    counts = is_count(entry) and not entry.unit.startswith(("£", "hour", "day"))
    if counts and (whole >= 0).all() and (whole == np.round(whole)).all():
        return "count", values, None
    return "measure", values, None


def _said(
    entry: PublishedIndicator,
    chart: str,
    top: np.ndarray,
    bottom: np.ndarray | None,
    opens: np.ndarray,
) -> str:
    """What that chart says of the latest figure."""
    from almoner.signals.batch import SeriesBatch
    from almoner.signals.charts import read_chart
    from almoner.signals.process_reading import Options

    values = top if bottom is None else _shares(top, bottom)
    batch = SeriesBatch.from_matrix(values[np.newaxis])
    sizes = None if bottom is None else np.where(bottom > 0, bottom, 1.0)
    seen = read_chart(chart, batch, Options.default(batch, rebase=opens), sizes)
    return _sentence(entry, seen, int(np.flatnonzero(~np.isnan(values))[-1]))
