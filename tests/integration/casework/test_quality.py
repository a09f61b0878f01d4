"""The grade of data: counted from the record, shown beside figures, fed by audits."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from almoner.casework.keeper import Keeper
from almoner.casework.models import Authority, ChangeKind, LiveValue, RecordVersion
from almoner.casework.quality.actions import keep_audit_result
from almoner.casework.quality.keeping import Counter, count_quality, tables_read
from almoner.casework.quality.models import QualityCount
from almoner.casework.quality.queries import blocks_good_judgement, grade_of, grades_of
from almoner.casework.queries import units
from almoner.casework.tiles import sections
from almoner.casework.words import Words
from almoner.catalogue.published import Polarity
from almoner.signals.data_quality import Grade
from tests.integration.casework.conftest import CODES

OPEN = "CH-ASSESSMENTS-OPEN"


@pytest.fixture(autouse=True)
def _no_cache() -> None:
    cache.clear()


@pytest.fixture
def counted(authority: Authority) -> Authority:
    """The authority, the quality of its data counted."""
    count_quality(authority)
    return authority


def current(authority: Authority, table: str) -> list[dict[str, object]]:
    """The current rows of a table."""
    rows = RecordVersion.objects.filter(authority=authority.code, table=table, is_current=True)
    return list(rows.exclude(kind=ChangeKind.DELETE).values_list("content", flat=True))


def slow_completeness(authority: Authority) -> tuple[int, int]:
    """Values expected of assessments, and filled, one row after the other."""
    people = {row["person_id"]: row for row in current(authority, "person")}
    on = authority.covers_to
    assert on is not None
    expected = filled = 0
    for row in current(authority, "child_assessment"):
        days = [date.fromisoformat(str(row[name])) for name in ("started_on", "authorised_on")
                if row[name]]  # fmt: skip
        if row["authorised_on"] and max(days) <= on - timedelta(days=365):
            continue
        wanted = [row["team_id"], row["referral_id"]]
        if row["authorised_on"]:
            wanted += [row["child_seen"], row["no_further_action"]]
        person = people[row["person_id"]]
        group = person["ethnicity"] if person["ethnicity"] != "unknown" else None
        wanted += [person["sex"], person["born_on"], group]
        expected += len(wanted)
        filled += sum(value is not None for value in wanted)
    return expected, filled


def test_completeness_agrees_with_a_slow_count(counted: Authority) -> None:
    held = QualityCount.objects.get(unit=counted.code, indicator=OPEN)
    assert (held.expected, held.filled) == slow_completeness(counted)
    assert held.filled < held.expected, "the made-up records have gaps, or this shows nothing"


def test_a_service_is_the_sum_of_its_teams(counted: Authority) -> None:
    of_open = QualityCount.objects.filter(indicator=OPEN)
    teams = of_open.filter(unit__startswith="CH-")
    service = (
        of_open.get(unit="CHILDREN")
        if of_open.filter(unit="CHILDREN")
        else of_open.get(unit="children")
    )
    assert sum(teams.values_list("rows", flat=True)) == service.rows


def test_every_indicator_of_records_reads_some_table() -> None:
    nothing = [code for code, tables in tables_read().items() if not tables]
    # Residents, budgets and the like are no record of anything that happens.
    assert len(nothing) < len(tables_read()) / 10, nothing
    assert tables_read()[OPEN] == ["child_assessment"]


def test_it_is_counted_again_when_a_record_changes_and_not_before(authority: Authority) -> None:
    done: list[str] = []
    counter = Counter(lambda one: done.append(one.code))
    counter()
    counter()
    assert done == [authority.code]
    newest = RecordVersion.objects.latest("pk")
    newest.pk, newest.number, newest.is_current = None, 99, False
    newest.save()
    counter()
    assert done == [authority.code] * 2


def test_what_could_not_be_counted_is_counted_the_next_time(authority: Authority) -> None:
    answers = iter([False, True])
    asked: list[bool] = []
    counter = Counter(lambda _one: asked.append(answer := next(answers)) or answer)
    counter()
    counter()
    counter()
    assert asked == [False, True]


def test_an_audit_feeds_the_grade(counted: Authority) -> None:
    before = grade_of(counted.code, counted.code, OPEN)
    assert before is not None
    assert before.parts[4].value == math.inf
    assert before.grade is not Grade.HIGH, "never audited"

    def ended(error: float, cases: int) -> Grade:
        keep_audit_result(
            authority=counted.code, unit=counted.code, indicator=OPEN, cases=cases,
            ended_on=timezone.localdate(), error=error, lower=error / 2, upper=error * 2 + 1,
        )  # fmt: skip
        found = grade_of(counted.code, counted.code, OPEN)
        assert found is not None
        return found.grade

    assert ended(0, 5) is before.grade, "five cases are too few to tell"
    assert ended(20, 40) is Grade.LOW
    assert blocks_good_judgement(counted.code, counted.code, OPEN)
    assert ended(7, 40) is Grade.MEDIUM
    assert not blocks_good_judgement(counted.code, counted.code, OPEN)
    of_team = QualityCount.objects.filter(indicator=OPEN, unit__startswith="CH-").first()
    assert of_team is not None
    of_its_own = grade_of(counted.code, of_team.unit, OPEN)
    assert of_its_own is not None
    assert of_its_own.audit is not None, "the council's audit speaks for its teams"


def test_a_low_grade_is_printed_beside_the_figure(keeper: Keeper, counted: Authority) -> None:
    address = f"/live/{counted.code}/"
    assert "Low data quality" not in _tile(Client().get(address).content.decode())
    QualityCount.objects.filter(indicator=OPEN, unit=counted.code).update(filled=1)
    assert "Low data quality" in _tile(Client().get(address).content.decode())
    page = Client().get(f"/live/{counted.code}/{counted.code}/{OPEN}/").content.decode()
    assert "Low data quality" in page
    parts = Client().get(f"/live/{counted.code}/{counted.code}/{OPEN}/data-quality/")
    text = parts.content.decode()
    assert "cannot stand behind a “good” judgement" in text
    assert "Completeness" in text
    assert "Almoner&#x27;s own" in text or "Almoner's own" in text
    listed = Client().get(f"/live/{counted.code}/{counted.code}/data-quality/")
    assert listed.context["rows"][0]["code"] == OPEN, "the lowest first"


def test_a_locality_has_a_grade_beside_its_figures(keeper: Keeper, counted: Authority) -> None:
    localities = [one for one in units(counted) if one.kind == "locality"]
    assert localities
    graded = {one.code: grade_of(counted.code, one.code, OPEN) for one in localities}
    assert any(graded.values())
    here = next(code for code, found in graded.items() if found)
    page = Client().get(f"/live/{counted.code}/{here}/{OPEN}/").content.decode()
    assert "What the grade is made of" in page
    rows = QualityCount.objects.filter(indicator=OPEN)
    apart = sum(rows.filter(unit__in=graded).values_list("rows", flat=True))
    assert 0 < apart <= rows.get(unit=counted.code).rows


def test_where_returns_say_otherwise_the_page_says_so(authority: Authority) -> None:
    assessments = current(authority, "child_assessment")
    person = next(row["person_id"] for row in assessments if row["authorised_on"] is None)
    given = [("2001-01-01", 1), ("1999-09-09", 2)]
    for born, number in given:
        content = {"row_id": f"RR{number}", "return_code": "CIN", "person_id": person,
                   "table_name": "ChildIdentifiers",
                   "values": f'{{"PersonBirthDate": "{born}"}}'}  # fmt: skip
        RecordVersion.objects.create(
            authority=authority.code, table="returned_row", key=f"RR{number}", number=1,
            kind=ChangeKind.INSERT, content=content, is_current=True, recorded_by="tests",
            recorded_at=timezone.now(), source="tests",
        )  # fmt: skip
    count_quality(authority)
    held = QualityCount.objects.get(unit=authority.code, indicator=OPEN)
    assert held.compared >= 2
    assert held.agreed < held.compared
    graded = grade_of(authority.code, authority.code, OPEN)
    assert graded is not None
    part = next(one for one in graded.parts if one.name == "agreement")
    assert part.value is not None


def test_low_data_cannot_stand_behind_an_improvement() -> None:
    words = Words(OPEN, 1, "Open", "children", "", "", "", "", "", "number", 0, Polarity.LOWER)
    values = [
        LiveValue(period=f"M{2021 + month // 12}-{month % 12 + 1:02}", value=50 + month % 3 - done,
                  numerator=1, denominator=None)
        for month in range(40)
        for done in [30 if month == 39 else 0]
    ]  # fmt: skip
    (usual,) = sections({OPEN: values}, {OPEN: words})
    (doubted,) = sections({OPEN: values}, {OPEN: words}, low=[OPEN])
    assert usual.tiles[0].tone == "improvement"
    assert doubted.tiles[0].tone == "unjudged"
    assert "graded low" in doubted.tiles[0].signal


def _tile(page: str) -> str:
    return page.split(f'id="tile-{OPEN}"')[1].split('id="tile-')[0]


def test_where_nothing_was_counted(keeper: Keeper) -> None:
    address = f"/live/{keeper.code}/{keeper.code}/{OPEN}/data-quality/"
    assert "has not been counted yet" in Client().get(address).content.decode()
    assert grades_of(keeper.code, keeper.code, CODES) == {}
