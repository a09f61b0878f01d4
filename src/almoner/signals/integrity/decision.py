"""Everything that was found about a set, weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from almoner.signals.batch import FloatArray
from almoner.signals.integrity import bursts, copies, lags, limit, restarts, roundness, vanished
from almoner.signals.integrity.by_day import by_day
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import (
    BACK_DATING,
    BUNCHING,
    BURST,
    COPIES,
    DIGITS,
    DROPPED,
    KINDS,
    LATE_ENTRY,
    RESTARTED,
    Lead,
    strongest,
)

# Kinds that rest on the same dates, so that two of one family are not two witnesses.
FAMILIES = ((BUNCHING, DROPPED, DIGITS), (BURST, LATE_ENTRY, BACK_DATING), (RESTARTED, COPIES))

# Chance, for a clean set, of anything as unlikely as this in any team and kind. Set on simulated
# clean sets (see the decision on integrity), where one in a hundred may be suspected.
SET_LEVEL = 0.009

# False discovery rate among the kinds and teams that are named in a suspected set.
NAMED = 0.01


@dataclass(frozen=True, slots=True)
class Verdict:
    """A set's score (0 to 1; from 0.5 it is suspected) and the leads worth a question."""

    score: float
    leads: Sequence[Lead]
    p: float

    @property
    def suspected(self) -> bool:
        """Whether there is a question worth asking."""
        return self.score >= 0.5


def all_leads(cases: Cases) -> list[Lead]:
    """Every kind's strongest lead for every team."""
    counts = by_day(cases)
    found = limit.leads(cases, counts) + roundness.leads(cases, counts)
    for module in (restarts, vanished, bursts, lags, copies):
        found += module.leads(cases)
    return strongest(found)


def benjamini_hochberg(p: FloatArray, tests: int) -> FloatArray:
    """Adjusted p-values (q) of some of `tests` tests; those not given had p = 1."""
    order = np.argsort(p)
    ranked = p[order] * tests / np.arange(1, len(p) + 1)
    q = np.empty_like(p)
    q[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return q


def _both(p: float, q: float) -> float:
    """Fisher's chance of two such p-values together."""
    product = max(p * q, 1e-300)
    return float(product * (1 - np.log(product)))


def _two_teams(leads: Sequence[Lead], kind: str) -> float:
    """Chance of the strongest two teams of a kind together."""
    p = sorted(lead.p for lead in leads if lead.kind == kind)
    return _both(*p[:2]) if len(p) > 1 else 1.0


def _two_marks(leads: Sequence[Lead], team: int) -> float:
    """Chance of the strongest two marks of a team that do not rest on the same dates."""
    best = [
        min((lead.p for lead in leads if lead.team == team and lead.kind in family), default=1.0)
        * len(family)
        for family in FAMILIES
    ]
    low = sorted(min(p, 1.0) for p in best)[:2]
    return _both(*low)


def set_level(leads: Sequence[Lead], teams: int) -> float:
    """Chance, for a clean set, of leads as strong as these.

    Three questions share the level: one team and kind alone, one kind in two teams, and one team
    in two kinds.
    """
    alone = min(lead.p for lead in leads) * len(KINDS) * teams / 0.5
    pairs = teams * (teams - 1) / 2
    kinds = min(_two_teams(leads, kind) for kind in KINDS) * len(KINDS) * pairs / 0.3
    marks = min(_two_marks(leads, team) for team in range(teams)) * teams * 3 / 0.2
    return float(min(1.0, alone, kinds if teams > 2 else 1.0, marks))


def _told_once(leads: Sequence[Lead]) -> list[Lead]:
    """Without the weaker of a heap and a cut-off tail of one team: they are one finding.

    What was heaped before the limit is missing after it.
    """
    best: dict[int, Lead] = {}
    for lead in leads:
        if lead.kind in (BUNCHING, DROPPED):
            best[lead.team] = min(best.get(lead.team, lead), lead, key=lambda one: one.p)
    return [
        lead for lead in leads if lead.kind not in (BUNCHING, DROPPED) or lead is best[lead.team]
    ]


def decide(cases: Cases) -> Verdict:
    """Weigh all leads: a set-level chance, a score, and the leads that stand after correction."""
    leads = all_leads(cases)
    if not leads:
        return Verdict(0.0, [], 1.0)
    whole = set_level(leads, len(cases.teams))
    odds = (SET_LEVEL / max(whole, 1e-12)) ** 0.5
    score = odds / (1 + odds)
    p = np.array([lead.p for lead in leads])
    q = benjamini_hochberg(p, len(KINDS) * len(cases.teams))
    stand = q <= max(NAMED, float(q.min()))
    named = [
        replace(lead, p=float(one)) for lead, one, keep in zip(leads, q, stand, strict=True) if keep
    ]
    return Verdict(score, _told_once(named) if score >= 0.5 else [], whole)
