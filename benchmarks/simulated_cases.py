"""Made-up sets of cases of several teams: honest ones of many shapes, and ones gamed knowingly.

Honest sets differ in size, limit, shape and spread of durations, speed of teams, chasing before the
limit (in most sets, by all teams, not equally hard), working weeks, holiday gaps, entry day by day,
weekly or monthly, heavy tails of late entry, cases left open, people who come back, and siblings
assessed together. Each is what an office does without wrong, and each looks a little like gaming.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.random import Generator

FIRST = date(2023, 4, 1).toordinal()
COLUMNS = ["id", "team", "start", "end", "recorded_on"]
EMPTY = -1

SMALL_PUSH = (0.0, 0.0, 0.04, 0.08)
HARD_PUSH = (0.3, 0.5, 0.7)


@dataclass
class CaseSet:
    """Cases as arrays of ordinal days (EMPTY for none); `gamed` is the kind planted, or empty."""

    threshold: int
    ids: list[str]
    team: np.ndarray
    start: np.ndarray
    end: np.ndarray
    recorded: np.ndarray
    gamed: str = ""
    teams: set[str] = field(default_factory=set)

    def duration(self) -> np.ndarray:
        """Days from start to end; a large negative number where there is no end."""
        return np.where(self.end == EMPTY, -(10**6), self.end - self.start)

    def keep(self, which: np.ndarray) -> None:
        """Keep only these rows, in this order (a mask or positions)."""
        rows = np.flatnonzero(which) if which.dtype == bool else which
        self.ids = [self.ids[row] for row in rows]
        for name in ("team", "start", "end", "recorded"):
            setattr(self, name, getattr(self, name)[rows])

    def add(self, rows: np.ndarray, **changes: Any) -> None:
        """Append copies of rows, with some columns given anew."""
        self.ids = self.ids + list(changes.pop("ids"))
        for name in ("team", "start", "end", "recorded"):
            new = changes.get(name, getattr(self, name)[rows])
            setattr(self, name, np.concatenate([getattr(self, name), new]))

    def request(self, identity: str) -> dict[str, Any]:
        """The line that `almoner integrity` reads."""

        def text(day: int) -> str | None:
            return None if day == EMPTY else date.fromordinal(int(day)).isoformat()

        rows = [
            [self.ids[i], f"Team {self.team[i]}", *map(text, days)]
            for i, days in enumerate(zip(self.start, self.end, self.recorded, strict=True))
        ]
        return {"id": identity, "threshold_days": self.threshold, "columns": COLUMNS, "rows": rows}


def _durations(rng: Generator, shape: str, typical: float, n: int) -> np.ndarray:
    if shape == "lognormal":
        drawn = typical * np.exp(rng.normal(0, 0.45, n))
    elif shape == "gamma":
        drawn = rng.gamma(3.0, typical / 2.7, n)
    elif shape == "normal":
        drawn = rng.normal(typical, 0.35 * typical, n)
    elif shape == "mixture":
        quick = rng.random(n) < 0.3
        drawn = np.where(quick, rng.gamma(2, typical / 8, n), rng.gamma(8, typical / 7, n))
    elif shape == "uniform":
        drawn = rng.uniform(0.1, 1.9, n) * typical * np.exp(rng.normal(0, 0.15, n))
    else:
        drawn = typical * rng.weibull(1.6, n) * 1.1
    return np.maximum(np.rint(drawn), 0).astype(int)


def _chased(rng: Generator, days: np.ndarray, limit: int, push: float, style: str) -> np.ndarray:
    """What honest chasing does: those that were nearly due are finished in the days before."""
    days = days.copy()
    reach = max(round(limit * 0.35), 2)
    late = (days > limit) & (days <= limit + reach) & (rng.random(len(days)) < push)
    if style == "last days":
        back = rng.integers(0, max(limit // 8, 1) + 1, len(days))
    else:
        back = np.minimum(rng.geometric(0.25, len(days)) - 1, limit // 3)
    days[late] = limit - back[late]
    return days


def _working(rng: Generator, day: np.ndarray, share: float) -> np.ndarray:
    """Moved off the weekend, for most: Saturdays to Friday, Sundays to Monday."""
    weekday = (day + 6) % 7
    move = rng.random(len(day)) < share
    return day - ((weekday == 5) & move) + ((weekday == 6) & move)


def _lags(rng: Generator, shape: str, typical: float, n: int) -> np.ndarray:
    if shape == "geometric":
        return rng.geometric(1 / (1 + typical), n) - 1
    if shape == "poisson":
        return rng.poisson(typical, n)
    if shape == "uniform":
        return rng.integers(0, round(2 * typical) + 1, n)
    return np.rint(typical * np.exp(rng.normal(-0.2, 0.9, n))).astype(int)


def _entered(rng: Generator, day: np.ndarray, practice: str) -> np.ndarray:
    """Entry put off to the team's own entry day."""
    if practice == "weekly":
        return day + (int(rng.integers(5)) - (day + 6) % 7) % 7
    if practice == "monthly":
        step = 30.44
        return np.ceil(np.ceil((day - FIRST + 1) / step) * step).astype(int) + FIRST - 1
    return day


