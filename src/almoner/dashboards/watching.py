"""Early warning over the watched series of a council: read, sifted, and grouped by cause.

A warning is new (it began within the last year), large enough to matter, and has a next step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from almoner.dashboards.regular import Regular
from almoner.dashboards.watched import WATCHED, Watched
from almoner.signals.batch import SeriesBatch
from almoner.signals.early_warning import FAR, learnt, watch
from almoner.signals.seasonality import ordinary
from almoner.signals.xmr import xmr

if TYPE_CHECKING:
    from almoner.signals.batch import FloatArray, IntArray

LEARN_AT_LEAST = 20
"""Figures that season, memory and spread are learnt from, or more."""

WATCH_YEARS = 2
"""The last years, which are watched; what came before is learnt from."""

LARGE = 1.0
"""Standard deviations that the figures since the start must lie from what was to be expected."""

LARGE_SHARE = 0.05
"""Share of the level that they must lie from it."""

FALSE_ALARMS_A_YEAR = {12: 0.31, 4: 0.25}
"""Warnings a year from one series in which nothing happens. For months as measured on real
referrals of English councils with their slow changes taken out (benchmarks/early_warning.py); for
quarters by simulation with a memory of one half, learnt from 20 figures."""


@dataclass(frozen=True)
class Read:
    """One watched series as it was read.

    `expected` is what season and memory, and the level learnt, let expect of each figure; `reach`
    the distance at which one figure alone is a warning. `direction` is 1 or -1 where a warning
    stands, 0 where none does; it began at position `since`, and lies `size` standard deviations and
    `by` (in the unit) from what was expected, on average since then. `plain` are the lower, mean
    and upper limits of the plain chart, and `plain_signals` which way each figure is marked by it.
    `drift` is how far the watched years lie from the level learnt (0 where that is not large): with
    a memory it may grow without any step that stands out.
    """

    watched: Watched
    series: Regular
    learn: int
    expected: FloatArray
    level: float
    sigma: float
    score: FloatArray
    alarms: FloatArray
    direction: int
    since: int
    size: float
    by: float
    drift: float
    has_season: bool
    memory: float
    plain: tuple[FloatArray, FloatArray, FloatArray]
    plain_signals: IntArray

    @property
    def reach(self) -> float:
        """How far from the expected one figure alone is a warning, in the unit."""
        return FAR * self.sigma

    @property
    def is_new(self) -> bool:
        """Whether it began within the last year."""
        return len(self.series.values) - self.since <= self.series.a_year

    @property
    def is_large(self) -> bool:
        """Whether it is large enough to matter."""
        return self.size >= LARGE and abs(self.by) >= LARGE_SHARE * abs(self.level)

    @property
    def warns(self) -> bool:
        """Whether it is told: new and large enough."""
        return bool(self.direction) and self.is_new and self.is_large


def read(series: Regular, watched: Watched) -> Read | None:
    """Read one series; None where it is too short or has too many gaps to learn from."""
    learn = max(LEARN_AT_LEAST, len(series.values) - WATCH_YEARS * series.a_year)
    if len(series.values) <= learn or not series.is_full:
        return None
    matrix = series.values[np.newaxis]
    seen = watch(matrix, learn, series.season, series.a_year)
    known = ordinary(matrix[:, :learn], series.season[:learn], series.a_year)
    addition, mean, sigma = learnt(matrix, learn, series.season, series.a_year)
    if not sigma[0] > 0:
        return None
    expected = mean[0] + addition[0]
    score = seen.score[0]
    # Memory hides a lasting shift from one step ahead: size is held against the season alone.
    season_only = known._replace(memory=np.zeros(1)).addition(matrix, series.season)[0]
    level = float(np.nanmean(series.values[:learn] - season_only[:learn]))
    direction, since = _standing(seen.direction[0], learn)
    beyond = series.values - season_only - level
    since = _began(direction * beyond[since:], since) if direction else since
    shift = beyond[since:] if direction else np.zeros(1)
    by = float(np.nanmean(shift))
    spread = float(np.nanstd(series.values[:learn] - season_only[:learn])) or float(sigma[0])
    plain, signals = _plain(series.values)
    drift = float(np.nanmean(series.values[learn:] - season_only[learn:])) - level
    drifted = abs(drift) >= max(LARGE * spread, LARGE_SHARE * abs(level))
    return Read(
        watched=watched,
        series=series,
        learn=learn,
        expected=expected,
        level=level,
        sigma=float(sigma[0]),
        score=score,
        alarms=seen.direction[0],
        direction=direction if direction * by > 0 else 0,
        since=since,
        size=abs(by) / spread,
        by=by,
        drift=drift if drifted else 0.0,
        has_season=bool(known.season is not None and known.season.effect(series.season).any()),
        memory=float(known.memory[0]),
        plain=plain,
        plain_signals=signals,
    )


def _standing(alarms: FloatArray, learn: int) -> tuple[int, int]:
    """The direction of the warning that stands at the end, and where it may have begun at first.

    A CUSUM starts again after it has spoken, so that a lasting shift speaks now and then: it stands
    until it speaks the other way.
    """
    spoken = np.flatnonzero(alarms)
    if not len(spoken):
        return 0, learn
    direction = int(alarms[spoken[-1]])
    other = spoken[alarms[spoken] == -direction]
    return direction, learn + (int(other[-1]) + 1 if len(other) else 0)


def _began(beyond: FloatArray, first: int) -> int:
    """The position, from `first` on, since which one lasting shift explains the figures best.

    An alarm comes after its cause, and one of chance may have come long before: neither is the
    beginning. `beyond` is how far each figure lies the warning's way from what season lets expect.
    """
    known = np.nan_to_num(beyond)
    total = np.cumsum(known[::-1])[::-1]
    number = np.maximum(np.cumsum(~np.isnan(beyond)[::-1])[::-1], 1)
    return first + int(np.argmax(np.where(total > 0, total**2 / number, -1.0)))


def _plain(values: FloatArray) -> tuple[tuple[FloatArray, FloatArray, FloatArray], IntArray]:
    """Limits of the plain chart, and which way its rules mark each figure."""
    reading = xmr(SeriesBatch.from_matrix(values[np.newaxis]))
    limits = reading.limits
    return (limits.lower, limits.mean, limits.upper), reading.direction.astype(np.int64)


@dataclass(frozen=True)
class Told:
    """One thing to tell: the series that leads, those that moved with it, and those upstream that
    moved the same way before and still stand."""

    lead: Read
    others: tuple[Read, ...]
    before: tuple[Read, ...]


def grouped(found: Iterable[Read], watched: Iterable[Watched] = WATCHED) -> list[Told]:
    """Warnings that have one cause made one: led by the furthest upstream that moved as well.

    `watched` says what feeds what, series that the place does not have included.
    """
    upstream = {one.code: one.upstream for one in watched}
    standing = {one.watched.code: one for one in found if one.direction}
    telling = {code: one for code, one in standing.items() if one.warns}
    groups: dict[str, list[Read]] = {}
    for one in telling.values():
        groups.setdefault(_source(one, telling, upstream), []).append(one)
    return [
        Told(
            telling[source],
            tuple(one for one in members if one.watched.code != source),
            tuple(_upstream(telling[source], standing, upstream)),
        )
        for source, members in groups.items()
    ]


def _upstream(one: Read, standing: dict[str, Read], upstream: dict[str, str]) -> Iterable[Read]:
    """What stands the same way upstream of a series, the furthest first."""
    found, above = [], one.watched.upstream
    while above:
        if above in standing and standing[above].direction == one.direction:
            found.append(standing[above])
        above = upstream.get(above, "")
    return reversed(found)


def _source(one: Read, telling: dict[str, Read], upstream: dict[str, str]) -> str:
    """The furthest indicator upstream that moved the same way; gaps in the chain are skipped."""
    source, above = one.watched.code, one.watched.upstream
    while above:
        if above in telling and telling[above].direction == one.direction:
            source = above
        above = upstream.get(above, "")
    return source


def false_alarms(found: Iterable[Read]) -> float:
    """Warnings to be expected in a year from these series if nothing happened in any of them."""
    return sum(FALSE_ALARMS_A_YEAR[one.series.a_year] for one in found)
