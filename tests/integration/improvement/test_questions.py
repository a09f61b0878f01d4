"""Questions put to teams: what is found, who sees it when, and that it is asked once."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from almoner.casework.access import entitle
from almoner.casework.models import AuditEvent, Authority, RecordVersion
from almoner.improvement.questions.actions import answer, ask_all
from almoner.improvement.questions.models import Question
from almoner.improvement.questions.queries import TEAM_FIRST
from almoner.reference.refusal import Refusal
from almoner.reference.working_days import add_working_days

TEAMS = ("T1", "T2", "T3", "T4")
ADDRESS = "/live/X1/questions/"


def version(table: str, key: str, content: dict[str, object]) -> RecordVersion:
    """A row of the record as it was first entered."""
    return RecordVersion(
        authority="X1", table=table, key=key, number=1, kind="insert", content=content,
        recorded_at=timezone.now(), recorded_by="tests", source="tests",
    )  # fmt: skip


def assessment(number: int, team: str, days: int) -> RecordVersion:
    """A case of a team that took so many working days."""
    start = date(2024, 1, 2) + timedelta(days=number % 500)
    end = add_working_days(start, days, "england")
    content: dict[str, object] = {
        "assessment_id": f"A{number}", "team_id": team,
        "started_on": start.isoformat(), "authorised_on": end.isoformat(),
    }  # fmt: skip
    return version("child_assessment", f"A{number}", content)


@pytest.fixture
def authority(db: None) -> Authority:
    """Four teams, of which the first ends what would be late on the last days in time."""
    made = Authority.objects.create(code="X1", name="Isisbridge", covers_from=date(2024, 1, 1))
    rng = np.random.default_rng(5)
    rows = []
    for place, team in enumerate(TEAMS):
        rows.append(version("team", team, {"team_id": team, "name": f"Team {team}"}))
        membership = {"team_id": team, "service": "CHILDREN", "ended_on": None}
        rows.append(version("team_membership", f"M{team}", membership))
        days = np.maximum(1, rng.gamma(6, 6.5, 300).round()).astype(int)
        if team == "T1":
            late = (days > 45) & (days < 60)
            days[late] = 45 - rng.integers(0, 3, late.sum())
        rows += [
            assessment(1000 * place + number, team, int(one)) for number, one in enumerate(days)
        ]
    RecordVersion.objects.bulk_create(rows)
    return made


def reader(name: str, unit: str | None) -> Client:
    """Somebody signed in, entitled to a unit ("" for the whole council; None to nothing)."""
    browser = Client()
    browser.force_login(get_user_model().objects.create_user(name))
    if unit is not None:
        entitle(username=name, authority="X1", unit=unit, by="tests")
    return browser


def test_the_team_that_heaps_is_asked_and_only_once(authority: Authority) -> None:
    asked = ask_all(authority=authority, by="tests")
    assert {one.team for one in asked} == {"T1"}
    assert asked[0].process == "assessments"
    assert "not a finding of wrong" in asked[0].evidence
    assert asked[0].innocent
    assert ask_all(authority=authority, by="tests") == []
    assert AuditEvent.objects.filter(action="question.asked").count() == len(asked)


def test_a_question_that_the_records_no_longer_give_is_gone(authority: Authority) -> None:
    ask_all(authority=authority, by="tests")
    RecordVersion.objects.filter(table="child_assessment", content__team_id="T1").delete()
    ask_all(authority=authority, by="tests")
    assert not Question.objects.filter(gone_at__isnull=True).exists()
    assert Question.objects.exists()


def test_the_team_sees_it_first_and_its_managers_later(authority: Authority) -> None:
    ask_all(authority=authority, by="tests")
    team, other = reader("team", "T1"), reader("other", "T2")
    head, director = reader("head", "CHILDREN"), reader("director", "")
    assert "Why do so many" in team.get(ADDRESS).content.decode()
    for browser in (other, head, director):
        assert "question-" not in browser.get(ADDRESS).content.decode()
    assert "will be shown here later" in head.get(ADDRESS).content.decode()
    Question.objects.update(asked_at=timezone.now() - TEAM_FIRST)
    for browser in (head, director):
        assert "question-" in browser.get(ADDRESS).content.decode()
    assert "question-" not in other.get(ADDRESS).content.decode()


def test_an_answer_opens_it_to_the_managers(authority: Authority) -> None:
    asked = ask_all(authority=authority, by="tests")[0]
    team, head = reader("team", "T1"), reader("head", "CHILDREN")
    address = f"/questions/{asked.pk}/answer/"
    assert head.post(address, {"answer": "I know why"}).status_code == 403
    assert team.post(address, {"answer": "The panel meets in week nine"}).status_code == 302
    assert "The panel meets in week nine" in head.get(ADDRESS).content.decode()
    asked.refresh_from_db()
    assert asked.answered_by == "team"


def test_who_is_entitled_to_nothing_sees_nothing(authority: Authority) -> None:
    ask_all(authority=authority, by="tests")
    assert Client().get(ADDRESS).status_code == 302
    assert reader("stranger", None).get(ADDRESS).status_code == 403


def test_an_empty_answer_is_refused(authority: Authority) -> None:
    asked = ask_all(authority=authority, by="tests")[0]
    with pytest.raises(Refusal):
        answer(question=asked, text=" ", by="team")


def test_what_all_teams_do_alike_is_put_to_the_managers_and_to_no_team(
    authority: Authority,
) -> None:
    Question.objects.create(
        authority="X1", team="", service="CHILDREN", process="assessments", kind="bunching",
        evidence="All teams: as England", shared=True, asked_at=timezone.now(),
    )  # fmt: skip
    head, director, team = reader("head", "CHILDREN"), reader("director", ""), reader("team", "T1")
    for browser in (head, director):
        page = browser.get(ADDRESS).content.decode()
        assert "All teams alike" in page
        assert "no team stands out" in page
    assert "question-" not in team.get(ADDRESS).content.decode()
    number = Question.objects.get().pk
    assert team.post(f"/questions/{number}/answer/", {"answer": "We know"}).status_code == 403
    assert head.post(f"/questions/{number}/answer/", {"answer": "As ever"}).status_code == 302
    assert Question.objects.get().answer == "As ever"
