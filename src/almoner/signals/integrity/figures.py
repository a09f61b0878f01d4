"""Figures rather than cases: later editions that move one way, missing denominators, moved targets.

Each gives a `FigureQuestion` for a place, with what is usual beside the other places and the
explanations that need no wrong. As with cases, none is a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray, IntArray
from almoner.signals.integrity.rates import p_higher

VINTAGES = "vintages_moved"
DENOMINATORS = "missing_denominators"
TARGETS = "threshold_moved"
FIGURE_KINDS = (VINTAGES, DENOMINATORS, TARGETS)

LEAST = 5
"""Figures of a place under which nothing is asked of it."""


class FigureQuestion(NamedTuple):
    """One thing to ask of one place: a position, the chance of as much in a place like the others
    (for a target: 0, since it either moved or did not), and what was found, in words."""

    kind: str
    place: int
    p: float
    evidence: str
    rows: IntArray


def moved_vintages(
    place: IntArray, first: FloatArray, last: FloatArray, better: int, rounding: float = 0.0
) -> list[FigureQuestion]:
    """Places whose later editions changed their figures for the better more than others' did.

    One entry a figure: its place, its first and its last published value. `better` is 1 where up
    is better, -1 where down is; where it is 0 the number of moves is asked about, whichever way. A
    move within `rounding` is none. Both the share that moved so and its balance are looked at.
    """
    known = ~np.isnan(first) & ~np.isnan(last)
    change = np.where(known, last - first, 0.0)
    moved: BoolArray = np.abs(change) > rounding
    told = moved if better == 0 else moved & (np.sign(change) == better)
    places = int(place.max()) + 1 if len(place) else 0
    x, n, m = (np.bincount(place[mask], minlength=places) for mask in (told, known, moved))
    found = []
    for at, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p) or n[at] < LEAST:
            continue
        if better:
            # Of corrections of honest slips as many go one way as the other.
            balance = float(stats.binom.sf(x[at] - 1, m[at], 0.5))
            p = max(p, balance)
        words = _(
            "{own} of {of} figures were changed in a later edition{way}, and {rest} the other way; "
            "among the other places {others:.0%} were."
        ).format(
            own=int(x[at]),
            of=int(n[at]),
            way=_(", for the better") if better else "",
            rest=int(m[at] - x[at]),
            others=(x.sum() - x[at]) / max(n.sum() - n[at], 1),
        )
        rows = np.flatnonzero(told & (place == at))
        found.append(FigureQuestion(VINTAGES, at, p, words, rows))
    return found


def missing_denominators(
    place: IntArray, numerator: FloatArray, denominator: FloatArray
) -> list[FigureQuestion]:
    """Places with events counted but nobody to count among more often than others.

    One entry a figure. A denominator of nought with events in the numerator counts as missing.
    """
    with np.errstate(invalid="ignore"):
        gone = ~np.isnan(numerator) & (
            np.isnan(denominator) | ((denominator == 0) & (numerator > 0))
        )
    there = ~np.isnan(numerator)
    places = int(place.max()) + 1 if len(place) else 0
    x, n = (np.bincount(place[mask], minlength=places) for mask in (gone, there))
    found = []
    for at, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p) or n[at] < LEAST:
            continue
        words = _(
            "{own} of {of} figures have events but no denominator; among the other places "
            "{others:.0%} have none."
        ).format(
            own=int(x[at]),
            of=int(n[at]),
            others=(x.sum() - x[at]) / max(n.sum() - n[at], 1),
        )
        rows = np.flatnonzero(gone & (place == at))
        found.append(FigureQuestion(DENOMINATORS, at, p, words, rows))
    return found


def moved_targets(
    place: IntArray, period: Sequence[int], target: FloatArray, value: FloatArray, better: int
) -> list[FigureQuestion]:
    """Places whose target became easier, where the new one was met and the old would not have been.

    One entry a figure, in any order; `better` as in `moved_vintages`, not 0.
    """
    found = []
    order = np.lexsort((np.asarray(period), place))
    for before, now in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
        if place[before] != place[now]:
            continue
        old, new, reached = float(target[before]), float(target[now]), float(value[now])
        easier = better * (old - new) > 0
        if easier and better * (reached - new) >= 0 and better * (reached - old) < 0:
            words = _(
                "The target went from {old:g} to {new:g}, which is easier; the figure of {value:g} "
                "meets the new one and would have missed the old."
            ).format(old=old, new=new, value=reached)
            rows = np.array([before, now], dtype=np.int64)
            found.append(FigureQuestion(TARGETS, int(place[now]), 0.0, words, rows))
    return found


def innocent(kind: str) -> list[str]:
    """Explanations without any wrong, to be ruled out first."""
    return {
        VINTAGES: [
            _("Late entries complete a figure, and most late entries count for it."),
            _("The definition was made clearer, and the place had read it otherwise."),
            _("A fault found by the place itself was put right."),
        ],
        DENOMINATORS: [
            _("The two parts come from different systems, and one extract failed."),
            _("Small counts were suppressed on one side."),
            _("The body that counts the people had not published yet."),
        ],
        TARGETS: [
            _("The old target was known to be out of reach, and those who set it said so."),
            _("The measure or its definition changed, and the target with it."),
            _("A national target took the place of a local one."),
        ],
    }[kind]


def asked(found: Sequence[FigureQuestion], level: float = 0.01) -> list[FigureQuestion]:
    """Those that stand, strongest first, with the level shared by all places and kinds asked."""
    tests = max(sum(one.kind != TARGETS for one in found), 1)
    return sorted((one for one in found if one.p * tests <= level), key=lambda one: one.p)