def honest(
    rng: Generator, cases: int | None = None, pushes: tuple[float, ...] = SMALL_PUSH
) -> CaseSet:
    """A clean set; everything about its shape is drawn from `rng`.

    `pushes` are the shares of what would be a little late that staff may finish in time.
    """
    limit = int(rng.choice([45, 45, 45, 45, 35, 28, 56, 42, 20, 90]))
    n = cases or int(np.exp(rng.uniform(np.log(400), np.log(3000))))
    teams = int(rng.integers(3, 11))
    shares = rng.dirichlet(np.full(teams, 8.0))
    shape = str(rng.choice(["lognormal", "gamma", "normal", "mixture", "weibull", "uniform"]))
    typical = limit * rng.uniform(0.55, 1.0)
    speeds = np.exp(rng.normal(0, rng.choice([0.0, 0.08, 0.18]), teams))
    push = rng.choice(pushes)
    style = str(rng.choice(["last days", "spread"]))
    lag_shape = str(rng.choice(["geometric", "poisson", "uniform", "lognormal"]))
    lag_days = rng.uniform(0.5, 8)
    practices = rng.choice(["daily"] * 6 + ["weekly", "monthly"], teams)
    if rng.random() < 0.15:
        practices[:] = rng.choice(["weekly", "monthly"])
    week = float(rng.choice([0.0, 0.9, 1.0]))
    span = int(rng.choice([365, 365, 730, 180]))
    team = np.sort(rng.choice(teams, n, p=shares))
    start = _working(rng, FIRST + rng.integers(0, span, n), week)
    if rng.random() < 0.3:
        gap = FIRST + int(rng.integers(30, span - 30))
        start = np.where((start >= gap) & (start < gap + 10), start + 10, start)
    if rng.random() < 0.2:
        # A team that was set up, or wound up, during the time.
        part = team == rng.integers(teams)
        start = np.where(
            part, FIRST + (start - FIRST) // 3 + int(rng.integers(0, span // 2)), start
        )
    days = np.zeros(n, dtype=int)
    recorded = np.zeros(n, dtype=int)
    for one in range(teams):
        own = team == one
        drawn = _durations(rng, shape, typical * speeds[one], own.sum())
        team_push = np.clip(push * np.exp(rng.normal(0, 0.3)), 0, 0.95)
        days[own] = _chased(rng, drawn, limit, team_push, style)
    end = np.maximum(_working(rng, start + days, week), start)
    for one in range(teams):
        own = team == one
        speed = np.exp(rng.normal(0, 0.25)) * (4 if rng.random() < 0.04 else 1)
        wait = _lags(rng, lag_shape, lag_days * speed, own.sum())
        recorded[own] = _entered(rng, end[own] + wait, str(practices[one]))
    still_open = rng.random(n) < rng.choice([0.0, 0.0, 0.02, 0.05])
    if rng.random() < 0.4:
        still_open |= end > FIRST + span
    end = np.where(still_open, EMPTY, end)
    recorded = np.where(still_open, EMPTY if rng.random() < 0.5 else start + 1, recorded)
    ids = _ids(rng, n)
    found = CaseSet(limit, ids, team, start, end, recorded)
    _come_back(rng, found)
    _siblings(rng, found)
    if rng.random() < 0.5:
        found.keep(rng.permutation(len(found.ids)))
    return found


