"""Integrity on made-up sets of cases: share found by kind and strength, and false accusations.

Two generators, written separately: the settings of the method were chosen on sets of the first
(`simulated_cases`, other seeds). The second (`staged_offices`) stands for offices it was not made
for; on its account what is taken as ordinary at ends of months was widened, and nothing else. One
or two teams, or all of them, bent a share of their cases in one of the ways. Beside it, in the same
run, stands the single test of the density of all durations at the half day after the limit, at the
level at which it accuses one clean set in a hundred.

Two things that no statistic can settle are printed too: offices in which everybody chases hard
before the limit without wrong (a heap is a heap), and how one in twenty cases fares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import stats

from almoner.reference.refusal import Refusal
from almoner.signals.density import density_break
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.decision import decide
from benchmarks import simulated_cases, staged_offices
from benchmarks.simulated_cases import EMPTY, HARD_PUSH, CaseSet, gamed, honest
from benchmarks.staged_offices import office, staged
from benchmarks.timing import show, timed

SEED = 31_000
CLEAN, EACH, HARD = 300, 8, 40
STRENGTHS = (0.05, 0.1, 0.2, 0.3)

# The strengths at which the aim is meant; at one case in twenty most kinds drown in chance.
JUDGED = (0.1, 0.2, 0.3)
FOUND_AIM, FALSE_AIM = 2 / 3, 0.01

Make = Callable[[np.random.Generator], CaseSet]


@dataclass(frozen=True)
class Reading:
    """What the method and the single density test say of one set."""

    suspected: bool
    score: float
    named: bool
    accused: int
    teams: int
    density_p: float


def as_cases(cases: CaseSet) -> Cases:
    """A made-up set as the method takes it."""
    teams, code = np.unique(cases.team, return_inverse=True)

    def days(ordinals: np.ndarray) -> np.ndarray:
        return np.where(ordinals == EMPTY, np.nan, ordinals - 719_163.0)

    return Cases(
        cases.threshold,
        cases.ids,
        [f"Team {team}" for team in teams],
        code.astype(np.int64),
        days(cases.start),
        days(cases.end),
        days(cases.recorded),
    )


def read(made: CaseSet) -> Reading:
    """Both readings of a set; `named` where the right kind of a right team is asked about."""
    cases = as_cases(made)
    found = decide(cases)
    named = any(
        lead.kind == made.gamed and (lead.team < 0 or cases.teams[lead.team] in made.teams)
        for lead in found.leads
    )
    durations = cases.duration
    try:
        p = density_break(durations[~np.isnan(durations)], cases.limit + 0.5).p
    except Refusal:
        p = 1.0
    accused = {lead.team for lead in found.leads}
    many = len(cases.teams) if -1 in accused else len(accused)
    return Reading(found.suspected, found.score, named, many, len(cases.teams), p)


def _rng(*parts: int) -> np.random.Generator:
    return np.random.default_rng([SEED, *parts])


def _share(flags: list[bool]) -> str:
    return f"{np.mean(flags):.0%}"


def _drawn(make: Callable[[np.random.Generator, float], CaseSet], *place: int) -> list[Reading]:
    """Readings of every strength, EACH of them."""
    return [
        read(make(_rng(*place, n, round(100 * strength)), strength))
        for strength in STRENGTHS
        for n in range(EACH)
    ]


def first() -> dict[tuple[str, str], list[Reading]]:
    """Sets of the first generator, by kind and by who did it."""
    return {
        (kind, whom): _drawn(
            lambda rng, share, kind=kind, whom=whom: gamed(  # type: ignore[misc]
                rng, kind, share, everywhere=whom == "all"
            ),
            1,
            number,
            len(whom),
        )
        for number, kind in enumerate(simulated_cases.WAYS)
        for whom in ("one or two", "all")
    }


def second() -> dict[tuple[str, str], list[Reading]]:
    """Sets of the second generator."""
    return {
        (way, whom): _drawn(
            lambda rng, share, way=way, whom=whom: staged(  # type: ignore[misc]
                rng, way, share, whom
            ),
            2,
            number,
            len(whom),
        )
        for number, way in enumerate(staged_offices.WAYS)
        for whom in ("one", "two", "all")
    }


def printed(
    console: Console, title: str, clean: list[Reading], sets: dict[tuple[str, str], list[Reading]]
) -> dict[str, float]:
    """The table of one generator; by kind the share found at the strengths that are judged."""
    level = float(np.quantile([one.density_p for one in clean], 0.01))
    table = Table(title=title)
    for heading in ("kind", "teams", *(f"{strength:.0%}" for strength in STRENGTHS)):
        table.add_column(heading, justify="right" if "%" in heading else "left", no_wrap=True)
    for heading in ("kind named", "density at 1 % false"):
        table.add_column(heading, justify="right")
    share: dict[str, list[bool]] = {}
    every: list[Reading] = []
    for (kind, whom), readings in sets.items():
        by = [readings[n * EACH : (n + 1) * EACH] for n in range(len(STRENGTHS))]
        judged = [one for n, s in enumerate(STRENGTHS) if s in JUDGED for one in by[n]]
        every += judged
        share.setdefault(kind, []).extend(one.suspected for one in judged)
        table.add_row(
            kind,
            whom,
            *(_share([one.suspected for one in part]) for part in by),
            _share([one.named for one in judged]),
            _share([one.density_p <= level for one in judged]),
        )
    table.add_section()
    scores = [one.score for one in clean], [one.score for one in every]
    area = stats.mannwhitneyu(scores[1], scores[0]).statistic / (len(clean) * len(every))
    table.add_row(
        "all, 10 % to 30 %",
        "",
        "",
        "",
        "",
        _share([one.suspected for one in every]),
        _share([one.named for one in every]),
        _share([one.density_p <= level for one in every]),
    )
    console.print(table)
    teams = sum(one.teams for one in clean)
    console.print(
        f"{sum(one.suspected for one in clean)} of {len(clean)} clean sets accused "
        f"({np.mean([one.suspected for one in clean]):.2%}); "
        f"{sum(one.accused for one in clean)} of {teams:,} clean teams. Density at p < 0.05: "
        f"{np.mean([one.density_p < 0.05 for one in clean]):.0%} of clean sets. Area under the "
        f"curve of the score: {area:.3f}.\n"
    )
    return {kind: float(np.mean(flags)) for kind, flags in share.items()}


def main() -> int:
    """Print the tables; 1 where an aim is missed in any kind."""
    console = Console(width=150)
    failures, false = [], []
    for number, (title, make, sets) in enumerate(
        (
            ("First generator (settings were chosen on other sets of it)", honest, first),
            ("Second generator (written separately)", office, second),
        )
    ):
        clean = [read(make(_rng(number, 0, n))) for n in range(CLEAN)]
        heading = f"{title}: gamed sets found, {EACH} for each share of cases touched"
        found = printed(console, heading, clean, sets())
        failures += [f"{kind}: {share:.0%}" for kind, share in found.items() if share < FOUND_AIM]
        false += [one.suspected for one in clean]
    rate = float(np.mean(false))
    hard = [read(honest(_rng(9, n), pushes=HARD_PUSH)) for n in range(HARD)]
    console.print(
        f"Everybody chases hard before the limit, without wrong: "
        f"{_share([one.suspected for one in hard])} of {HARD} sets are asked about it. The heap is "
        f"as large as a fraud's; usual_heap says that it is known."
    )
    console.print(
        f"False accusations: {rate:.2%} of {len(false)} clean sets (aim: {FALSE_AIM:.0%} at most). "
        f"Kinds under two thirds: {', '.join(failures) or 'none'}."
    )
    _speed()
    return int(bool(failures) or rate > FALSE_AIM)


def _speed() -> None:
    cases = as_cases(gamed(_rng(99), "bunching", 0.2, 2000))
    show(
        "One set of 2,000 cases",
        [
            timed("decide", lambda: decide(cases), runs=9),
            timed(
                "single density test",
                lambda: density_break(cases.duration, cases.limit + 0.5),
                runs=9,
            ),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
