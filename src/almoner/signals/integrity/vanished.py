"""Cases that fall out of the count: left without an end, or missing from a run of numbers."""

from __future__ import annotations

import re

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, IntArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import DROPPED, NOWHERE, Lead
from almoner.signals.integrity.rates import p_higher

_NUMBER = re.compile(r"^(.*?)(\d{1,12})$")


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether cases past the limit lack an end, and whether numbers are missing."""
    return _without_end(cases) + _missing_numbers(cases)


def overdue(cases: Cases) -> BoolArray:
    """Cases without an end that were begun so long ago that the limit has passed twice."""
    with np.errstate(invalid="ignore"):
        old: BoolArray = np.isnan(cases.end) & (cases.last_day - cases.start > 2 * cases.limit)
    return old


def _without_end(cases: Cases) -> list[Lead]:
    old = overdue(cases)
    with np.errstate(invalid="ignore"):
        begun = cases.last_day - cases.start > 2 * cases.limit
    x, n = cases.per_team(old), cases.per_team(begun)
    return _compared(
        cases,
        x,
        n,
        _(
            "{own} of {of} cases begun more than {days} days before the last entry have no end "
            "({share}); among the other teams {others}."
        ),
        old,
    )


def _compared(
    cases: Cases, x: IntArray, n: IntArray, words: str, rows: BoolArray | None
) -> list[Lead]:
    found = []
    for team, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p):
            continue
        others = (x.sum() - x[team]) / max(n.sum() - n[team], 1)
        sentence = words.format(
            own=int(x[team]),
            of=int(n[team]),
            days=2 * cases.limit,
            share=f"{x[team] / n[team]:.0%}",
            others=f"{others:.1%}",
        )
        which = NOWHERE if rows is None else rows & cases.of(team)
        found.append(Lead(DROPPED, team, p, sentence, which))
    return found


def _missing_numbers(cases: Cases) -> list[Lead]:
    """Gaps in a run of case numbers, each between two neighbours of the same team."""
    parts = [_NUMBER.match(str(one)) for one in cases.ids]
    if not all(parts):
        return []
    prefixes = {part[1] for part in parts if part}
    number = np.array([int(part[2]) for part in parts if part], dtype=np.int64)
    if len(prefixes) > 1 or len(number) < 50:
        return []
    order = np.argsort(number, kind="stable")
    number, team = number[order], cases.team[order]
    step = np.diff(number)
    # Numbers from other systems, and cases entered later under high numbers, are not gaps.
    near = step <= 20
    inside = near & (team[1:] == team[:-1])
    if near.mean() < 0.97 or step[near].sum() > 1.5 * near.sum() or inside.mean() < 0.7:
        return []
    x = np.bincount(team[1:][inside], np.maximum(step[inside] - 1, 0), len(cases.teams))
    kept = np.bincount(team[1:][inside], minlength=len(cases.teams))
    x = x.astype(np.int64)
    words = _(
        "{own} of {of} case numbers in the team's runs are missing ({share}); among the other "
        "teams {others}."
    )
    return _compared(cases, x, x + kept, words, None)
