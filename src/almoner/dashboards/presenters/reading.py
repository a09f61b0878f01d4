"""Reading this series: the chart that fits, how its limits come about, the gap, and a target."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import is_count, multiplier, number, possible
from almoner.dashboards.forecasting import may_forecast
from almoner.dashboards.funnels import Point
from almoner.dashboards.presenters.intervals import NoInterval, why_none
from almoner.dashboards.presenters.shown import Shown, opened
from almoner.dashboards.presenters.targets import (
    IMPROVEMENT,
    TargetRow,
    band_words,
    has_limits,
    target_rows,
    tried,
)
from almoner.dashboards.regular import Regular, regular
from almoner.measurements.history import History

COUNTED = (None, NoInterval.FEW)
"""A figure of few cases is still a count out of a count: a chart of proportions allows for it."""

FEWEST = 4
"""Figures under which a series is not read."""


@dataclass(frozen=True)
class Reading:
    """What the section prints, each part empty where it does not apply."""

    chart: str
    reasons: list[str]
    by_that_chart: str
    calls_for_run: bool
    card: list[str]
    gap: str
    target: str
    target_words: list[str] = field(default_factory=list)
    targets: list[TargetRow] = field(default_factory=list)
    band: str = ""
    takes_target: bool = False
    forecast: str = ""
    funnel: str = ""


@dataclass(frozen=True)
class Beside:
    """Where the pages beside this one are: "" where there is none."""

    forecast: str = ""
    funnel: str = ""


def reading(subject: Shown, typed: str = "", *, beside: Beside) -> Reading | None:
    """The section for one series; None where it has too few figures to be read.

    `typed` is a target that the reader tries, as in the address.
    """
    held, entry = subject.held, subject.entry
    values = np.array([np.nan if one is None else one for one in held.values], dtype=np.float64)
    if (~np.isnan(values)).sum() < FEWEST:
        return None
    by_calendar = regular(entry, held)
    stretches = opens_of(subject)
    chart, reasons, said, calls_for_run = _chosen(entry, held, values, by_calendar, stretches)
    target = read_target(typed)
    return Reading(
        chart=chart,
        reasons=reasons,
        by_that_chart=said,
        calls_for_run=calls_for_run,
        card=_card(entry, held, values, stretches),
        gap=_gap(entry, held, values, subject.name),
        target="" if target is None else typed.strip(),
        target_words=tried(entry, held, target),
        targets=target_rows(entry, held, subject.targets),
        band=band_words(entry, held),
        takes_target=entry.polarity in IMPROVEMENT and has_limits(held),
        forecast=beside.forecast if may_forecast(by_calendar) else "",
        funnel=beside.funnel,
    )


def read_target(typed: str) -> float | None:
    """A number as a reader types it: "95", "95%", "1,200"; None for anything else."""
    try:
        found = float(typed.strip().rstrip("%").replace(",", ""))
    except ValueError:
        return None
    return found if math.isfinite(found) and abs(found) < 1e12 else None


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


def _chosen(
    entry: PublishedIndicator,
    held: History,
    values: np.ndarray,
    by_calendar: Regular | None,
    opens: np.ndarray,
) -> tuple[str, list[str], str, bool]:
    """The chart that fits, why, what it says where it is not drawn; whether it is a run chart."""
    from almoner.signals.chart_choice import choose

    if not has_limits(held):
        reason = _("its periods overlap or its figures do not vary, so that no limits can be set")
        return _("a plain line"), [reason], "", False
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
    if found.adjusted or found.chart in ("xmr", "run") or len(opens) != len(top):
        return name, found.reasons, "", found.chart == "run"
    return name, found.reasons, _said(entry, found.chart, top, bottom, opens), False


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
    from almoner.signals.words import variation

    with np.errstate(divide="ignore", invalid="ignore"):
        values = top if bottom is None else np.where(bottom > 0, top / bottom, np.nan)
    batch = SeriesBatch.from_matrix(values[np.newaxis])
    sizes = None if bottom is None else np.where(bottom > 0, bottom, 1.0)
    seen = read_chart(chart, batch, Options.default(batch, rebase=opens), sizes)
    last = int(np.flatnonzero(~np.isnan(values))[-1])
    improvement = IMPROVEMENT.get(entry.polarity, 0)
    return variation(int(seen.kind[last]), int(seen.direction[last]), improvement).sentence


def _card(
    entry: PublishedIndicator, held: History, values: np.ndarray, opens: np.ndarray
) -> list[str]:
    """The limits of the chart that is drawn, worked through in its own figures."""
    from almoner.signals.batch import SeriesBatch
    from almoner.signals.words import method_card
    from almoner.signals.xmr import Options, xmr

    if not has_limits(held):
        return []
    batch = SeriesBatch.from_matrix(values[np.newaxis])
    improvement = IMPROVEMENT.get(entry.polarity, 0)
    seen = xmr(batch, Options.default(batch, rebase=opens))
    return method_card(batch, seen, 0, improvement, possible(entry, held.values))


def _gap(entry: PublishedIndicator, held: History, values: np.ndarray, name: str) -> str:
    """Whether the gap to the neighbours closes, by polarity."""
    from almoner.signals.standing import gap_trend

    if is_count(entry):
        return ""
    neighbours = np.array([np.nan if one is None else one for one in held.neighbours], float)
    improvement = IMPROVEMENT.get(entry.polarity, 0)
    found = gap_trend(values, neighbours, improvement)
    seen = found.gap[~np.isnan(found.gap)]
    if len(seen) < FEWEST:
        return ""
    step = number(abs(found.slope), entry.decimals + 1)
    if entry.unit == "%":
        step = _("%(step)s percentage points") % {"step": step}
    way = _way(found.closing, judged=bool(improvement))
    return way % {"name": name, "step": step, "n": len(seen)}


def _way(closing: int, *, judged: bool) -> str:
    """Which way the gap goes, in words to be filled."""
    if not closing:
        return _(
            "Over %(n)s periods the gap between %(name)s and its neighbours’ mean shows no clear "
            "trend."
        )
    return {
        (True, 1): _(
            "Beside its neighbours’ mean %(name)s has become better by about %(step)s a period, "
            "over %(n)s periods."
        ),
        (True, -1): _(
            "Beside its neighbours’ mean %(name)s has become worse by about %(step)s a period, "
            "over %(n)s periods."
        ),
        (False, 1): _(
            "Beside its neighbours’ mean %(name)s has risen by about %(step)s a period, over "
            "%(n)s periods."
        ),
        (False, -1): _(
            "Beside its neighbours’ mean %(name)s has fallen by about %(step)s a period, over "
            "%(n)s periods."
        ),
    }[judged, closing]
