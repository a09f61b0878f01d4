"""What all teams do alike in making entries: before count dates, long after, or after the limit."""

from __future__ import annotations

import numpy as np
from scipy import special

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.integrity import lags
from almoner.signals.integrity.bursts import (
    beyond_months,
    beyond_season,
    counts,
    fullest,
    practised,
    waited,
)
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.count_dates import EPOCH, before_count, season
from almoner.signals.integrity.lead import BACK_DATING, BURST, EVERYONE, LATE_ENTRY, Lead
from almoner.signals.integrity.rates import p_beyond

FEWEST = 60

# Ours: what is taken as ordinary anywhere. Entries before an end of month, beside its length: an
# office may catch up monthly; long waits, by scale; long waits among entries before a count date;
# shift of mid-rank of waits.
_MONTH_END, _LONG, _WAITED, _HABIT = 2.5, (0.045, 0.02), 0.2, 0.08


def leads(cases: Cases) -> list[Lead]:
    """Whether the entries of all teams together are unlike those of ordinary offices."""
    entered = ~np.isnan(cases.recorded)
    if entered.sum() < FEWEST:
        return []
    return _bursts(cases, entered) + _single_day(cases, entered) + _waits(cases)


def _bursts(cases: Cases, entered: BoolArray) -> list[Lead]:
    batched = practised(cases, entered)
    free = entered & ~np.isin(cases.team, sorted(batched))
    found = []
    for every, name in counts():
        for width in (3, 7):
            lead = _crowded(cases, free, every, width, name)
            found += [lead] if lead else []
        usable, long = waited(cases, every, 3, batched)
        x, n = int(long.sum()), int(usable.sum())
        usual = _caught_up(cases, every, usable, batched)
        words = _(
            "{own} of the {of} entries of all teams in the three days up to {name} had waited "
            "longer than nine in ten of a team's entries at other times."
        ).format(own=x, of=n, name=name)
        found.append(Lead(BURST, EVERYONE, p_beyond(x, n, usual, 0.02), words, long))
    return found


def _caught_up(cases: Cases, every: int, counted: BoolArray, batched: frozenset[int]) -> float:
    """Share of long waits that is ordinary before a count date: that of other ends of months."""
    usable, long = waited(cases, 1, 3, batched)
    other = usable & ~counted
    if every == 1 or not other.any():
        return 0.6
    x, n = int((long & other).sum()), int(other.sum())
    return min(0.9, max(_WAITED, x / n + 0.1 + (x / n * (1 - x / n) / n) ** 0.5))


def _crowded(cases: Cases, free: BoolArray, every: int, width: int, name: str) -> Lead | None:
    close, dates = before_count(cases.recorded, every, width)
    if not dates or free.sum() < FEWEST:
        return None
    x, n = int((close & free).sum()), int(free.sum())
    if every == 1:
        p = p_beyond(x, n, _MONTH_END * width / 30.4, 0.005)
    else:
        monthly, months = before_count(cases.recorded, 1, width)
        around = int((season(cases.recorded, every) & free).sum())
        p = beyond_months(x, int((monthly & free).sum()), dates, months)
        p = max(p, beyond_season(x, around, width, dates))
    words = _(
        "{own} of {of} entries of all teams ({share:.0%}) were made in the {width} days up to "
        "{name}."
    ).format(own=x, of=n, share=x / n, width=width, name=name)
    return Lead(BURST, EVERYONE, p, words, close & free)


def _single_day(cases: Cases, entered: BoolArray) -> list[Lead]:
    first = int(np.nanmin(cases.recorded))
    day = (cases.recorded[entered] - first).astype(np.int64)
    own = np.bincount(day).astype(np.float64)
    top = int(own.argmax())
    words = _("{own} of {of} entries of all teams were made on one day, {when}.").format(
        own=int(own[top]), of=len(day), when=str(np.datetime64(EPOCH) + (first + top))
    )
    p = fullest(own, top, np.zeros(len(own)))
    return [Lead(BURST, EVERYONE, p, words, entered & (cases.recorded == first + top))]


def _waits(cases: Cases) -> list[Lead]:
    lag, parts = cases.lag, lags.parts(cases)
    if np.isnan(lag).all():
        return []
    found = []
    for scale, usual in zip(lags.SCALES, _LONG, strict=True):
        found.append(_tail(cases, lag, scale, ~np.isnan(lag), usual))
        found.append(_tail(cases, lag, scale, parts.late, 1.5 * usual))
    for part in lags.PARTS:
        usable, long = lags.long_near(cases, lag, parts.near, parts.early, part)
        p = p_beyond(int(long.sum()), int(usable.sum()), part + 0.08, 0.01)
        words = lags.near_words(cases, lag, parts.near, parts.early)
        found.append(Lead(BACK_DATING, EVERYONE, p, words, long))
    for kind, some, rest, words_of in (
        (BACK_DATING, parts.near, parts.early, lags.near_words),
        (LATE_ENTRY, parts.late, parts.in_time, lags.late_words),
    ):
        p, words = _shift(cases, lag, some, rest), words_of(cases, lag, some, rest)
        found.append(Lead(kind, EVERYONE, p, words, some & ~np.isnan(lag)))
    return found


def _tail(
    cases: Cases, lag: FloatArray, scale: tuple[float, float], some: BoolArray, usual: float
) -> Lead:
    bound = lags.own_scale(cases, lag, *scale)
    with np.errstate(invalid="ignore"):
        long = some & (lag > bound)
    x, n = int(long.sum()), int((some & ~np.isnan(lag)).sum())
    words = _(
        "{own} of {of} entries of all teams were made long after the event: {times:.0f} times as "
        "long as the team's ordinary entry takes, and more."
    ).format(own=x, of=n, times=scale[0])
    return Lead(LATE_ENTRY, EVERYONE, p_beyond(x, n, usual, 0.005), words, long)


def _shift(cases: Cases, lag: FloatArray, some: BoolArray, rest: BoolArray) -> float:
    """Chance of so much longer waits in all teams, each beside its own other entries."""
    teams = range(len(cases.teams))
    pairs = [lags.effect_of(lag, some & cases.of(team), rest & cases.of(team)) for team in teams]
    known = [(effect, error) for effect, error in pairs if not np.isnan(effect)]
    if not known:
        return 1.0
    effect, error = (np.array(part) for part in zip(*known, strict=True))
    weight = 1 / error**2
    mean = float(effect @ weight / weight.sum())
    spread = max(1.0, float(((effect - mean) ** 2 @ weight) / max(len(effect) - 1, 1)))
    return float(special.ndtr(-(mean - _HABIT) / np.sqrt(spread / weight.sum())))
