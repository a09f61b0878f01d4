"""What somebody who has signed in sees of a made-up authority, each page with something on it.

Beside the live months: a team of its own, targets, a question put to it, an audit under way, grades
of data, and a new level that is proposed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone

from almoner.casework.access import entitle
from almoner.casework.models import RecordVersion
from almoner.casework.quality.models import QualityCount
from almoner.improvement.audits import actions
from almoner.improvement.audits.frame import frame_of
from almoner.improvement.audits.models import Method
from almoner.improvement.questions.models import Question
from almoner.improvement.target_actions import Proposal, set_target
from almoner.signals.integrity.lead import BUNCHING
from almoner.signals.targets import Side
from tests.builders.live_months import CODE, IN_TIME, MONTHS, OPEN, REPEAT, keep, load_live

USER, PASSWORD, TEAM = "ada", "a password of tests", "T1"
LOCALITY = "E05000001"
RISEN = 4
"""Months in which the team's open work has risen."""


def load_signed_in() -> None:
    """Keep it all."""
    load_live()
    _person()
    _team()
    _targets()
    _question()
    _grades()
    _audit()


def _person() -> None:
    user = get_user_model().objects.create_user(USER, password=PASSWORD)
    for codename in ("add_target", "add_rebase"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    for unit in ("", TEAM):
        entitle(username=USER, authority=CODE, unit=unit, by="tests")


def _team() -> None:
    chance = Random(3)
    steady = [round(60 + chance.gauss(0, 3), 1) for _month in range(MONTHS)]
    risen = [one + (45 if place >= MONTHS - RISEN else 0) for place, one in enumerate(steady)]
    keep(TEAM, OPEN, risen)
    keep(LOCALITY, IN_TIME, steady)
    rows = {
        "team": {"team_id": TEAM, "name": "Assessment, Vale"},
        "team_membership": {"team_id": TEAM, "service": "children", "ended_on": None},
    }
    for table, content in rows.items():
        RecordVersion.objects.create(
            authority=CODE, table=table, key=TEAM, number=1, kind="insert", content=content,
            recorded_at=timezone.now(), recorded_by="tests", source="tests",
        )  # fmt: skip


def _targets() -> None:
    proposal = Proposal(
        indicator=IN_TIME, authority=CODE, place=CODE, side=Side.FLOOR, low=90.0,
        acceptable=85.0, first_period="M2025-04", reason="Council plan 2025",
    )  # fmt: skip
    set_target(proposal=proposal, by="ann")


def _question() -> None:
    Question.objects.create(
        authority=CODE, team=TEAM, service="children", process="assessments", kind=BUNCHING,
        evidence="Of 300 cases 60 ended on the last two days in time, where 20 would be usual.",
        innocent=["A panel sits on the day before the limit."],
        cases=[f"A{number}" for number in range(20)],
        asked_at=datetime(2026, 4, 1, tzinfo=UTC),
    )  # fmt: skip


def _grades() -> None:
    whole = {"expected": 1000, "rows": 200, "dated": 200, "compared": 0, "agreed": 0}
    for unit in (CODE, TEAM, LOCALITY):
        for code, filled in ((OPEN, 990), (IN_TIME, 700), (REPEAT, 960)):
            QualityCount.objects.create(
                authority=CODE, unit=unit, indicator=code, filled=filled, valid=199, in_time=190,
                tables="child_assessment", counted_at=timezone.now(), **whole,
            )  # fmt: skip


def _audit() -> None:
    rows = [
        {"unit_id": f"A{n:03}", "person_id": f"P{n:03}", "team_id": TEAM, "weight": 1}
        for n in range(60)
    ]
    frame = frame_of({"version": 1, "numerator": rows[:40], "denominator": rows, "sql": []})
    actions.draw_audit(
        authority=CODE, unit=CODE, indicator=IN_TIME, period="M2026-03", frame=frame,
        method=Method.RANDOM, size=20, seed=5, by=USER,
    )  # fmt: skip
    actions.schedule(
        authority=CODE, unit=TEAM, indicator=OPEN, every_months=6, who="The practice lead",
        first_due_on=date(2026, 4, 1), by=USER,
    )  # fmt: skip
