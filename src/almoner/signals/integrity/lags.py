"""How long after the event entries were made: late altogether, or late where the limit was near."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import special, stats

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import BACK_DATING, LATE_ENTRY, Lead
from almoner.signals.integrity.rates import p_higher

FEWEST = 5

# A long wait: so many times the team's middle one and five days more, and at least so many days.
SCALES = ((5.0, 12.0), (8.0, 25.0))

# Shares of the team's earlier entries beyond which a wait is long.
PARTS = (0.02, 0.1)

# How unlike honest teams are in their long waits.
_TAILS = 0.01

# Shift of mid-rank (0.5 is none) that an honest rhythm of entry may cause.
_HABIT = 0.04


class Parts(NamedTuple):
    """Cases well before the limit, just before it, beyond it, and all in time."""

    early: BoolArray
    near: BoolArray
    late: BoolArray
    in_time: BoolArray


def parts(cases: Cases) -> Parts:
    """The cases by where they ended; those without an end are in none."""
    duration, limit = cases.duration, cases.limit
    window = max(2, round(limit / 6))
    with np.errstate(invalid="ignore"):
        early, in_time = duration <= limit - window, duration <= limit
        return Parts(early, in_time & ~early, duration > limit, in_time)


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether some entries were made unlike its own others."""
    lag = cases.lag
    if np.isnan(lag).all():
        return []
    part = parts(cases)
    found = [
        lead
        for scale in SCALES
        for some in (~np.isnan(lag), part.late, part.near)
        for lead in _tails(cases, lag, scale, some)
    ]
    found += _contrast(cases, lag, part.near, part.early, BACK_DATING, near_words)
    found += _long_near(cases, lag, part.near, part.early)
    found += _contrast(cases, lag, part.late, part.in_time, LATE_ENTRY, late_words)
    return found + _before_it_happened(cases)


def own_scale(cases: Cases, lag: FloatArray, times: float, least: float) -> FloatArray:
    """Per case, the lag beyond which an entry is long after the event for this team."""
    bound = np.zeros(len(cases.teams))
    for team in range(len(cases.teams)):
        own = lag[cases.of(team) & ~np.isnan(lag)]
        if len(own):
            bound[team] = max(least, times * float(np.median(own)) + 5)
    return bound[cases.team]


def _tails(
    cases: Cases, lag: FloatArray, scale: tuple[float, float], some: BoolArray
) -> list[Lead]:
    """Long waits among some cases: all of them, those that were too late, those just in time."""
    bound = own_scale(cases, lag, *scale)
    with np.errstate(invalid="ignore"):
        long = some & (lag > bound)
    x, n = cases.per_team(long), cases.per_team(some & ~np.isnan(lag))
    found = []
    for team, p in enumerate(p_higher(x, n, _TAILS).tolist()):
        if np.isnan(p):
            continue
        words = _(
            "{own} of {of} entries were made more than {days} days after the event, where the "
            "team's ordinary entry takes {usual}; the other teams' share of such long waits is "
            "{others}."
        ).format(
            own=int(x[team]),
            of=int(n[team]),
            days=int(bound[cases.of(team)].max()),
            usual=f"{np.nanmedian(lag[cases.of(team)]):.0f}",
            others=f"{(x.sum() - x[team]) / max(n.sum() - n[team], 1):.1%}",
        )
        found.append(Lead(LATE_ENTRY, team, p, words, long & cases.of(team)))
    return found


def effect_of(lag: FloatArray, some: BoolArray, rest: BoolArray) -> tuple[float, float]:
    """Chance that one of `some` was entered later than one of `rest`, less a half; its error."""
    a, b = lag[some & ~np.isnan(lag)], lag[rest & ~np.isnan(lag)]
    if len(a) < FEWEST or len(b) < 2 * FEWEST:
        return np.nan, np.nan
    ranks = stats.rankdata(np.concatenate([a, b]))
    above = (ranks[: len(a)].sum() - len(a) * (len(a) + 1) / 2) / (len(a) * len(b))
    variance = ranks.var() / ((len(ranks) - 1) * len(a) * len(b))
    return float(above - 0.5), float(np.sqrt(max(variance, 1e-6)))


