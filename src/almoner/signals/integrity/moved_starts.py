"""Clocks that start late: a case is asked for long before it begins, and then ends in time.

Where the day is known on which a case was asked for, a start that was moved shows as a wait before
it. In a team that is blocked everybody waits; where starts are moved only those wait who would
otherwise have been late. So a wait is long beside the middle one of its team in the same quarter.
"""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import RESTARTED, Lead, together
from almoner.signals.integrity.rates import p_higher
from almoner.signals.integrity.since import change, month_starts

_QUARTER = 91
_LEAST = 10
"""Days of waiting under which a wait is never long."""

# How unlike honest teams are in such cases.
_FLOOR = 0.002

# Cases under which a team is not read.
_FEWEST = 3


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether cases that end in time were long waited for, and late with the wait.

    Nothing where `cases.opened` is not known.
    """
    if cases.opened is None:
        return []
    late = moved(cases, cases.opened)
    begins = [-np.inf, *month_starts(cases)]
    p = np.array([_beside(cases, late, cases.start >= begin) for begin in begins])
    found = []
    for team in np.flatnonzero(~np.isnan(p).all(axis=0)).tolist():
        own = np.where(np.isnan(p[:, team]), 1.0, p[:, team])
        if own.min() < 1:
            at = int(own.argmin())
            found.append(_lead(cases, late, team, together(own.tolist()), begins[at]))
    return found


def moved(cases: Cases, opened: FloatArray) -> BoolArray:
    """Cases in time that would be late from the day they were asked for, after a wait that is long
    for their team at that time."""
    wait, limit = cases.start - opened, cases.limit
    quarter = np.nan_to_num(opened / _QUARTER).astype(np.int64)
    cell = cases.team * (int(quarter.max(initial=0)) + 1) + quarter
    usual = np.full(len(cases), np.nan)
    for one in np.unique(cell):
        inside = (cell == one) & ~np.isnan(wait)
        if inside.any():
            usual[cell == one] = np.median(wait[inside])
    with np.errstate(invalid="ignore"):
        long = wait > np.maximum(_LEAST, 3 * usual + 5)
        late = cases.end - opened > cases.calendar_limit
        found: BoolArray = long & (cases.duration <= limit) & late
    return found


def _beside(cases: Cases, late: BoolArray, some: BoolArray) -> FloatArray:
    ended = some & ~np.isnan(cases.duration)
    x = cases.per_team(late & some)
    p = p_higher(x, cases.per_team(ended), _FLOOR)
    return np.where(x < _FEWEST, np.where(np.isnan(p), p, 1.0), p)


def _lead(cases: Cases, late: BoolArray, team: int, p: float, near: float) -> Lead:
    own, since = cases.of(team), float("nan")
    if np.isfinite(near):
        since = change(cases.start, own & late, own & ~late, near)
    some = own if np.isnan(since) else own & (cases.start >= since)
    others = ~own if np.isnan(since) else ~own & (cases.start >= since)
    assert cases.opened is not None
    words = _(
        "{own} of {of} cases ended in time although they would have been late from the day they "
        "were asked for: they began {wait:.0f} days after it on average, where the team's cases "
        "usually begin after {usual:.0f}; among the other teams {x} of {n}."
    ).format(
        own=int((some & late).sum()),
        of=int(some.sum()),
        wait=float(np.nanmean((cases.start - cases.opened)[some & late])),
        usual=float(np.nanmedian((cases.start - cases.opened)[own])),
        x=int((others & late).sum()),
        n=int(others.sum()),
    )
    return Lead(RESTARTED, team, p, words, some & late, since)
