"""From some month on: a team unlike the other teams since then, and unlike itself before.

What all teams share in that time, such as a heap before the limit, cancels against the others;
what sets a team apart all along, such as its zeal or its kind of case, cancels against its own
past. Both have to speak, so that neither an honest difference between teams nor a change in all of
them does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.by_day import ByDay
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import BUNCHING, DROPPED, Lead, together
from almoner.signals.integrity.rates import beta_binomial_tail, likeness, others_of

LONGEST_BACK, EVERY = 36, 3
"""Months: how far back a change is looked for, and how far apart the days are that are tried."""

BEFORE, AFTER = 60, 25
"""Cases near the limit that are needed to say what is usual, and of a team after a change."""

_BOTH_SIDES = 540
"""Days of starts that a set needs: with fewer there is no past to compare with."""

# Factor by which the odds of being a little late may change honestly: a team that became a fifth
# quicker has fewer just beyond the limit too.
_DRIFT = 0.85

# How unlike the odds of honest teams are from one half-year to another, at least.
_RESTLESS = 0.001
_HALF_YEAR = 183

_REACH = 4 / 3
"""Of the limit: how far beyond it a case still counts as a little late."""


def leads(cases: Cases, counts: ByDay) -> list[Lead]:
    """For every team, whether since some month fewer than before end a little late rather than in
    the last days in time; what became of them decides on the kind of question.
    """
    begins, found = list(month_starts(cases)), list[Lead]()
    if not begins:
        return []
    zones = _Zones.of(cases, counts)
    for team in counts.curves:
        p = [_since(cases, zones, team, begin) for begin in begins]
        best = int(np.argmin(p))
        if p[best] < 1:
            found.append(_lead(cases, zones, team, together(p), begins[best]))
    return found


def month_starts(cases: Cases) -> Iterator[float]:
    """The days from which on a change is looked for: firsts of months, the earliest first."""
    starts = cases.start[~np.isnan(cases.start)]
    if not len(starts) or np.ptp(starts) < _BOTH_SIDES:
        return
    last = np.datetime64(int(starts.max()), "D").astype("datetime64[M]")
    for back in range(LONGEST_BACK, 0, -EVERY):
        yield float((last - back + 1).astype("datetime64[D]").astype(np.int64))


@dataclass(frozen=True, slots=True)
class _Zones:
    """Which cases ended well in time, in the last `width` days in time, and a little late."""

    width: int
    early: BoolArray
    inside: BoolArray
    late: BoolArray
    unlike: FloatArray

    @classmethod
    def of(cls, cases: Cases, counts: ByDay) -> _Zones:
        days, limit, width = cases.duration, cases.limit, counts.window
        with np.errstate(invalid="ignore"):
            inside = (days > limit - width) & (days <= limit)
            late = (days > limit) & (days <= max(limit * _REACH, limit + 2))
            early = days <= limit - width
            known = cases.start <= _seen_until(cases, late)
        early, inside, late = early & known, inside & known, late & known
        return cls(width, early, inside, late, _unlike(cases, inside, late))


def _since(cases: Cases, zones: _Zones, team: int, begin: float) -> float:
    """Chance of so few late since a day, against the team's past and against the others."""
    later, own = cases.start >= begin, cases.of(team)
    late, near = int((own & later & zones.late).sum()), int((own & later & zones.inside).sum())
    if late + near < AFTER:
        return 1.0
    near_others, late_others = (cases.per_team(later & zone) for zone in (zones.inside, zones.late))
    others = others_of(
        team, near_others.astype(np.float64), (near_others + late_others).astype(np.float64)
    )
    past = own & ~later
    usual = (
        ((past & zones.inside).sum(), (past & zones.late).sum()),
        (near_others[others].sum(), late_others[others].sum()),
    )
    return max(_fewer(near, late, float(x), float(y), float(zones.unlike[team])) for x, y in usual)