def _ids(rng: Generator, n: int) -> list[str]:
    if rng.random() < 0.6:
        return [f"C{i:05d}" for i in range(1, n + 1)]
    return [f"{i}" for i in rng.choice(10**6, n, replace=False)]


def _come_back(rng: Generator, cases: CaseSet) -> None:
    """People referred again, months later, under the number they had, in some sets."""
    if rng.random() > 0.3:
        return
    closed = np.flatnonzero(cases.end != EMPTY)
    rows = rng.choice(closed, round(len(closed) * 0.03), replace=False)
    wait = cases.end[rows] + rng.integers(1, 300, len(rows))
    move = wait - cases.start[rows]
    cases.add(
        rows,
        ids=[cases.ids[row] for row in rows],
        start=wait,
        end=wait + rng.permutation(cases.end[rows] - cases.start[rows]),
        recorded=cases.recorded[rows] + move,
    )


def _siblings(rng: Generator, cases: CaseSet) -> None:
    """Brothers and sisters assessed together, in some sets and in all teams."""
    if rng.random() > 0.2:
        return
    rows = rng.choice(len(cases.ids), round(len(cases.ids) * 0.06), replace=False)
    cases.add(rows, ids=[f"{9_000_000 + int(row)}" for row in rows])


def _late(cases: CaseSet, own: np.ndarray, reach: float = 0.5) -> np.ndarray:
    days = cases.duration()
    limit = cases.threshold
    return np.flatnonzero(own & (days > limit) & (days <= limit * (1 + reach)))


def _pick(rng: Generator, rows: np.ndarray, number: int) -> np.ndarray:
    return rng.choice(rows, min(number, len(rows)), replace=False)


