"""How much of what was bent a test could find that knows more than any test may know.

The oracle is told the kind and the way it was done, and, from the honest set before it was bent,
what share of cases would show the mark without it. It counts the mark in every team (or in all
together) against that share with nothing but chance between, and finds a set where that is as
seldom as once in a hundred clean sets. No test that has to learn these things from the records, or
that looks for eight kinds at once, can find more; where this finds half, half is near the bound.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from datetime import date

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import stats

from benchmarks import simulated_cases, staged_offices
from benchmarks.simulated_cases import EMPTY, CaseSet
from benchmarks.staged_offices import staged

EACH, LEVEL, SEED = 60, 0.01, 57_000
STRENGTHS = (0.1, 0.2, 0.3)
Mark = Callable[[CaseSet], np.ndarray]


def _near(made: CaseSet) -> np.ndarray:
    days = made.duration()
    return (days > made.threshold - 6) & (days <= made.threshold)


def _beyond(made: CaseSet) -> np.ndarray:
    return ~(made.duration() > made.threshold) & (made.end != EMPTY)


def _multiple(unit: int) -> Mark:
    return lambda made: (made.duration() > 0) & (made.duration() % unit == 0)


def _first_of_month(made: CaseSet) -> np.ndarray:
    days = [date.fromordinal(int(day)).day if day != EMPTY else 0 for day in made.end]
    return np.array(days) == 1


MARKS: dict[str, tuple[Mark, ...]] = {
    "bunching": (_near,),
    "dropped_cases": (_beyond,),
    "digit_preference": (_multiple(5), _multiple(10), _first_of_month),
}
"""By kind: the marks; of several the oracle knows which was made, so the best counts."""


def found(honest: CaseSet, bent: CaseSet, *, everywhere: bool) -> bool:
    """Whether the oracle finds the set."""
    best = 1.0
    for mark in MARKS[bent.gamed]:
        usual, now = mark(honest), mark(bent)
        teams = np.unique(bent.team)
        share = (usual.sum() + 0.5) / (len(usual) + 1)
        groups = [np.ones(len(now), bool)] if everywhere else [bent.team == one for one in teams]
        p = min(float(stats.binom.sf(now[own].sum() - 1, own.sum(), share)) for own in groups)
        best = min(best, p * len(groups))
    return best <= LEVEL


def _first(kind: str, everywhere: bool) -> Callable[[np.random.Generator, float], CaseSet]:
    return lambda rng, share: simulated_cases.gamed(rng, kind, share, everywhere=everywhere)


def _second(way: str, whom: str) -> Callable[[np.random.Generator, float], CaseSet]:
    return lambda rng, share: staged(rng, way, share, whom)


def _twin(module: object, way: str) -> list[CaseSet]:
    """Makes a way of bending keep the set as it was before the first team was bent."""
    kept: list[CaseSet] = []
    ways = module.WAYS  # type: ignore[attr-defined]
    entry = ways[way]
    do = entry[1] if isinstance(entry, tuple) else entry

    def watched(rng: np.random.Generator, made: CaseSet, own: np.ndarray, number: int) -> int:
        if not kept or kept[-1] is not made:
            kept.append(made)
            kept.append(copy.deepcopy(made))
            kept.append(made)
        return int(do(rng, made, own, number))

    ways[way] = (entry[0], watched) if isinstance(entry, tuple) else watched
    return kept


def main() -> int:
    """Print the share that the oracle finds, by kind, who did it and strength."""
    table = Table(title=f"What an oracle finds at one clean set in a hundred, of {EACH} sets")
    for heading in ("generator", "kind", "teams", *(f"{one:.0%}" for one in STRENGTHS)):
        table.add_column(heading)
    rows = [
        ("first", kind, whom, simulated_cases, kind, _first(kind, whom == "all"))
        for kind in MARKS
        for whom in ("one or two", "all")
    ] + [
        ("second", way, whom, staged_offices, way, _second(way, whom))
        for way, (kind, _do) in list(staged_offices.WAYS.items())
        if kind in MARKS and way != "starts moved"
        for whom in ("one", "two", "all")
    ]  # fmt: skip
    for name, kind, whom, module, way, make in rows:
        before = module.WAYS[way]
        shares = []
        for strength in STRENGTHS:
            hits = 0
            for n in range(EACH):
                kept = _twin(module, way)
                rng = np.random.default_rng([SEED, n, round(100 * strength)])
                bent = make(rng, strength)
                module.WAYS[way] = before
                hits += found(kept[-2], bent, everywhere=whom == "all")
            shares.append(f"{hits / EACH:.0%}")
        table.add_row(name, kind, whom, *shares)
    Console(width=110).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
