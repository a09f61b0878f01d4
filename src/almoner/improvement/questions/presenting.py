"""Questions in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from almoner.casework.models import Authority
from almoner.casework.queries import units
from almoner.improvement.questions.models import Question
from almoner.improvement.questions.processes import BY_CODE
from almoner.improvement.questions.queries import opens_at
from almoner.signals.integrity.lead import (
    BACK_DATING,
    BUNCHING,
    BURST,
    COPIES,
    DIGITS,
    DROPPED,
    LATE_ENTRY,
    RESTARTED,
)


@dataclass(frozen=True)
class Asked:
    """One question as the page prints it."""

    number: int
    team: str
    address: str
    process: str | Promise
    ask: str
    evidence: str
    innocent: list[str]
    cases: list[str]
    more: int
    asked_on: str
    managers_from: str
    answer: str
    answered: str


SHOWN = 12
"""Cases that the page lists."""


def ask_words(kind: str) -> str:
    """The question of a kind."""
    return {
        BUNCHING: _("Why do so many end on the last days in time?"),
        RESTARTED: _("Why do so many end and begin anew, with the clock at nought?"),
        DROPPED: _("Where are the cases that would have been late?"),
        BURST: _("Why were so many entered in a rush just before figures are counted?"),
        LATE_ENTRY: _("Why are they entered so long after they happened?"),
        BACK_DATING: _("Why are dates in time entered after the limit had passed?"),
        COPIES: _("Why do so many have exactly the same dates?"),
        DIGITS: _("Why do some days come up so much more often than others?"),
    }[kind]


def asked_lines(authority: Authority, found: Sequence[Question]) -> list[Asked]:
    """Every question, with the address of its figure."""
    names = {one.code: one.name for one in units(authority)}
    return [
        _line(authority, one, names.get(one.team, one.team) if one.team else _("All teams alike"))
        for one in found
    ]


def _line(authority: Authority, one: Question, team: str) -> Asked:
    process = BY_CODE[one.process]
    unit = one.team or one.service or authority.code
    answered = ""
    if one.answered_at:
        answered = _("%(who)s, %(day)s") % {
            "who": one.answered_by,
            "day": date_format(one.answered_at, "j F Y"),
        }
    return Asked(
        number=one.pk,
        team=team,
        address=reverse("live_indicator", args=[authority.code, unit, process.indicator]),
        process=process.title,
        ask=ask_words(one.kind),
        evidence=one.evidence,
        innocent=one.innocent,
        cases=[str(key) for key in one.cases[:SHOWN]],
        more=max(0, len(one.cases) - SHOWN),
        asked_on=date_format(one.asked_at, "j F Y"),
        managers_from=date_format(opens_at(one), "j F Y") if one.team else "",
        answer=one.answer,
        answered=answered,
    )
