"""Durations in fives and tens, and ends on the first and last of months."""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, IntArray
from almoner.signals.integrity.by_day import ByDay
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import DIGITS, Lead
from almoner.signals.integrity.rates import p_higher

# Log odds that habits of the week may add.
_RHYTHM = 0.05

# How unlike teams are in the days on which they end cases.
_FLOOR = 0.005


def leads(cases: Cases, counts: ByDay) -> list[Lead]:
    """For every team, whether it prefers round numbers of days, or round dates."""
    found = []
    for unit in (5, 10):
        found += _multiples(cases, counts, unit)
    return found + _round_dates(cases) + _weekends(cases)


def _multiples(cases: Cases, counts: ByDay, unit: int) -> list[Lead]:
    # The days at the limit have a test of their own.
    free = (np.abs(counts.days - counts.limit + 1) > 3) & (counts.days > 0)
    free &= counts.days < len(counts.days) - 1
    weight = ((counts.days % unit == 0) & free).astype(np.float64)
    found = []
    for team, curve in counts.teams():
        # Every fifth day stands off no smooth curve: how other teams fit theirs is no matter.
        p = curve.p_above(weight, _RHYTHM)
        words = _(
            "{own} cases took a multiple of {unit} days, where the other teams' pattern would "
            "give about {usual}."
        ).format(
            own=int(curve.own @ weight),
            unit=unit,
            usual=f"{curve.expected @ weight:.0f}",
        )
        with np.errstate(invalid="ignore"):
            rows = cases.of(team) & (cases.duration % unit == 0) & (cases.duration > 0)
        found.append(Lead(DIGITS, team, p, words, rows))
    return found


def at_month_ends(cases: Cases) -> tuple[BoolArray, BoolArray]:
    """Ends on the first or last day of a month, and all ends."""
    ended = ~np.isnan(cases.end)
    day = np.where(ended, cases.end, 0).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    first = day == month.astype("datetime64[D]")
    last = day + 1 == (month + 1).astype("datetime64[D]")
    return ended & (first | last), ended


def _round_dates(cases: Cases) -> list[Lead]:
    edge, ended = at_month_ends(cases)
    words = _(
        "{own} of {of} ends ({share}) fall on the first or last day of a month; among the other "
        "teams {others}."
    )
    return _compared(cases, cases.per_team(edge), cases.per_team(ended), words, edge)


def _weekends(cases: Cases) -> list[Lead]:
    ended = ~np.isnan(cases.end)
    off = ended & (np.where(ended, cases.end + 3, 0) % 7 >= 5)
    words = _(
        "{own} of {of} ends ({share}) fall on a Saturday or Sunday; among the other teams {others}."
    )
    return _compared(cases, cases.per_team(off), cases.per_team(ended), words, off)


def _compared(cases: Cases, x: IntArray, n: IntArray, words: str, rows: BoolArray) -> list[Lead]:
    found = []
    for team, p in enumerate(p_higher(x, n, _FLOOR).tolist()):
        if np.isnan(p):
            continue
        sentence = words.format(
            own=int(x[team]),
            of=int(n[team]),
            share=f"{x[team] / n[team]:.0%}",
            others=f"{(x.sum() - x[team]) / max(n.sum() - n[team], 1):.1%}",
        )
        found.append(Lead(DIGITS, team, p, sentence, rows & cases.of(team)))
    return found
