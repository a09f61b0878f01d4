"""Who sees which question when: the team at once, its managers later."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from almoner.casework.models import Entitlement
from almoner.improvement.questions.models import Question

TEAM_FIRST = timedelta(days=14)
"""How long a question is the team's alone, unless it answers sooner (Almoner's own choice)."""


def visible(username: str, authority: str) -> list[Question]:
    """The standing questions that a user may see, the latest first: none without entitlement."""
    granted = set(
        Entitlement.objects.filter(username=username, authority=authority).values_list(
            "unit", flat=True
        )
    )
    standing = Question.objects.filter(authority=authority, gone_at__isnull=True)
    now = timezone.now()
    return [one for one in standing.order_by("-asked_at", "pk") if may_see(one, granted, now)]


def may_see(question: Question, granted: set[str], now: datetime) -> bool:
    """Whether somebody entitled to these units ("" for the whole council) may see a question.

    One of what all teams do alike is put to the managers from the first.
    """
    if question.team in granted:
        return True
    manages = "" in granted or question.service in granted
    return manages and (not question.team or opens_at(question) <= now)


def opens_at(question: Question) -> datetime:
    """When the managers of a team may see a question put to it."""
    late = question.asked_at + TEAM_FIRST
    return min(late, question.answered_at) if question.answered_at else late


def waiting(username: str, authority: str) -> int:
    """How many questions a manager will see later: that there are some is no secret."""
    granted = set(
        Entitlement.objects.filter(username=username, authority=authority).values_list(
            "unit", flat=True
        )
    )
    standing = Question.objects.filter(authority=authority, gone_at__isnull=True)
    now = timezone.now()
    mine = [one for one in standing if "" in granted or one.service in granted]
    return sum(not may_see(one, granted, now) for one in mine)
