"""What one test of one team found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from almoner.signals.batch import BoolArray, IntArray

EVERYONE = -1
"""In place of a team: all of them together, against what is ordinary anywhere."""

NOWHERE: IntArray = np.zeros(0, dtype=np.int64)

BUNCHING = "bunching"
RESTARTED = "restarted_clock"
DROPPED = "dropped_cases"
BURST = "entry_burst"
LATE_ENTRY = "late_entry"
BACK_DATING = "back_dating"
COPIES = "copies"
DIGITS = "digit_preference"
KINDS = (BUNCHING, RESTARTED, DROPPED, BURST, LATE_ENTRY, BACK_DATING, COPIES, DIGITS)


@dataclass(frozen=True, slots=True)
class Lead:
    """One test of one team.

    `p` is the chance of a finding as strong in a team that is like the others. `rows` are the
    cases worth a look. `evidence` is a sentence with figures and base rate. `since` is the first
    day of the month from which on it is so, where the test is of that; NaN where it is not.
    """

    kind: str
    team: int
    p: float
    evidence: str = ""
    rows: IntArray | BoolArray = field(default_factory=lambda: NOWHERE)
    since: float = np.nan


def together(p: Sequence[float]) -> float:
    """One chance from those of several tests of one thing, however they hang together.

    Cauchy's combination (Liu and Xie, Journal of the American Statistical Association 115, 2020);
    no test is let say more than nine in ten for innocence, or one would silence another.
    """
    clipped = np.clip(p, 1e-300, 0.9)
    with np.errstate(divide="ignore"):
        terms = np.where(clipped < 1e-8, 1 / (np.pi * clipped), 1 / np.tan(np.pi * clipped))
    mean = float(terms.mean())
    return float(1 / (np.pi * mean) if mean > 1e8 else 0.5 - np.arctan(mean) / np.pi)


def strongest(leads: Sequence[Lead]) -> list[Lead]:
    """For every kind and team the strongest lead, its p that of all its leads together."""
    groups: dict[tuple[str, int], list[Lead]] = {}
    for lead in leads:
        groups.setdefault((lead.kind, lead.team), []).append(lead)
    found = []
    for several in groups.values():
        best = min(several, key=lambda lead: lead.p)
        p = together([lead.p for lead in several])
        found.append(replace(best, p=max(p, best.p)))
    return found
