"""Too many cases just inside the limit and too few just outside, or too few late ones at all."""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import FloatArray
from almoner.signals.integrity.by_day import ByDay
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import BUNCHING, DROPPED, Lead
from almoner.signals.integrity.membership import Membership

# Teams chase with unequal zeal: a difference in log odds up to this is taken as that.
ZEAL = 0.2


def leads(cases: Cases, counts: ByDay) -> list[Lead]:
    """For every team, whether its durations heap inside the limit, or stop at it."""
    found = []
    for team, curve in counts.teams():
        found += _heaps(cases, counts, team, curve)
        found += _stops(cases, counts, team, curve)
    return found


def _rows(cases: Cases, team: int, low: float, high: float) -> np.ndarray:
    duration = cases.duration
    with np.errstate(invalid="ignore"):
        return cases.of(team) & (duration >= low) & (duration <= high)


def _heaps(cases: Cases, counts: ByDay, team: int, curve: Membership) -> list[Lead]:
    found = []
    for near, far in ((1, 1), (0.6, 2), (1.4, 3)):
        width = max(1, round(counts.window * near))
        beyond = max(2, round(counts.window * far))
        inside, outside = counts.inside(width), counts.outside(beyond)
        p = counts.p_above(team, inside - outside, ZEAL)
        # Both halves have to be there: a slow-ending tail alone is another matter.
        excess = counts.p_above(team, inside, ZEAL / 2)
        p = max(p, min(1.0, excess / 20))
        rows = _rows(cases, team, counts.limit - width + 1, counts.limit)
        found.append(
            Lead(BUNCHING, team, p, _heap_words(counts.limit, curve, inside, outside), rows)
        )
    return found


def _heap_words(limit: int, curve: Membership, inside: FloatArray, outside: FloatArray) -> str:
    return _(
        "{own} cases ended in the last {width} days up to day {limit}, where the other teams' "
        "pattern would give about {usual}; in the {beyond} days after it there are {late} against "
        "about {usual_late}."
    ).format(
        own=int(curve.own @ inside),
        width=int(inside.sum()),
        limit=limit,
        usual=f"{curve.expected @ inside:.0f}",
        beyond=int(outside.sum()),
        late=int(curve.own @ outside),
        usual_late=f"{curve.expected @ outside:.0f}",
    )


def _stops(cases: Cases, counts: ByDay, team: int, curve: Membership) -> list[Lead]:
    found = []
    for beyond in (counts.window * 2, counts.window * 4, len(counts.days)):
        late = counts.outside(beyond)
        p = counts.p_above(team, -late, ZEAL)
        words = _(
            "{own} cases took from {first} to {last} days, where the rest of the team's cases and "
            "the other teams' pattern would give about {usual}."
        ).format(
            own=int(curve.own @ late),
            first=counts.limit + 1,
            last=int(min(counts.limit + beyond, len(counts.days) - 1)),
            usual=f"{curve.expected @ late:.0f}",
        )
        rows = _rows(cases, team, counts.limit + 1, counts.limit + beyond)
        found.append(Lead(DROPPED, team, p, words, rows))
    return found