def _fewer(near: int, late: int, x: float, y: float, unlike: float) -> float:
    """Chance of so many in the last days in time beside the late, where x beside y are usual."""
    if x + y < BEFORE:
        return 1.0
    share = (x + 0.5) / (x + _DRIFT * y + 1)
    known = 1 / (unlike + 1 / (x + y + 1))
    return beta_binomial_tail(near, near + late, share * known, (1 - share) * known)


def _seen_until(cases: Cases, late: BoolArray) -> float:
    """The last day of beginning of which the late have had time to end."""
    if not late.any():
        return float(np.nanmax(cases.start))
    longest = float(np.quantile((cases.end - cases.start)[late], 0.99))
    return float(np.nanmax(cases.end)) - longest


def _unlike(cases: Cases, inside: BoolArray, late: BoolArray) -> FloatArray:
    """For every team, how unlike the other teams' half-years are.

    The most unlike of them is left out where there are enough: it may have changed as well.
    """
    half = np.nan_to_num(cases.start / _HALF_YEAR).astype(np.int64)
    half, long = half - half.min(), int(np.ptp(half)) + 1
    own = []
    for team in range(len(cases.teams)):
        x, n = (
            np.bincount(half[cases.of(team) & zone], minlength=long).astype(np.float64)
            for zone in (inside, inside | late)
        )
        own.append(likeness(x, n, -_RESTLESS))
    found = []
    for team in range(len(own)):
        others = sorted(own[:team] + own[team + 1 :])
        kept = others[:-1] if len(others) > 2 else others
        found.append(max(_RESTLESS, float(np.mean(kept)) if kept else 0.0))
    return np.array(found)


def _lead(cases: Cases, zones: _Zones, team: int, p: float, near: float) -> Lead:
    own, inside, late = cases.of(team), zones.inside, zones.late
    begin = change(cases.start, own & inside, own & late, near)
    later = own & (cases.start >= begin)
    words = _(
        "of the cases begun from {month} on, {inside} ended in the last {width} days in time and "
        "{late} a little late; of those begun before, {inside_before} and {late_before}; the other "
        "teams' since then, {inside_others} and {late_others}."
    ).format(
        month=str(np.datetime64(int(begin), "D").astype("datetime64[M]")),
        width=zones.width,
        inside=int((later & inside).sum()),
        late=int((later & late).sum()),
        inside_before=int((own & ~later & inside).sum()),
        late_before=int((own & ~later & late).sum()),
        inside_others=int((~own & (cases.start >= begin) & inside).sum()),
        late_others=int((~own & (cases.start >= begin) & late).sum()),
    )
    kind = BUNCHING if _moved_inside(zones, own & ~later, later) else DROPPED
    return Lead(kind, team, p, words, later & (inside if kind == BUNCHING else late), begin)


def _moved_inside(zones: _Zones, before: BoolArray, later: BoolArray) -> bool:
    """Whether half or more of the late that are missing are found in the last days in time."""
    scale = (later & zones.early).sum() / max((before & zones.early).sum(), 1)
    missing = scale * (before & zones.late).sum() - (later & zones.late).sum()
    more = (later & zones.inside).sum() - scale * (before & zones.inside).sum()
    return bool(more >= missing / 2)


def change(start: FloatArray, some: BoolArray, rest: BoolArray, near: float) -> float:
    """The first of the month in which the share of `some` beside `rest` changed most likely.

    Looked for within half a year of `near`: the largest likelihood of two shares, one before and
    one after.
    """
    first = np.datetime64(int(near), "D").astype("datetime64[M]")
    months = [
        float((first + step).astype("datetime64[D]").astype(np.int64)) for step in range(-6, 7)
    ]
    likelihood = [
        _fit(some & (start < month), rest & (start < month))
        + _fit(some & (start >= month), rest & (start >= month))
        for month in months
    ]
    return months[int(np.argmax(likelihood))]


def _fit(some: BoolArray, rest: BoolArray) -> float:
    x, y = float(some.sum()), float(rest.sum())
    n = x + y
    return sum(one * math.log(one / n) for one in (x, y) if one > 0)
