"""Measurements of a small made-up council with small counts, and all the ways they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import polars as pl

from almoner.engine.places import Months, Places
from almoner.engine.rows import Rows
from almoner.reference.period import PeriodKind

LENGTH = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.ROLLING_YEAR: 12,
}
WHOLE, SERVICES = "X10000001", ("ADULTS", "CHILDREN")
GROUPS = {"sex": ("female", "male", "unknown"), "age": ("0-17", "18-64", "65+")}
HOMES = ("E05000001", "E05000002", "E05000003")


@dataclass
class SmallCouncil:
    """Events of a council: a row each of team, sex, age, home and month; `flags` for shares."""

    months: Months
    places: Places
    events: np.ndarray
    flags: np.ndarray
    stock: bool = False

    @classmethod
    def random(cls, seed: int, *, stock: bool = False) -> SmallCouncil:
        """Few or many events in few or several teams, some groups rare."""
        rng = np.random.default_rng(seed)
        first = 2023 * 12 + int(rng.integers(0, 6))
        months = Months(first, first + int(rng.choice([11, 14, 20])))
        teams = tuple(f"T{i}" for i in range(int(rng.integers(1, 5))))
        services = SERVICES[: int(rng.integers(0, 3))]
        length = len(months)
        spells = {}
        for team in teams:
            own = [(WHOLE, 0, length)]
            if services:
                first, later = rng.choice(services, 2)
                moves = int(rng.integers(1, length)) if rng.random() < 0.3 else length
                own += [(str(first), 0, moves), (str(later), moves, length)]
            spells[team] = tuple(own)
        number = int(rng.choice([20, 120, 500, 1500]))
        shares = [rng.dirichlet(np.full(n, 0.7)) for n in (len(teams), 3, 3, 3)]
        columns = [rng.choice(len(s), number, p=s) for s in shares]
        columns.append(rng.integers(0, len(months), number))
        flags = rng.random((number, 2)) < rng.choice([0.05, 0.5, 0.97], 2)
        places = Places(teams, (*services, WHOLE), spells, length)
        return cls(months, places, np.stack(columns, axis=1), flags, stock)

    def counts(self, which: np.ndarray) -> Counter[tuple[str, str, str]]:
        """Place, breakdown and period to the number of some events; places met, all periods."""
        monthly: Counter[tuple[str, str, int]] = Counter()
        for team, sex, age, home, month in self.events[which]:
            here = [self.places.teams[team]]
            inside = self.places.weights[month, team]
            here += [w for w, is_in in zip(self.places.wholes, inside, strict=True) if is_in]
            parts = ("", f"sex={GROUPS['sex'][sex]}", f"age={GROUPS['age'][age]}")
            for cell in (*product(here, parts), (HOMES[home], "")):
                monthly[*cell, int(month)] += 1
        found: Counter[tuple[str, str, str]] = Counter()
        for place, part in {cell[:2] for cell in monthly}:
            for code, inside in self.periods():
                found[place, part, code] = sum(monthly[place, part, k] for k in inside)
        return found

    def periods(self) -> Iterator[tuple[str, list[int]]]:
        """Each period shown, with the numbers of the months that it adds up."""
        for kind, length in LENGTH.items():
            if self.stock and kind is PeriodKind.ROLLING_YEAR:
                continue
            for end in self.months.ends(kind):
                last = end - self.months.first
                first = last if self.stock else last - length + 1
                yield self.months.code(end, kind), list(range(first, last + 1))

    def frame(self, code: str, above: np.ndarray, below: np.ndarray | None) -> pl.DataFrame:
        """The measurements of an indicator that counts `above`, of `below` where there is one."""
        counts = [self.counts(one) for one in (above, below) if one is not None]
        rows = Rows()
        for place, part in sorted({cell[:2] for cell in counts[-1]}):
            codes = [code for code, _inside in self.periods()]
            numbers = [np.array([[c[place, part, p]] for p in codes], float) for c in counts]
            missing = np.full_like(numbers[0], np.nan)
            words = [rows.words(each) for each in (codes, [place], [part])]
            rows.add(code, periods=words[0], areas=words[1], breakdowns=words[2])
            below_or_none = numbers[1] if below is not None else missing
            rows.add_numbers((numbers[0], below_or_none, numbers[0]))
        return rows.frame()
