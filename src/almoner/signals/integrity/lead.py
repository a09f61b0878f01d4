"""What one test of one team found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from almoner.signals.batch import BoolArray, IntArray

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
    cases worth a look. `evidence` is a sentence with figures and base rate.
    """

    kind: str
    team: int
    p: float
    evidence: str = ""
    rows: IntArray | BoolArray = field(default_factory=lambda: NOWHERE)


def strongest(leads: Sequence[Lead]) -> list[Lead]:
    """For every kind and team the strongest lead, its p times the number of leads there were."""
    groups: dict[tuple[str, int], list[Lead]] = {}
    for lead in leads:
        groups.setdefault((lead.kind, lead.team), []).append(lead)
    found = []
    for (kind, team), several in groups.items():
        best = min(several, key=lambda lead: lead.p)
        p = min(1.0, best.p * len(several))
        found.append(Lead(kind, team, p, best.evidence, best.rows))
    return found
