"""Entries that come in a burst before the day on which somebody counts."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.count_dates import AROUND, EPOCH, before_count, season
from almoner.signals.integrity.lead import BURST, Lead
from almoner.signals.integrity.rates import beta_binomial_tail, negative_binomial_tail, p_higher

WIDTHS = (1, 3, 7)

# A team that makes more than this share of its entries on one day in fifteen enters in batches as
# its practice, not for a count.
PRACTICE = 0.65

# Pseudo-cases behind what is ordinary before a count date: the fewer, the more is let pass.
_DOUBT = 60


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether its entries crowd before month ends, quarter ends or 31 March."""
    entered = ~np.isnan(cases.recorded)
    if entered.sum() < 30:
        return []
    found, batched = [], practised(cases, entered)
    for every, name in counts():
        for width in WIDTHS:
            found += _crowded(cases, entered, every, width, name, batched)
        found += _held_back(cases, every, name, batched)
    return found + _single_days(cases, entered)


def counts() -> tuple[tuple[int, str], ...]:
    """How many months lie between count dates, and what those are called."""
    return (12, _("31 March")), (3, _("the ends of quarters")), (1, _("the ends of months"))


def practised(cases: Cases, entered: BoolArray) -> frozenset[int]:
    """The teams that enter in batches as their practice."""
    return frozenset(
        team
        for team in range(len(cases.teams))
        if (own := cases.of(team) & entered).any() and in_batches(cases.recorded[own])
    )


def in_batches(days: FloatArray) -> bool:
    """Whether a team enters in batches: most entries on one day in fifteen, or nearly all on one
    in seven.
    """
    counts = np.sort(np.bincount((days - days.min()).astype(np.int64)))[::-1]
    monthly = counts[: max(1, round(len(counts) / 15))].sum() > PRACTICE * len(days)
    weekly = counts[: max(1, round(len(counts) / 7))].sum() > 0.85 * len(days)
    return bool(monthly or weekly)


def beyond_months(x: int, months: int, dates: int, all_months: int) -> float:
    """Chance that so many of the entries before ends of months fall before these ends."""
    share = min(1.35 * dates / all_months, 1.0)
    return beta_binomial_tail(x, months, share * 40, (1 - share) * 40 + 1e-9)


def beyond_season(x: int, around: int, width: int, dates: int) -> float:
    """Chance of so many of the entries made around count dates in their last days.

    A team that existed for part of the year only has more of its entries near any one date.
    """
    share = min(1.3 * width / (2 * AROUND + 1), 1.0)
    doubt = _DOUBT * min(dates, 4)
    return beta_binomial_tail(x, max(around, x), share * doubt, (1 - share) * doubt + 1e-9)


def _crowded(
    cases: Cases, entered: BoolArray, every: int, width: int, name: str, batched: frozenset[int]
) -> list[Lead]:
    close, dates = before_count(cases.recorded, every, width)
    if not dates:
        return []
    monthly, months = before_count(cases.recorded, 1, width)
    near = season(cases.recorded, every)
    x, n, m, around = (cases.per_team(w) for w in (close, entered, monthly, near))
    found = []
    for team, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p):
            continue
        if team in batched and every == 1:
            continue
        if team in batched:
            p = max(p, beyond_months(int(x[team]), int(m[team]), dates, months))
        p = max(p, beyond_season(int(x[team]), int(around[team]), width, dates))
        others = (x.sum() - x[team]) / max(n.sum() - n[team], 1)
        words = _(
            "{own} of {of} entries ({share}) were made in the {width} days up to {name}; among "
            "the other teams {others}."
        ).format(
            own=int(x[team]),
            of=int(n[team]),
            share=f"{x[team] / n[team]:.0%}",
            width=width,
            name=name,
            others=f"{others:.0%}",
        )
        found.append(Lead(BURST, team, p, words, close & cases.of(team)))
    return found


def waited(
    cases: Cases, every: int, width: int, batched: frozenset[int]
) -> tuple[BoolArray, BoolArray]:
    """Entries just before a count date, and which of them had waited longer than nine in ten of
    the team's entries at other times."""
    close, dates = before_count(cases.recorded, every, width)
    lag = cases.lag
    known, bound = ~np.isnan(lag), np.full(len(cases.teams), np.nan)
    for team in range(len(cases.teams)) if dates else ():
        rest = lag[cases.of(team) & known & ~close]
        if len(rest) >= 20 and not (every == 1 and team in batched):
            bound[team] = np.quantile(rest, 0.9)
    usable: BoolArray = close & known & ~np.isnan(bound[cases.team])
    with np.errstate(invalid="ignore"):
        long: BoolArray = usable & (lag > bound[cases.team])
    return usable, long


def _held_back(cases: Cases, every: int, name: str, batched: frozenset[int]) -> list[Lead]:
    """What is entered for a count has often waited for it."""
    usable, long = waited(cases, every, 3, batched)
    x, n = cases.per_team(long), cases.per_team(usable)
    found = []
    for team, p in enumerate(p_higher(x, n, 0.02).tolist()):
        if np.isnan(p):
            continue
        words = _(
            "{own} of the {of} entries in the three days up to {name} had waited longer than nine "
            "in ten of the team's entries at other times; among the other teams {others}."
        ).format(
            own=int(x[team]),
            of=int(n[team]),
            name=name,
            others=f"{(x.sum() - x[team]) / max(n.sum() - n[team], 1):.0%}",
        )
        found.append(Lead(BURST, team, p, words, long & cases.of(team)))
    return found


def _single_days(cases: Cases, entered: BoolArray) -> list[Lead]:
    """The fullest day of each team, against its own days and the others' entries on that day."""
    first = int(np.nanmin(cases.recorded))
    day = (cases.recorded[entered] - first).astype(np.int64)
    counts = np.zeros((len(cases.teams), int(day.max()) + 1))
    np.add.at(counts, (cases.team[entered], day), 1)
    sizes = counts.sum(axis=1)
    found = []
    for team in np.flatnonzero(sizes >= 30).tolist():
        own = counts[team]
        top = int(own.argmax())
        p = fullest(own, top, counts.sum(axis=0) - own)
        when = (EPOCH + timedelta(days=first + top)).isoformat()
        words = _(
            "{own} of {of} entries were made on one day, {when}; the team's next fullest day has "
            "{second}, and the other teams together made {others} entries that day."
        ).format(
            own=int(own[top]),
            of=int(sizes[team]),
            when=when,
            second=int(np.sort(own)[-2]) if len(own) > 1 else 0,
            others=int(counts[:, top].sum() - own[top]),
        )
        rows = cases.of(team) & (cases.recorded == first + top)
        found.append(Lead(BURST, team, p, words, rows))
    return found


def fullest(own: FloatArray, top: int, others: FloatArray) -> float:
    """Chance of a day so full, from a negative binomial of the team's days with any entry.

    The next fullest days are left in, so that an office which enters in batches sets its own
    measure. A day on which the others were busy too raises what is expected.
    """
    rest = np.delete(own, top)
    busy = rest[rest > 0]
    if len(busy) < 10:
        return 1.0
    usual = others[others > 0].mean() if (others > 0).any() else 1.0
    mean = busy.mean() * max(1.0, others[top] / usual)
    variance = max(busy.var(), mean * 1.2)
    p = negative_binomial_tail(float(own[top]), mean, variance)
    # Its second fullest day is the office's own measure of a batch.
    if own[top] < 2 * np.sort(rest)[-1]:
        return 1.0
    return min(1.0, p * len(busy))