def _contrast(
    cases: Cases,
    lag: FloatArray,
    some: BoolArray,
    rest: BoolArray,
    kind: str,
    words: Callable[[Cases, FloatArray, BoolArray, BoolArray], str],
) -> list[Lead]:
    teams = range(len(cases.teams))
    pairs = [effect_of(lag, some & cases.of(team), rest & cases.of(team)) for team in teams]
    effect, error = (np.array(part) for part in zip(*pairs, strict=True))
    found = []
    for team in np.flatnonzero(~np.isnan(effect)).tolist():
        others = ~np.isnan(effect) & (np.arange(len(effect)) != team)
        if not others.any():
            base, base_error = 0.0, 0.02
        else:
            base = float(np.median(effect[others]))
            weight = 1 / error[others] ** 2
            base_error = 1.25 / float(np.sqrt(weight.sum()))
        size = effect[team] - max(base, 0.0) - _HABIT
        z = size / np.sqrt(error[team] ** 2 + base_error**2)
        p = float(special.ndtr(-z))
        own = cases.of(team)
        sentence = words(cases, lag, some & own, rest & own)
        with np.errstate(invalid="ignore"):
            slow = lag > np.nanquantile(lag[rest & own], 0.9)
        found.append(Lead(kind, team, p, sentence, some & own & slow))
    return found


def near_words(cases: Cases, lag: FloatArray, some: BoolArray, rest: BoolArray) -> str:
    if np.isnan(lag[some]).all() or np.isnan(lag[rest]).all():
        return ""
    left = cases.limit - cases.duration[some]
    return _(
        "Cases that ended just in time were entered {near} days after their end on average, the "
        "team's earlier ones {usual}; {crossed} of {of} were entered when the limit had passed."
    ).format(
        near=f"{np.nanmean(lag[some]):.1f}",
        usual=f"{np.nanmean(lag[rest]):.1f}",
        crossed=int(np.nansum(lag[some] * cases.limit > left * cases.calendar_limit)),
        of=int(some.sum()),
    )


def late_words(cases: Cases, lag: FloatArray, some: BoolArray, rest: BoolArray) -> str:
    if np.isnan(lag[some]).all() or np.isnan(lag[rest]).all():
        return ""
    return _(
        "Cases that ended too late were entered {late} days after the event on average, the "
        "team's cases in time {usual}."
    ).format(late=f"{np.nanmean(lag[some]):.1f}", usual=f"{np.nanmean(lag[rest]):.1f}")


def long_near(
    cases: Cases, lag: FloatArray, near: BoolArray, early: BoolArray, part: float
) -> tuple[BoolArray, BoolArray]:
    """Entries of cases that ended just in time, and those that waited longer than all but `part`
    of the team's earlier ones."""
    bound = np.full(len(cases.teams), np.nan)
    for team in range(len(cases.teams)):
        own = lag[early & cases.of(team) & ~np.isnan(lag)]
        if len(own) >= 2 * FEWEST:
            bound[team] = np.quantile(own, 1 - part) + 1
    usable: BoolArray = near & ~np.isnan(lag) & ~np.isnan(bound[cases.team])
    with np.errstate(invalid="ignore"):
        return usable, usable & (lag > bound[cases.team])


def _long_near(cases: Cases, lag: FloatArray, near: BoolArray, early: BoolArray) -> list[Lead]:
    """Lags just inside the limit that are long for the team, against the other teams' share."""
    found = []
    for part in PARTS:
        usable, long = long_near(cases, lag, near, early, part)
        x, n = cases.per_team(long), cases.per_team(usable)
        for team, p in enumerate(p_higher(x, n, 0.01).tolist()):
            if np.isnan(p):
                continue
            words = near_words(cases, lag, near & cases.of(team), early & cases.of(team))
            found.append(Lead(BACK_DATING, team, p, words, long & cases.of(team)))
    return found


def _before_it_happened(cases: Cases) -> list[Lead]:
    """Entries made before the day of the event: a date was set for the time to come, or moved."""
    with np.errstate(invalid="ignore"):
        odd = cases.recorded < cases.event
    known = ~np.isnan(cases.recorded) & ~np.isnan(cases.event)
    x, n = cases.per_team(odd), cases.per_team(known)
    found = []
    for team, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p):
            continue
        words = _(
            "{own} of {of} entries were made before the day of the event that they record; among "
            "the other teams {others}."
        ).format(
            own=int(x[team]),
            of=int(n[team]),
            others=f"{(x.sum() - x[team]) / max(n.sum() - n[team], 1):.1%}",
        )
        found.append(Lead(BACK_DATING, team, p, words, odd & cases.of(team)))
    return found
