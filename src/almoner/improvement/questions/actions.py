"""The only place that puts or answers a question."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.casework.models import Authority
from almoner.casework.queries import units
from almoner.improvement.questions.models import Question
from almoner.improvement.questions.processes import PROCESSES, Process, cases_of
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

MOST_CASES = 50
"""Keys of cases that are kept with a question: enough to look at."""


class Audited(StrEnum):
    """The short codes of what is audited here."""

    ASKED = "question.asked"
    ANSWERED = "question.answered"
    SEEN = "question.seen"


def ask_all(*, authority: Authority, by: str) -> list[Question]:
    """Read every process of an authority, and put to the teams what is worth asking.

    A question that stands already is not put again; one that the records no longer give is gone.
    The new ones.
    """
    # Imported here, so that a web worker that only shows questions needs none of it.
    from almoner.signals.integrity.decision import decide
    from almoner.signals.integrity.questions import questions_apart

    services = {one.code: one.service for one in units(authority) if one.kind == "team"}
    new = []
    for process in PROCESSES:
        cases = cases_of(authority.code, process)
        found = questions_apart(cases, decide(cases)) if cases is not None else []
        new += _put(authority.code, process, found, services, by)
    return new


def _put(
    authority: str,
    process: Process,
    found: Iterable[dict[str, Any]],
    services: dict[str, str],
    by: str,
) -> list[Question]:
    # What all teams do alike is one question, to the whole.
    asked = {("" if one["shared"] else str(one["teams"][0]), one["kind"]): one for one in found}
    with transaction.atomic():
        now = timezone.now()
        standing = Question.objects.filter(
            authority=authority, process=process.code, gone_at__isnull=True
        )
        before = {(one.team, one.kind): one for one in standing}
        gone = [one.pk for key, one in before.items() if key not in asked]
        Question.objects.filter(pk__in=gone).update(gone_at=now)
        new = Question.objects.bulk_create(
            Question(
                authority=authority, team=team, service=_service(one["teams"], services),
                process=process.code, kind=kind, evidence=one["evidence"],
                innocent=one["innocent"], cases=one["ids"][:MOST_CASES],
                shared=one["shared"], asked_at=now,
            )
            for (team, kind), one in asked.items()
            if (team, kind) not in before
        )  # fmt: skip
        for one in new:
            audited(Audited.ASKED, by=by, authority=authority, subject=str(one))
    return list(new)


def _service(teams: Iterable[object], services: dict[str, str]) -> str:
    """The service of all these teams; "" where they are of several."""
    found = {services.get(str(team), "") for team in teams}
    return found.pop() if len(found) == 1 else ""


def answer(*, question: Question, text: str, by: str) -> None:
    """Keep a team's answer; a later one replaces it, and the trail keeps both."""
    if not text.strip():
        raise Refusal(_("an answer has words"), column="answer")
    with transaction.atomic():
        question.answer, question.answered_by, question.answered_at = text, by, timezone.now()
        question.save(update_fields=["answer", "answered_by", "answered_at"])
        audited(
            Audited.ANSWERED, by=by, authority=question.authority, subject=str(question),
            question=question.pk, answer=text,
        )  # fmt: skip
