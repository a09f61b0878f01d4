"""Findings as questions: teams, cases, figures, and what may explain them innocently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from almoner.reference.language import _
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.decision import Verdict
from almoner.signals.integrity.lead import (
    BACK_DATING,
    BUNCHING,
    BURST,
    COPIES,
    DIGITS,
    DROPPED,
    EVERYONE,
    LATE_ENTRY,
    RESTARTED,
    Lead,
)


def innocent(kind: str) -> list[str]:
    """Explanations without any wrong, to be ruled out first."""
    return {
        BUNCHING: [
            _("The team chases cases that are nearly due harder than others do."),
            _("Its panel or manager signs off shortly before the limit."),
            _("It takes other kinds of case, which end at a fixed point."),
        ],
        RESTARTED: [
            _("People came back soon with a new need."),
            _("One assessment ended and the next stage has to be recorded as a new case."),
            _("Cases were moved between systems or workers, which closes and opens them."),
        ],
        DROPPED: [
            _("Long cases are passed to another team, which then counts them."),
            _("Cases were withdrawn, or the people moved away or died."),
            _("The extract left out cases of some kinds, or was taken before they were closed."),
            _("Ends were not entered because of absence or a change of system."),
        ],
        BURST: [
            _("Reminders go out before a return, and people catch up."),
            _("One person enters for all, on set days."),
            _("A backlog after absence, or after the system was down, was cleared."),
        ],
        LATE_ENTRY: [
            _("Staff were absent or there was nobody to enter."),
            _("Paper from another body has to arrive first."),
            _("Long cases are the complicated ones, with more to write up."),
        ],
        BACK_DATING: [
            _("The work was done in time and only the writing up came later."),
            _("Workers with a full desk finish the work first and enter it after."),
            _("The end is by rule an earlier event, such as the visit."),
        ],
        COPIES: [
            _("Brothers and sisters were seen together and have the same dates."),
            _("A group was reviewed on one day."),
            _("A system was joined with another and some cases came over twice."),
        ],
        DIGITS: [
            _("Dates were not noted at the time and were estimated afterwards."),
            _("The team meets, or closes cases, on fixed days."),
            _("The form or system offers a date that is left as it is."),
        ],
    }[kind]


def _whose(cases: Cases, lead: Lead) -> str | int:
    return _("All teams") if lead.team == EVERYONE else cases.teams[lead.team]


def _teams(cases: Cases, leads: list[Lead]) -> Iterator[str | int]:
    """Teams asked about, those that stand out first; all where all do alike."""
    yield from (cases.teams[lead.team] for lead in leads if lead.team != EVERYONE)
    if any(lead.team == EVERYONE for lead in leads):
        yield from cases.teams


def months_of(cases: Cases, lead: Lead) -> list[str]:
    """The first and the last month in which the cases of a lead began, as 2025-01; none without."""
    begun = cases.start[lead.rows]
    begun = begun[~np.isnan(begun)]
    if not len(begun):
        return []
    first = begun.min() if np.isnan(lead.since) else lead.since
    return [
        str(np.datetime64(int(day), "D").astype("datetime64[M]")) for day in (first, begun.max())
    ]


def _asked(cases: Cases, leads: list[Lead]) -> dict[str, Any]:
    rows: dict[str | int, None] = {}
    for lead in leads:
        rows |= dict.fromkeys(cases.named(lead.rows))
    sentences = [
        _("{team}: {evidence}").format(team=_whose(cases, lead), evidence=lead.evidence)
        for lead in leads
    ]
    sentences.append(_("This is a question worth asking, not a finding of wrong."))
    return {
        "kind": leads[0].kind,
        "teams": list(dict.fromkeys(_teams(cases, leads))),
        "shared": leads[0].team == EVERYONE,
        "months": {
            str(team): months_of(cases, lead) for lead in leads for team in _teams(cases, [lead])
        },
        "ids": list(rows),
        "evidence": " ".join(sentences),
        "innocent": innocent(leads[0].kind),
        "q": leads[0].p,
    }


def questions(cases: Cases, found: Verdict) -> list[dict[str, Any]]:
    """One question for every kind that stands, strongest first, naming its teams and cases.

    What all teams do alike is one question of its own, beside that to the teams which stand out.
    """
    kinds: dict[tuple[str, bool], list[Lead]] = {}
    for lead in sorted(found.leads, key=lambda one: one.p):
        kinds.setdefault((lead.kind, lead.team == EVERYONE), []).append(lead)
    return [_asked(cases, leads) for leads in kinds.values()]


def questions_apart(cases: Cases, found: Verdict) -> list[dict[str, Any]]:
    """The same with a question for every team, so that none reads of another."""
    return [_asked(cases, [lead]) for lead in sorted(found.leads, key=lambda one: one.p)]
