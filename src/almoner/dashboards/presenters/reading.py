"""Reading this series: the chart that fits, how its limits come about, the gap, and a target."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import is_count, number, possible
from almoner.dashboards.forecasting import may_forecast
from almoner.dashboards.presenters.fitting import Fitting, fitting, opens_of
from almoner.dashboards.presenters.shown import Shown
from almoner.dashboards.presenters.targets import (
    TargetRow,
    band_words,
    has_limits,
    target_rows,
    tried,
)
from almoner.dashboards.regular import regular
from almoner.measurements.history import History

FEWEST = 4
"""Figures under which a series is not read."""


@dataclass(frozen=True)
class Reading:
    """What the section prints, each part empty where it does not apply."""

    fits: Fitting
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
    fits = fitting(entry, held, values, by_calendar, stretches)
    target = read_target(typed)
    return Reading(
        fits=fits,
        card=_card(entry, held, values, stretches),
        gap=_gap(entry, held, values, subject.name),
        target="" if target is None else typed.strip(),
        target_words=tried(entry, held, target),
        targets=target_rows(entry, held, subject.targets),
        band=band_words(entry, held),
        takes_target=bool(entry.polarity.improvement) and has_limits(held),
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
    improvement = entry.polarity.improvement
    seen = xmr(batch, Options.default(batch, rebase=opens))
    return method_card(batch, seen, 0, improvement, possible(entry, held.values))


def _gap(entry: PublishedIndicator, held: History, values: np.ndarray, name: str) -> str:
    """Whether the gap to the neighbours closes, by polarity."""
    from almoner.signals.standing import gap_trend

    if is_count(entry):
        return ""
    neighbours = np.array([np.nan if one is None else one for one in held.neighbours], float)
    improvement = entry.polarity.improvement
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
