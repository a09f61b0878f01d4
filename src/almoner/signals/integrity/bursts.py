"""Entries that come in a burst before the day on which somebody counts."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import BURST, Lead
from almoner.signals.integrity.rates import beta_binomial_tail, negative_binomial_tail, p_higher

WIDTHS = (1, 3, 7)

# A team that makes more than this share of its entries on one day in fifteen enters in batches as
# its practice, not for a count.
PRACTICE = 0.65
_EPOCH = date(1970, 1, 1)
_SEASON = 21


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether its entries crowd before month ends, quarter ends or 31 March."""
    entered = ~np.isnan(cases.recorded)
    if entered.sum() < 30:
        return []
    found = []
    batched = frozenset(
        team
        for team in range(len(cases.teams))
        if (own := cases.of(team) & entered).any() and in_batches(cases.recorded[own])
    )
    for every, name in (
        (12, _("31 March")),
        (3, _("the ends of quarters")),
        (1, _("the ends of months")),
    ):
        for width in WIDTHS:
            found += _crowded(cases, entered, every, width, name, batched)
    return found + _single_days(cases, entered)


def _count_days(first: int, last: int, every: int) -> FloatArray:
    """The last days of every month, quarter (3) or year (12, in March) between two days."""
    day, ends = _EPOCH + timedelta(days=first), list[int]()
    month = day.year * 12 + day.month - 1
    while True:
        month += 1
        end = (date(month // 12, month % 12 + 1, 1) - _EPOCH).days - 1
        if end > last + 7:
            return np.array(ends, dtype=np.float64)
        if (month - 3) % every == 0:
            ends.append(end)


def _close(day: FloatArray, every: int, width: int) -> tuple[BoolArray, int]:
    """Entries in the days up to a count date, and how many count dates there are."""
    ends = _count_days(int(np.nanmin(day)), int(np.nanmax(day)), every)
    if not len(ends):
        return np.zeros(len(day), dtype=np.bool_), 0
    gap = np.append(ends, np.inf)[np.searchsorted(ends, day)] - day
    with np.errstate(invalid="ignore"):
        found: BoolArray = (gap >= 0) & (gap < width)
    return found & ~np.isnan(day), len(ends)


def in_batches(days: FloatArray) -> bool:
    """Whether a team enters in batches: most entries on one day in fifteen, or nearly all on one
    in seven.
    """
    counts = np.sort(np.bincount((days - days.min()).astype(np.int64)))[::-1]
    monthly = counts[: max(1, round(len(counts) / 15))].sum() > PRACTICE * len(days)
    weekly = counts[: max(1, round(len(counts) / 7))].sum() > 0.85 * len(days)
    return bool(monthly or weekly)


def _beyond_months(x: int, months: int, dates: int, all_months: int) -> float:
    """Chance that so many of the entries before ends of months fall before these ends."""
    share = min(1.35 * dates / all_months, 1.0)
    return beta_binomial_tail(x, months, share * 40, (1 - share) * 40 + 1e-9)


def _season(day: FloatArray, every: int) -> BoolArray:
    """Entries within three weeks of a count date."""
    ends = _count_days(int(np.nanmin(day)) - 28, int(np.nanmax(day)) + 28, every)
    if not len(ends):
        return ~np.isnan(day)
    after = np.searchsorted(ends, day)
    gaps = [
        np.abs(np.append(ends, np.inf)[np.clip(after - back, 0, len(ends))] - day)
        for back in (0, 1)
    ]
    with np.errstate(invalid="ignore"):
        found: BoolArray = np.minimum(*gaps) <= _SEASON
    return found


def _beyond_season(x: int, around: int, width: int) -> float:
    """Chance of so many of the entries made around count dates in their last days.

    A team that existed for part of the year only has more of its entries near any one date.
    """
    share = min(1.3 * width / (2 * _SEASON + 1), 1.0)
    return beta_binomial_tail(x, max(around, x), share * 60, (1 - share) * 60 + 1e-9)


def _crowded(
    cases: Cases, entered: BoolArray, every: int, width: int, name: str, batched: frozenset[int]
) -> list[Lead]:
    close, dates = _close(cases.recorded, every, width)
    if not dates:
        return []
    monthly, months = _close(cases.recorded, 1, width)
    season = _season(cases.recorded, every)
    x, n, m, around = (cases.per_team(w) for w in (close, entered, monthly, season))
    found = []
    for team, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p):
            continue
        if team in batched and every == 1:
            continue
        if team in batched:
            p = max(p, _beyond_months(int(x[team]), int(m[team]), dates, months))
        p = max(p, _beyond_season(int(x[team]), int(around[team]), width))
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
        p = _fullest(own, top, counts.sum(axis=0) - own)
        when = (_EPOCH + timedelta(days=first + top)).isoformat()
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


def _fullest(own: FloatArray, top: int, others: FloatArray) -> float:
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
