"""An audit from the drawing to the grade: seeded, blind, entitled, due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from almoner.casework.access import entitle
from almoner.casework.answering import Answering
from almoner.casework.keeper import Keeper
from almoner.casework.models import AuditEvent
from almoner.casework.quality.models import AuditResult
from almoner.improvement.audits import actions, queries, views
from almoner.improvement.audits.frame import Frame, frame_of
from almoner.improvement.audits.models import Answer, Audit, Case, Method
from almoner.reference.refusal import Refusal

TIMELY = "CH-ASSESSMENTS-45"
PERIOD = "Y2026"


def units(numerator: int, others: int, weight: int = 1) -> dict[str, Any]:
    """What the engine says of a share: so many counted, so many not, in two teams."""
    rows = [
        {"unit_id": f"A{n:03}", "person_id": f"P{n:03}", "team_id": f"T{n % 2}", "weight": weight}
        for n in range(numerator + others)
    ]
    return {"version": 3, "numerator": rows[:numerator], "denominator": rows, "sql": []}


def drawn(frame: Frame | None = None, **changes: Any) -> Audit:
    """An audit of a made-up frame."""
    given: dict[str, Any] = {
        "authority": "X1", "unit": "X1", "indicator": TIMELY, "period": PERIOD,
        "frame": frame or frame_of(units(60, 40)), "method": Method.RANDOM, "size": 20, "by": "ada",
    }  # fmt: skip
    return actions.draw_audit(**(given | changes))


def answer_all(audit: Audit, wrong: int) -> None:
    """Answer every case as the record has it, but for the first so many."""
    for case in queries.cases_of(audit):
        other = Answer.NOT_COUNTED if case.recorded == Answer.COUNTED else Answer.COUNTED
        right = Answer(case.recorded)
        actions.answer_case(case=case, found=other if case.place <= wrong else right, by="ada")


@pytest.mark.django_db
def test_a_sample_can_be_drawn_again_by_its_seed() -> None:
    first = drawn(seed=5)
    Audit.objects.update(ended_at=timezone.now())
    again = drawn(seed=5)
    rows = [[case.row for case in queries.cases_of(one)] for one in (first, again)]
    assert rows[0] == rows[1]
    assert len(set(rows[0])) == 20
    assert (first.seed, first.version, first.strata) == (5, 3, {"": 100})
    event = AuditEvent.objects.filter(action="audit.drawn").earliest("pk")
    assert event.detail["seed"] == 5


@pytest.mark.django_db
def test_without_a_seed_one_is_made_and_recorded() -> None:
    first = drawn()
    Audit.objects.update(ended_at=timezone.now())
    second = drawn()
    assert first.seed != second.seed
    Audit.objects.update(ended_at=timezone.now())
    again = drawn(seed=first.seed)
    assert [c.row for c in queries.cases_of(again)] == [c.row for c in queries.cases_of(first)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "strata"),
    [(Method.BY_TEAM, {"T0": 50, "T1": 50}), (Method.BY_ANSWER, {"counted": 60, "not": 40})],
)
def test_strata(method: Method, strata: dict[str, int]) -> None:
    audit = drawn(method=method)
    assert audit.strata == strata
    cases = queries.cases_of(audit)
    assert len(cases) == 20
    counts = {name: sum(case.stratum == name for case in cases) for name in strata}
    assert counts == {name: size * 20 // 100 for name, size in strata.items()}


@pytest.mark.django_db
def test_the_error_rate_feeds_the_grade() -> None:
    audit = drawn()
    answer_all(audit, wrong=3)
    ended = actions.end_audit(audit=audit, by="ada")
    assert ended.error == pytest.approx(15)
    assert ended.lower is not None
    assert ended.upper is not None
    assert ended.lower < 15 < ended.upper
    result = AuditResult.objects.get()
    assert (result.indicator, result.error, result.cases) == (TIMELY, ended.error, 20)
    assert result.ended_on == timezone.localdate()


@pytest.mark.django_db
def test_an_audit_cannot_end_before_every_case_is_answered() -> None:
    audit = drawn()
    with pytest.raises(Refusal, match="not answered"):
        actions.end_audit(audit=audit, by="ada")
    answer_all(audit, wrong=0)
    actions.end_audit(audit=audit, by="ada")
    with pytest.raises(Refusal, match="has ended"):
        actions.answer_case(case=queries.cases_of(audit)[0], found=Answer.UNTOLD, by="ada")
    with pytest.raises(Refusal, match="has ended"):
        actions.end_audit(audit=audit, by="ada")
    assert AuditResult.objects.get().error == 0


@pytest.mark.django_db
def test_a_file_that_does_not_tell_is_an_error() -> None:
    audit = drawn(size=4)
    for case in queries.cases_of(audit):
        actions.answer_case(case=case, found=Answer.UNTOLD, by="ada")
    assert actions.end_audit(audit=audit, by="ada").error == 100


@pytest.mark.django_db
def test_a_figure_of_numbers_needs_the_number() -> None:
    audit = drawn(frame_of(units(30, 0, weight=12)), size=2)
    first, second = queries.cases_of(audit)
    with pytest.raises(Refusal, match="what number"):
        actions.answer_case(case=first, found=Answer.COUNTED, by="ada")
    actions.answer_case(case=first, found=Answer.COUNTED, number=12, by="ada")
    actions.answer_case(case=second, found=Answer.COUNTED, number=13, by="ada")
    assert [case.wrong for case in queries.cases_of(audit)] == [False, True]


@pytest.mark.django_db
def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Refusal, match="nobody"):
        frame_of(units(0, 0))
    with pytest.raises(Refusal, match="size"):
        drawn(size=0)
    drawn()
    with pytest.raises(Refusal, match="open already"):
        drawn()


@pytest.mark.django_db
def test_a_count_has_only_those_counted() -> None:
    found = units(5, 0) | {"denominator": None}
    assert {unit.recorded for unit in frame_of(found).units.values()} == {Answer.COUNTED}


@pytest.mark.django_db
def test_who_is_due() -> None:
    today = date(2026, 6, 30)

    def planned(indicator: str, first: date) -> None:
        actions.schedule(authority="X1", unit="X1", indicator=indicator, every_months=6,
                         who="Grace", first_due_on=first, by="ada")  # fmt: skip

    planned("LATE", date(2026, 6, 1))
    planned("SOON", date(2026, 7, 10))
    planned("DONE", date(2026, 1, 1))
    audit = drawn(indicator="DONE", size=2)
    answer_all(audit, wrong=0)
    actions.end_audit(audit=audit, by="ada")
    Audit.objects.update(ended_at=timezone.make_aware(timezone.datetime(2026, 3, 31, 12)))
    found = queries.due(["X1"], today)
    assert [(one.schedule.indicator, one.due_on, one.days_late) for one in found] == [
        ("LATE", date(2026, 6, 1), 29),
        ("SOON", date(2026, 7, 10), -10),
        ("DONE", date(2026, 9, 30), -92),
    ]
    planned("LATE", today + timedelta(days=1))
    assert queries.due(["X1"], today)[0].days_late == -1, "the later one stands"


def test_months_after() -> None:
    assert queries.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert queries.months_after(date(2027, 12, 15), 1) == date(2028, 1, 15)


@pytest.fixture
def answers(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine's answers, without its process."""
    with Answering({keeper.code: keeper}) as answering:
        monkeypatch.setattr(
            views, "ask", lambda authority, **asked: answering._answers(keeper, {**asked})
        )
        yield


