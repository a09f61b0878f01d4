"""A second, separately written generator of cases: offices with calendars, workloads and habits.

`simulated_cases` was at hand when the settings of the integrity method were chosen; of this one
only the true rhythm of entry at ends of months was. Durations pass through working calendars with
bank holidays; limits run from 10 to 56 days; shapes are gamma, lognormal, a mixture of two kinds of
work, and whole steps of work (discrete).
Clean sets have weekly rhythms, true month-end rhythms, small heaps at the limit, teams that differ
in speed and in shape, small teams, holidays, families, and registers without a day of entry.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from benchmarks.simulated_cases import EMPTY, CaseSet

LIMITS = (10, 15, 35, 45, 45, 45, 56)
SHAPES = ("gamma", "lognormal", "mixture", "discrete")
OPENED = date(2022, 4, 1).toordinal()
_BANK = [(1, 1), (4, 7), (4, 10), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)]
HOLIDAYS = np.array(
    sorted(date(year, m, d).toordinal() for year in range(2022, 2027) for m, d in _BANK)
)


def _office_day(days: np.ndarray) -> np.ndarray:
    """The next day on which the office is open."""
    days = days.copy()
    for _again in range(5):
        closed = ((days + 6) % 7 >= 5) | np.isin(days, HOLIDAYS)
        days += closed
    return days


def _work(rng: Generator, shape: str, usual: float, bend: float, n: int) -> np.ndarray:
    """Days of work that n cases take; `bend` sets how uneven they are."""
    if shape == "gamma":
        return rng.gamma(1 / bend**2, usual * bend**2, n)
    if shape == "lognormal":
        return usual * np.exp(rng.normal(-(bend**2) / 2, bend, n))
    if shape == "mixture":
        simple = rng.random(n) < 0.4
        return np.where(
            simple,
            rng.gamma(4, usual * 0.5 / 4, n),
            usual * 1.3 * np.exp(rng.normal(0, bend * 0.7, n)),
        )
    steps = rng.integers(2, 6)
    return steps + rng.negative_binomial(steps, steps / (steps + usual), n)


def _month_end(days: np.ndarray) -> np.ndarray:
    ends = [
        (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).toordinal()
        for year in range(2022, 2028)
        for month in range(1, 13)
    ]
    table = np.array(sorted(ends))
    return table[np.searchsorted(table, days)]


def office(rng: Generator) -> CaseSet:
    """A clean set of the cases of several teams."""
    limit = int(rng.choice(LIMITS))
    shape = str(rng.choice(SHAPES))
    usual, bend = limit * rng.uniform(0.5, 0.95), rng.uniform(0.35, 0.7)
    sizes = rng.integers(40, 420, int(rng.integers(3, 9)))
    span = int(rng.choice([365, 548, 730]))
    heap = rng.choice([0.0, 0.05, 0.1])
    closing = rng.choice([0.0, 0.0, 0.1])
    rhythm = rng.choice([0.0, 0.05, 0.1])
    wait = rng.uniform(0.5, 6)
    parts = []
    for team, size in enumerate(sizes):
        quick = np.exp(rng.normal(0, 0.2))
        start = _office_day(OPENED + np.sort(rng.integers(0, span, size)))
        work = _work(rng, shape, usual * quick, bend * np.exp(rng.normal(0, 0.1)), size)
        due = start + np.rint(np.maximum(work, 0)).astype(int)
        soon = (due - start > limit) & (due - start <= limit * 1.3)
        hurried = soon & (rng.random(size) < heap * np.exp(rng.normal(0, 0.3)))
        back = rng.integers(0, max(limit // 6, 2), size)
        due = np.where(hurried, start + limit - back, _office_day(due))
        swept = (rng.random(size) < closing) & (_month_end(due) - due < 6) & ~hurried
        due = np.where(swept, _month_end(due), due)
        lag = np.rint(wait * rng.gamma(rng.uniform(0.8, 2), 1, size)).astype(int)
        entered = _office_day(due + lag)
        entered = np.where(rng.random(size) < rhythm, _month_end(entered), entered)
        parts.append((np.full(size, team), start, due, entered))
    team, start, end, entered = (np.concatenate(part) for part in zip(*parts, strict=True))
    if rng.random() < 0.15:
        entered = np.full(len(entered), EMPTY)
    order = rng.permutation(len(team)) if rng.random() < 0.3 else np.argsort(start, kind="stable")
    ids = [f"R-{number:06d}" for number in 1000 + np.arange(len(team))]
    if rng.random() < 0.5:
        ids = [f"{number}" for number in rng.choice(10**7, len(team), replace=False)]
    found = CaseSet(limit, ids, team, start, end, entered)
    found.keep(order)
    if rng.random() < 0.5:
        found.ids = ids
    _families(rng, found)
    return found


def _families(rng: Generator, made: CaseSet) -> None:
    if rng.random() > 0.25:
        return
    rows = rng.choice(len(made.ids), round(len(made.ids) * rng.uniform(0.01, 0.05)), replace=False)
    made.add(rows, ids=[f"F{number}" for number in range(len(rows))])


def _some(rng: Generator, rows: np.ndarray, number: int) -> np.ndarray:
    return rng.permutation(rows)[:number]


def _overdue(made: CaseSet, own: np.ndarray) -> np.ndarray:
    return np.flatnonzero(own & (made.end - made.start > made.threshold) & (made.end != EMPTY))


def _known(made: CaseSet) -> np.ndarray:
    return made.recorded != EMPTY


def end_earlier(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """The least late are written down as just in time."""
    rows = _overdue(made, own)
    rows = rows[np.argsort((made.end - made.start)[rows], kind="stable")][:number]
    back = rng.geometric(0.45, len(rows)) - 1
    moved = made.end[rows] - (made.start[rows] + made.threshold - np.minimum(back, 5))
    made.end[rows] -= moved
    made.recorded[rows] = np.where(_known(made)[rows], made.recorded[rows] - moved, EMPTY)
    return len(rows)


def end_earlier_entered_after(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """The same, but the day of entry gives it away."""
    rows = _some(rng, _overdue(made, own & _known(made)), number)
    made.end[rows] = made.start[rows] + made.threshold - rng.integers(0, 6, len(rows))
    return len(rows)


def start_later(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """The clock is said to have started later than it did."""
    rows = _some(rng, _overdue(made, own), number)
    made.start[rows] = made.end[rows] - made.threshold + rng.integers(0, 4, len(rows))
    return len(rows)


def reopen(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """Closed in time, opened again under the same number or a new one."""
    rows = _some(rng, _overdue(made, own), number)
    true_end, entered = made.end[rows].copy(), made.recorded[rows].copy()
    cut = made.start[rows] + made.threshold - rng.integers(0, 7, len(rows))
    made.recorded[rows] = np.where(entered == EMPTY, EMPTY, cut + np.maximum(entered - true_end, 0))
    made.end[rows] = cut
    again = _office_day(cut + rng.integers(0, 5, len(rows)))
    same = rng.random() < 0.6
    ids = [made.ids[row] if same else f"N{number:05d}" for number, row in enumerate(rows)]
    made.add(rows, ids=ids, start=again, end=np.maximum(true_end, again + 1), recorded=entered)
    return len(rows)


def lose(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """Late cases leave the list, or never end."""
    rows = _some(rng, _overdue(made, own), number)
    if rng.random() < 0.5:
        keep = np.ones(len(made.ids), dtype=bool)
        keep[rows] = False
        made.keep(keep)
    else:
        made.end[rows] = EMPTY
        made.recorded[rows] = EMPTY
    return len(rows)


def before_the_count(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """Entries are left until a quarter, or the year, is about to be counted."""
    rows = _some(rng, np.flatnonzero(own & _known(made) & (made.end != EMPTY)), number)
    months = (4,) if rng.random() < 0.4 else (1, 4, 7, 10)
    dates = np.array(
        [date(year, month, 1).toordinal() - 1 for year in range(2022, 2028) for month in months]
    )
    count = dates[np.searchsorted(dates, made.end[rows] + 1)]
    made.recorded[rows] = np.maximum(count - rng.integers(0, 5, len(rows)), made.end[rows])
    return len(rows)


def long_after(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """Entries a month to five months late."""
    rows = _some(rng, np.flatnonzero(own & _known(made) & (made.end != EMPTY)), number)
    made.recorded[rows] += np.rint(30 + rng.exponential(40, len(rows))).astype(int)
    return len(rows)


def twice(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """Cases entered a second time."""
    rows = _some(rng, np.flatnonzero(own & (made.end != EMPTY)), number)
    made.add(rows, ids=[f"X{number:05d}" for number in rng.permutation(10**5)[: len(rows)]])
    return len(rows)


def round_days(rng: Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
    """Durations guessed in weeks' stead: to the nearest five or ten days."""
    rows = _some(rng, np.flatnonzero(own & (made.end != EMPTY)), number)
    unit = int(rng.choice([5, 10])) if made.threshold > 15 else 5
    days = np.maximum(np.rint((made.end - made.start)[rows] / unit), 1).astype(int) * unit
    shift = made.start[rows] + days - made.end[rows]
    made.recorded[rows] = np.where(_known(made)[rows], made.recorded[rows] + shift, EMPTY)
    made.end[rows] += shift
    return len(rows)


