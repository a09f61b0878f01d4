"""Cases that fall out of the count: left without an end, or missing from a run of numbers."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, IntArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import DROPPED, NOWHERE, Lead
from almoner.signals.integrity.rates import p_higher

_NUMBER = re.compile(r"^(.*?)(\d{1,12})$")

FAR = 20
"""Steps between numbers beyond which a run is taken to have ended."""


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether cases past the limit lack an end, and whether numbers are missing."""
    return _without_end(cases) + _missing_numbers(cases)


def overdue(cases: Cases) -> BoolArray:
    """Cases without an end that were begun so long ago that the limit has passed twice."""
    with np.errstate(invalid="ignore"):
        old: BoolArray = np.isnan(cases.end) & (
            cases.last_day - cases.start > 2 * cases.calendar_limit
        )
    return old


def _without_end(cases: Cases) -> list[Lead]:
    old = overdue(cases)
    with np.errstate(invalid="ignore"):
        begun = cases.last_day - cases.start > 2 * cases.calendar_limit
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
            days=round(2 * cases.calendar_limit),
            share=f"{x[team] / n[team]:.0%}",
            others=f"{others:.1%}",
        )
        which = NOWHERE if rows is None else rows & cases.of(team)
        found.append(Lead(DROPPED, team, p, sentence, which))
    return found


def numbered(cases: Cases) -> tuple[IntArray, IntArray] | None:
    """Case numbers in order, and each one's team; None where they are not a run.

    Only the commonest form of number counts: cases from other systems have others.
    """
    parts = [_NUMBER.match(str(one)) for one in cases.ids]
    forms = Counter(part[1] for part in parts if part)
    if not forms:
        return None
    form, most = forms.most_common(1)[0][0], max(50, 0.8 * len(cases))
    rows = [
        (int(part[2]), int(team))
        for part, team in zip(parts, cases.team, strict=True)
        if part and part[1] == form
    ]
    number, team = np.array(sorted(rows), dtype=np.int64).T
    # The longest stretch without a leap: numbers drawn at random make none.
    stretch = np.cumsum(np.diff(number, prepend=number[0]) > FAR)
    longest = stretch == np.bincount(stretch).argmax()
    number, team = number[longest], team[longest]
    if len(number) < most or number[-1] - number[0] > 1.5 * len(number):
        return None
    return number, team


def gaps(cases: Cases) -> tuple[IntArray, IntArray] | None:
    """Missing and present numbers of every team, where the neighbours on both sides are its own."""
    run = numbered(cases)
    if run is None:
        return None
    number, team = run
    step = np.diff(number)
    inside = team[1:] == team[:-1]
    if inside.mean() < 0.7:
        return None
    teams = len(cases.teams)
    x = np.bincount(team[1:][inside], np.maximum(step[inside] - 1, 0), teams).astype(np.int64)
    return x, x + np.bincount(team[1:][inside], minlength=teams)


def _missing_numbers(cases: Cases) -> list[Lead]:
    """Gaps in a run of case numbers, each between two neighbours of the same team."""
    counted = gaps(cases)
    if counted is None:
        return []
    words = _(
        "{own} of {of} case numbers in the team's runs are missing ({share}); among the other "
        "teams {others}."
    )
    return _compared(cases, *counted, words, None)
