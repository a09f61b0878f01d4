"""A case closed inside the limit and opened anew within days."""

from __future__ import annotations

import re

import numpy as np
from scipy import special, stats

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray, IntArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import RESTARTED, Lead
from almoner.signals.integrity.rates import negative_binomial_tail, p_higher

# Days between an end and a new start that make a restart rather than a return.
SOON = 14

_SUFFIX = re.compile(r"^(.*\d)(?:[-_/. ]?[A-Za-z]{1,3}\d{0,2}|[-_/. ]\d{1,2}| ?\(\d{1,2}\))$")
_FEWEST = 3

# A day on which a case ended was no holiday; the same weekday of other weeks now and then is.
_HOLIDAYS = 1.05

WITHIN = (0, 1, 3)
"""Days after an end within which a new start is taken to follow it."""

AROUND = (-8, -7, -6, -5, -4, -3, -2, -1, 2, 3, 4, 5, 6, 7, 8)
"""Weeks, from an end, with which the days after it are compared."""


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether cases follow upon each other under one number, or under new ones."""
    found = _same_person(cases)
    for within in WITHIN:
        found += _followed(cases, within)
    return found


def stems(cases: Cases) -> list[str]:
    """Every id, without an addition such as -2 or B where the id without it is there as well."""
    names = [str(one) for one in cases.ids]
    known = set(names)
    trimmed = []
    for name in names:
        match = _SUFFIX.match(name)
        trimmed.append(match[1] if match and match[1] in known else name)
    return trimmed


def linked(cases: Cases) -> tuple[BoolArray, BoolArray, IntArray]:
    """Rows that follow another of the same person: soon, ever; and whom each follows (-1 nobody).

    Soon is within SOON days, of a first part in time, and with the limit passed by both together
    (or with the second still open).
    """
    codes: dict[str, int] = {}
    person = np.array([codes.setdefault(stem, len(codes)) for stem in stems(cases)], dtype=np.int64)
    order = np.lexsort((cases.end, cases.start, person, cases.team))
    earlier, later = order[:-1], order[1:]
    same = (person[earlier] == person[later]) & (cases.team[earlier] == cases.team[later])
    earlier, later = earlier[same], later[same]
    before = np.full(len(cases), -1, dtype=np.int64)
    before[later] = earlier
    ever: BoolArray = before >= 0
    gap = cases.start[later] - cases.end[earlier]
    with np.errstate(invalid="ignore"):
        in_time = cases.duration[earlier] <= cases.limit
        together = cases.end[later] - cases.start[earlier] <= cases.calendar_limit
        quick = (gap >= 0) & (gap <= SOON) & in_time & ~together
    soon = np.zeros(len(cases), dtype=np.bool_)
    soon[later[quick]] = True
    return soon, ever, before


def near(cases: Cases) -> BoolArray:
    """Cases that ended in the last days before the limit."""
    window = max(2, round(cases.limit / 7))
    with np.errstate(invalid="ignore"):
        found: BoolArray = cases.duration > cases.limit - window
        return found & (cases.duration <= cases.limit)


def usual_near(cases: Cases) -> float:
    """Share of returns that would be at once and after a case that ended just before the limit.

    As many cases end there as in this set, but for a floor, and two returns in five are quick.
    """
    ended = ~np.isnan(cases.duration)
    share = float(near(cases)[ended].mean()) if ended.any() else 0.0
    return 0.4 * float(np.clip(share, 0.1, 0.6))


def _same_person(cases: Cases) -> list[Lead]:
    soon, ever, before = linked(cases)
    x, n = cases.per_team(soon), cases.per_team(np.ones(len(cases), dtype=np.bool_))
    ps = p_higher(x, n, 0.002)
    share, hurried = usual_near(cases), near(cases)[before] & soon
    found = []
    for team in np.flatnonzero(n).tolist():
        p = float(ps[team])
        if np.isnan(p):
            p = float(stats.binom.sf(x[team] - 1, n[team], 0.01))
        # By itself as well, for where all teams do it: of those who return at whatever time, few
        # return at once, and fewer after a first case that ended just before the limit.
        again, at_once = int((ever & cases.of(team)).sum()), int((hurried & cases.of(team)).sum())
        p = min(1.0, 2 * min(p, float(stats.binom.sf(at_once - 1, again, share))))
        if x[team] < _FEWEST:
            p = 1.0
        rows = np.flatnonzero(soon & cases.of(team))
        words = _(
            "{own} of {of} cases were opened within {days} days of the end, in time, of a case of "
            "the same number, the two together beyond the limit; the other teams have {others}. "
            "In all {ever} of the team's cases follow another of the same number."
        ).format(
            own=int(x[team]),
            of=int(n[team]),
            days=SOON,
            others=_("{x} of {n}").format(x=int(x.sum() - x[team]), n=int(n.sum() - n[team])),
            ever=again,
        )
        both = np.unique(np.concatenate([rows, before[rows]]))
        found.append(Lead(RESTARTED, team, p, words, both))
    return found


def _followed(cases: Cases, within: int) -> list[Lead]:
    """Starts just after the team's ends near the limit, against the same weekdays around them."""
    just, found = near(cases), list[Lead]()
    for team in range(len(cases.teams)):
        counted = _begun(cases, just, team, within)
        if counted is None:
            continue
        now, usual, p = _against_other_weeks(counted)
        words = _(
            "{now} cases began within {days} days after a case that ended just in time, where "
            "the same days of other weeks give {usual} on average."
        ).format(now=int(now), days=within, usual=f"{usual:.0f}")
        found.append(Lead(RESTARTED, team, p, words, cases.of(team) & just))
    return found


def followed_by_all(cases: Cases, within: int) -> tuple[float, float, float]:
    """The same in all teams together: starts that follow, what is usual, and the chance of it."""
    just = near(cases)
    counted = [_begun(cases, just, team, within) for team in range(len(cases.teams))]
    known = [one for one in counted if one is not None]
    return _against_other_weeks(np.sum(known, axis=0)) if known else (0.0, 0.0, 1.0)


def _begun(cases: Cases, just: BoolArray, team: int, within: int) -> FloatArray | None:
    """A team's starts within some days after its ends near the limit, and after the same weekday
    of the weeks around; None with too few."""
    own = cases.of(team) & ~np.isnan(cases.start)
    starts = np.sort(_families_once(cases, own)[0])
    ends = _families_once(cases, own & just)[1]
    if len(ends) < 10 or len(starts) < 30:
        return None

    def begun(shift: int) -> float:
        high = np.searchsorted(starts, ends + shift + within, side="right")
        return float((high - np.searchsorted(starts, ends + shift, side="left")).sum())

    return np.array([begun(7 * week) for week in (0, *AROUND)])


def _families_once(cases: Cases, some: BoolArray) -> FloatArray:
    """Starts and ends of cases; those who are seen together on the same days count once."""
    dates = np.stack([cases.start[some], np.nan_to_num(cases.end[some], nan=-1.0)])
    return np.unique(dates, axis=1)


def _against_other_weeks(counted: FloatArray) -> tuple[float, float, float]:
    now, around = float(counted[0]), counted[1:]
    usual = float(around.mean())
    spread = max(float(around.std(ddof=1)), usual**0.5, 1.0)
    t = (now - _HOLIDAYS * usual) / (spread * (1 + 1 / len(around)) ** 0.5)
    p = float(special.stdtr(2 * len(around), -t))
    # Small counts have a longer tail than a normal one.
    mean = max(_HOLIDAYS * usual, 0.5)
    return now, usual, max(p, negative_binomial_tail(now, mean, max(spread**2, 1.1 * mean)))