WAYS: dict[str, tuple[str, Callable[[Generator, CaseSet, np.ndarray, int], int]]] = {
    "bunching": ("bunching", end_earlier),
    "back-dated ends": ("back_dating", end_earlier_entered_after),
    "starts moved": ("bunching", start_later),
    "clock restarted": ("restarted_clock", reopen),
    "cases dropped": ("dropped_cases", lose),
    "entry before a count": ("entry_burst", before_the_count),
    "recorded long after": ("late_entry", long_after),
    "copies": ("copies", twice),
    "digit preference": ("digit_preference", round_days),
}
"""By way: the kind it should be asked about as, and what is done."""


def staged(rng: Generator, way: str, share: float, whom: str) -> CaseSet:
    """An office of which one team, some ("two") or "all" then did so to a share of their cases."""
    kind, do = WAYS[way]
    while True:
        made = office(rng)
        names = np.unique(made.team)
        many = {"one": 1, "two": 2, "all": len(names)}[whom]
        asked = done = 0
        for one in rng.permutation(names)[:many]:
            number = max(1, round(share * (made.team == one).sum()))
            asked, done = asked + number, done + do(rng, made, made.team == one, number)
            made.teams.add(f"Team {one}")
        if done >= 0.7 * asked:
            made.gamed = kind
            return made