def signed_in(name: str) -> Client:
    """A browser of a new user."""
    browser = Client()
    browser.force_login(get_user_model().objects.create_user(name))
    return browser


def test_through_the_pages(keeper: Keeper, answers: None) -> None:
    ada = signed_in("ada")
    entitle(username="ada", authority=keeper.code, by="tests")
    given = {"indicator": TIMELY, "unit": keeper.code, "period": PERIOD, "size": "3",
             "method": "answer"}  # fmt: skip
    answer = ada.post(f"/audits/{keeper.code}/draw/", given)
    assert answer.status_code == 302, answer.content.decode()
    audit = Audit.objects.get()
    cases = queries.cases_of(audit)
    page = ada.get(f"/audits/{audit.pk}/").content.decode()
    assert "In error" not in page
    assert "Should" not in page, "what the record says is not shown before the end"
    for case in cases:
        address = f"/audits/{audit.pk}/{case.place}/"
        one = ada.get(address).content.decode()
        assert case.row in one
        assert "checked" not in one
        ada.post(address, {"found": "untold" if case.place == 1 else case.recorded})
    ada.post(f"/audits/{audit.pk}/end/")
    page = ada.get(f"/audits/{audit.pk}/").content.decode()
    assert page.count("In error") == 1
    assert "of all cases are in error" in page
    seen = AuditEvent.objects.filter(action="audit.case_seen")
    assert set(seen.values_list("subject", flat=True)) == {case.person for case in cases}
    listed = ada.get("/audits/").content.decode()
    assert "Assessments completed within 45 working days" in listed


def test_nobody_audits_to_whom_it_was_not_granted(keeper: Keeper) -> None:
    audit = drawn(authority=keeper.code, unit=keeper.code)
    grace = signed_in("grace")
    places = (audit.pk, f"{audit.pk}/1", f"{keeper.code}/draw", f"{keeper.code}/schedule")
    for address in (f"/audits/{place}/" for place in places):
        assert Client().get(address).status_code == 302
        assert grace.get(address).status_code == 403
    assert grace.post(f"/audits/{audit.pk}/1/", {"found": "counted"}).status_code == 403
    assert not Case.objects.exclude(found="").exists()
    assert "Case 1" not in grace.get("/audits/").content.decode()


def test_a_wrong_form_says_so(keeper: Keeper, answers: None) -> None:
    ada = signed_in("ada")
    entitle(username="ada", authority=keeper.code, by="tests")
    given = {"indicator": TIMELY, "unit": keeper.code, "period": "last year", "size": "3",
             "method": "random"}  # fmt: skip
    answer = ada.post(f"/audits/{keeper.code}/draw/", given)
    assert answer.status_code == 422
    assert "Enter a period such as" in answer.content.decode()
    nobody = ada.post(f"/audits/{keeper.code}/draw/", given | {"period": "M1999-01"})
    assert "nobody is behind this figure" in nobody.content.decode()
