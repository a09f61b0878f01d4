"""Everything that was found about a set, weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from almoner.signals.batch import FloatArray
from almoner.signals.integrity import (
    bursts,
    copies,
    everyone_entry,
    everyone_limit,
    everyone_rest,
    lags,
    limit,
    moved_starts,
    restarts,
    roundness,
    since,
    vanished,
)
from almoner.signals.integrity.by_day import by_day
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import (
    BACK_DATING,
    BUNCHING,
    BURST,
    COPIES,
    DIGITS,
    DROPPED,
    EVERYONE,
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
SET_LEVEL = 0.024

# Of that level: one team and kind; one kind in two teams; one team in two kinds; all teams alike.
SHARES = (0.4, 0.15, 0.15, 0.3)

# False discovery rate among the kinds and teams that are named in a suspected set.
NAMED = 0.01

# Up to here the strongest lead of a suspected set is named even so.
LOOSE = 0.1


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


def of_teams(cases: Cases) -> list[Lead]:
    """Every kind's lead for every team, beside the other teams."""
    counts = by_day(cases)
    found = limit.leads(cases, counts) + roundness.leads(cases, counts)
    found += since.leads(cases, counts)
    for module in (restarts, moved_starts, vanished, bursts, lags, copies):
        found += module.leads(cases)
    return strongest(found)


def of_everyone(cases: Cases) -> list[Lead]:
    """Every kind's lead for all teams together, beside what is ordinary anywhere."""
    found = everyone_limit.leads(cases, by_day(cases))
    return strongest(found + everyone_entry.leads(cases) + everyone_rest.leads(cases))


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

    Four questions share the level (SHARES): one team and kind alone; one kind in two teams; one
    team in two kinds; one kind in all teams together. A bound: above 1 it only ranks.
    """
    own = [lead for lead in leads if lead.team != EVERYONE]
    every = [lead for lead in leads if lead.team == EVERYONE]
    pairs = teams * (teams - 1) / 2
    alone = min((lead.p for lead in own), default=1.0) * len(KINDS) * teams
    kinds = min(_two_teams(own, kind) for kind in KINDS) * len(KINDS) * pairs
    marks = min((_two_marks(own, team) for team in range(teams)), default=1.0) * teams * 3
    whole = min((lead.p for lead in every), default=1.0) * len(KINDS)
    asked = alone, kinds if teams > 2 else 1.0, marks, whole
    return float(min(p / share for p, share in zip(asked, SHARES, strict=True)))


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


def _standing(leads: Sequence[Lead], teams: int, *, alone: bool) -> list[Lead]:
    """The leads of teams that stand after control of false discoveries.

    With `alone`, where nothing else is found of a set that is suspected, at least the strongest.
    """
    p = np.array([lead.p for lead in leads])
    q = benjamini_hochberg(p, len(KINDS) * teams)
    loose = float(q.min()) if alone and q.min() < LOOSE else 0.0
    stand = q <= max(NAMED, loose)
    return [
        replace(lead, p=float(one)) for lead, one, keep in zip(leads, q, stand, strict=True) if keep
    ]


def _shared(cases: Cases, every: Sequence[Lead], named: Sequence[Lead]) -> list[Lead]:
    """The kinds found in all teams together that the teams already named do not explain."""
    level = NAMED / len(KINDS)
    found = [lead for lead in every if lead.p <= level]
    teams = {lead.team for lead in named if lead.kind in {one.kind for one in found}}
    if teams and len(teams) < len(cases.teams):
        rest = cases.only(~np.isin(cases.team, sorted(teams)))
        without = {lead.kind: lead.p for lead in of_everyone(rest)}
        accused = {lead.kind for lead in named}
        found = [
            lead
            for lead in found
            if lead.kind not in accused or without.get(lead.kind, 1.0) <= level
        ]
    return [replace(lead, p=min(1.0, lead.p * len(KINDS))) for lead in found]


def decide(cases: Cases) -> Verdict:
    """Weigh all leads: a set-level chance, a score, and the leads that stand after correction."""
    own, every = of_teams(cases), of_everyone(cases)
    if not own and not every:
        return Verdict(0.0, [], 1.0)
    whole = set_level(own + every, len(cases.teams))
    odds = (SET_LEVEL / max(whole, 1e-12)) ** 0.5
    score = odds / (1 + odds)
    if score < 0.5:
        return Verdict(score, [], min(whole, 1.0))
    alone = not _shared(cases, every, [])
    named = _standing(own, len(cases.teams), alone=alone) if own else []
    named += _shared(cases, every, named)
    return Verdict(score, _told_once(_as_one(named, len(cases.teams))), min(whole, 1.0))


def _as_one(leads: Sequence[Lead], teams: int) -> list[Lead]:
    """Without the leads of single teams where every team has one of a kind that all have alike."""
    alike = {lead.kind for lead in leads if lead.team == EVERYONE}
    whole = {kind for kind in alike if sum(lead.kind == kind for lead in leads) == teams + 1}
    return [lead for lead in leads if lead.team == EVERYONE or lead.kind not in whole]