def pulled(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Late cases given an end just inside the limit; entry moves with it."""
    rows = _pick(rng, _late(cases, own), number)
    end = cases.start[rows] + cases.threshold - rng.integers(0, 4, len(rows))
    cases.recorded[rows] -= cases.end[rows] - end
    cases.end[rows] = end
    return len(rows)


def backdated(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Late cases given an end inside the limit; entered when they truly ended."""
    rows = _pick(rng, _late(cases, own), number)
    cases.end[rows] = cases.start[rows] + cases.threshold - rng.integers(0, 8, len(rows))
    return len(rows)


def restarted(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Late cases closed inside the limit and opened anew within days."""
    rows = _pick(rng, _late(cases, own, 1.0), number)
    end = cases.end[rows].copy()
    lag = np.maximum(cases.recorded[rows] - end, 0)
    cases.end[rows] = cases.start[rows] + cases.threshold - rng.integers(0, 6, len(rows))
    cases.recorded[rows] = cases.end[rows] + lag
    begin = cases.end[rows] + rng.integers(0, 4, len(rows))
    style = rng.choice(["same", "suffix", "new"])
    ids = [cases.ids[row] for row in rows]
    if style == "suffix":
        ids = [one + str(rng.choice(["-2", "B", "/2"])) for one in ids]
    elif style == "new":
        ids = [f"{8_000_000 + int(i)}" for i in range(len(rows))]
    cases.add(rows, ids=ids, start=begin, end=np.maximum(end, begin + 1), recorded=end + lag)
    return len(rows)


def dropped(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Late cases taken out, or left without an end."""
    rows = _pick(rng, np.flatnonzero(own & (cases.duration() > cases.threshold)), number)
    if rng.random() < 0.65:
        keep = np.ones(len(cases.ids), dtype=bool)
        keep[rows] = False
        cases.keep(keep)
    else:
        cases.end[rows] = EMPTY
        cases.recorded[rows] = EMPTY if rng.random() < 0.5 else cases.start[rows] + 1
    return len(rows)


def _touchable(cases: CaseSet, own: np.ndarray) -> np.ndarray:
    return np.flatnonzero(own & (cases.end != EMPTY) & (cases.recorded != EMPTY))


def burst(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Entry held back to the last days before a count date."""
    rows = _pick(rng, _touchable(cases, own), number)
    months = ([4], [1, 4, 7, 10], list(range(1, 13)))[int(rng.choice(3, p=[0.4, 0.4, 0.2]))]
    dates = np.array([date(y, m, 1).toordinal() - 1 for y in range(2023, 2027) for m in months])
    when = dates[np.minimum(np.searchsorted(dates, cases.end[rows] + 2), len(dates) - 1)]
    cases.recorded[rows] = when - rng.integers(0, 3, len(rows))
    return len(rows)


def entered_late(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Entry weeks or months after the event, of any case or of the late ones."""
    late = np.flatnonzero(own & (cases.duration() > cases.threshold))
    rows = (
        _touchable(cases, own)
        if rng.random() < 0.5
        else np.intersect1d(late, _touchable(cases, own))
    )
    rows = _pick(rng, rows, number)
    cases.recorded[rows] += rng.integers(25, 120, len(rows))
    return len(rows)


def copied(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """In-time cases entered again under other numbers."""
    days = cases.duration()
    rows = _pick(rng, np.flatnonzero(own & (days >= 0) & (days <= cases.threshold)), number)
    ids = [f"{7_000_000 + int(row)}" for row in rng.choice(10**6, len(rows), replace=False)]
    cases.add(rows, ids=ids)
    return len(rows)


def rounded(rng: Generator, cases: CaseSet, own: np.ndarray, number: int) -> int:
    """Durations made up in fives or tens, or ends on the first or last of a month."""
    rows = _pick(rng, _touchable(cases, own), number)
    days = cases.duration()[rows]
    style = rng.integers(3)
    if style < 2:
        unit = (5, 10)[style]
        end = cases.start[rows] + np.maximum(np.rint(days / unit).astype(int), 1) * unit
    else:
        firsts = np.array(
            [date.fromordinal(int(day)).replace(day=1).toordinal() for day in cases.end[rows]]
        )
        end = np.maximum(firsts, cases.start[rows])
    cases.recorded[rows] += end - cases.end[rows]
    cases.end[rows] = end
    return len(rows)


WAYS: dict[str, Callable[[Generator, CaseSet, np.ndarray, int], int]] = {
    "bunching": pulled,
    "back_dating": backdated,
    "restarted_clock": restarted,
    "dropped_cases": dropped,
    "entry_burst": burst,
    "late_entry": entered_late,
    "copies": copied,
    "digit_preference": rounded,
}


def gamed(
    rng: Generator,
    kind: str,
    share: float,
    cases: int | None = None,
    *,
    everywhere: bool = False,
) -> CaseSet:
    """An honest set in which one or two teams, or all, then did `kind` to this share of cases.

    A set without cases enough to do it to (most kinds need late ones) is drawn again.
    """
    while True:
        found = honest(rng, cases)
        names = np.unique(found.team)
        many = int(rng.integers(1, 3)) if len(names) > 3 else 1
        chosen = names if everywhere else rng.choice(names, many, replace=False)
        asked = done = 0
        for one in chosen:
            number = max(round(share * (found.team == one).sum()), 1)
            asked += number
            done += WAYS[kind](rng, found, found.team == one, number)
        if done >= 0.7 * asked:
            found.gamed, found.teams = kind, {f"Team {one}" for one in chosen}
            return found
