"""What all teams do alike in durations: a heap before the limit, a missing tail, round days."""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.by_day import ByDay
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import BUNCHING, DIGITS, DROPPED, EVERYONE, Lead
from almoner.signals.integrity.smooth import Curve, fit, p_more, p_term

FEWEST = 100

# What may be missing beyond the limit, and how much commoner round numbers may be, in logarithms.
_TAIL, _ROUND = 0.2, 0.1


def leads(cases: Cases, counts: ByDay) -> list[Lead]:
    """Whether the durations of all teams together heap inside the limit, stop at it, or are round.

    Of all cases, `cases.usual_heap` may stand in the last days in time more than a smooth curve
    expects: staff chase what is nearly due.
    """
    total = counts.counts.sum(axis=0)[:-1]
    if total.sum() < FEWEST:
        return []
    days = counts.days[:-1]
    window = counts.window
    outside = (days <= counts.limit - 2 * window) | (days > counts.limit + window)
    outside &= days > 0
    curve = fit(total, outside, counts.limit)
    stepped = fit(total, outside | (days > counts.limit), counts.limit, step=True)
    found = _heap(cases, counts, curve, days)
    return [*found, *_tail(cases, counts, stepped), *_rounds(cases, curve, days)]


def _rows(cases: Cases, low: float, high: float) -> BoolArray:
    with np.errstate(invalid="ignore"):
        rows: BoolArray = (cases.duration >= low) & (cases.duration <= high)
    return rows


def _heap(cases: Cases, counts: ByDay, curve: Curve, days: FloatArray) -> list[Lead]:
    found = []
    ordinary = cases.usual_heap * float(curve.counts.sum())
    for width in sorted({max(1, counts.window // 2), counts.window, 2 * counts.window}):
        inside = ((days > counts.limit - width) & (days <= counts.limit)).astype(np.float64)
        words = _(
            "all teams together have {own} cases in the last {width} days up to day {limit}, where "
            "a smooth curve through the other days gives about {usual}, and {heap} more would be "
            "ordinary chasing."
        ).format(
            own=int(curve.counts @ inside),
            width=width,
            limit=counts.limit,
            usual=f"{curve.expected(inside)[0]:.0f}",
            heap=f"{ordinary:.0f}",
        )
        rows = _rows(cases, counts.limit - width + 1, counts.limit)
        found.append(Lead(BUNCHING, EVERYONE, p_more(curve, inside, ordinary), words, rows))
    return found


def _tail(cases: Cases, counts: ByDay, curve: Curve) -> list[Lead]:
    words = _(
        "beyond day {limit} cases of all teams are at once {share:.0%} as frequent as the days "
        "well before it lead one to expect."
    ).format(limit=counts.limit, share=float(np.exp(curve.beta[0])))
    p = p_term(curve, 0, _TAIL, below=True)
    rows = _rows(cases, counts.limit + 1, np.inf)
    return [Lead(DROPPED, EVERYONE, p, words, rows)]


def _rounds(cases: Cases, curve: Curve, days: FloatArray) -> list[Lead]:
    found = []
    for place, unit in ((-2, 5), (-1, 10)):
        multiple = days % unit == 0
        words = _(
            "{own} cases of all teams took a multiple of {unit} days, where the days between give "
            "about {usual}."
        ).format(
            own=int(curve.counts[multiple].sum()),
            unit=unit,
            usual=f"{curve.without_rounds()[multiple].sum():.0f}",
        )
        with np.errstate(invalid="ignore"):
            rows = (cases.duration % unit == 0) & (cases.duration > 0)
        found.append(Lead(DIGITS, EVERYONE, p_term(curve, place, _ROUND), words, rows))
    return found
