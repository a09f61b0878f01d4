"""Live pages: who may see people, what is kept of it, what is said while the engine is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from almoner.casework import views
from almoner.casework.access import entitle
from almoner.casework.actions import change_records
from almoner.casework.answering import Answering
from almoner.casework.checking import RecordChange
from almoner.casework.keeper import Keeper
from almoner.casework.models import AuditEvent, ChangeKind, EngineState, RecordVersion
from almoner.casework.queries import units

OPEN = "CH-ASSESSMENTS-OPEN"


@pytest.fixture(autouse=True)
def _no_cache() -> None:
    cache.clear()


@pytest.fixture
def answers(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine's answers, without its process."""
    monkeypatch.setattr("almoner.casework.answering.close_old_connections", lambda: None)
    with Answering({keeper.code: keeper}) as answering:

        def ask(authority: str, **question: object) -> dict[str, object]:
            return answering._answers(keeper, {"authority": authority, **question})

        monkeypatch.setattr(views, "ask", ask)
        yield


@pytest.fixture
def ada(keeper: Keeper) -> Client:
    """Somebody signed in, to whom nothing is granted."""
    browser = Client()
    browser.force_login(get_user_model().objects.create_user("ada"))
    return browser


def people_of(keeper: Keeper, unit: str) -> str:
    """The address of the people behind the newest figure of a unit."""
    return f"/live/{keeper.code}/{unit}/{OPEN}/people/?period=M2026-03"


def test_people_are_for_those_who_may_see_them(
    keeper: Keeper, ada: Client, answers: None, open_assessment: RecordVersion
) -> None:
    team, person = open_assessment.content["team_id"], open_assessment.person_key
    theirs = f"/live/{keeper.code}/person/{person}/?unit={team}"
    for browser in (Client(), ada):
        assert browser.get(people_of(keeper, team)).status_code == 403
        assert browser.get(theirs).status_code == 403
    refused = AuditEvent.objects.filter(action="access.refused").order_by("pk")
    assert [one.by for one in refused] == ["not signed in"] * 2 + ["ada"] * 2
    entitle(username="ada", authority=keeper.code, unit=team, by="tests")
    page = ada.get(people_of(keeper, team)).content.decode()
    assert person in page
    assert open_assessment.key in page
    assert ada.get(theirs).status_code == 200
    assert ada.get(people_of(keeper, keeper.code)).status_code == 403
    seen = AuditEvent.objects.get(action="person.seen")
    assert (seen.by, seen.subject) == ("ada", person)
    listed = AuditEvent.objects.get(action="people.listed")
    assert (listed.by, listed.subject, listed.detail["indicator"]) == ("ada", team, OPEN)


def test_a_team_s_entitlement_is_to_its_own_people(
    keeper: Keeper, ada: Client, open_assessment: RecordVersion
) -> None:
    team = open_assessment.content["team_id"]
    entitle(username="ada", authority=keeper.code, unit=team, by="tests")
    with_team = set(
        RecordVersion.objects.filter(content__team_id=team).values_list("person_key", flat=True)
    )
    strangers = RecordVersion.objects.filter(table="person").exclude(key__in=with_team)
    stranger = strangers.earliest("key").key
    address = f"/live/{keeper.code}/person/{stranger}/"
    assert ada.get(f"{address}?unit={team}").status_code == 404
    assert ada.get(address).status_code == 403


def test_the_people_add_up_to_the_figure(
    keeper: Keeper, ada: Client, answers: None, open_assessment: RecordVersion
) -> None:
    entitle(username="ada", authority=keeper.code, by="tests")
    found = ada.get(people_of(keeper, keeper.code))
    shown = Client().get(f"/live/{keeper.code}/").content.decode()
    tile = shown.split(f'id="tile-{OPEN}"')[1].split('app-tile__value">')[1]
    assert len(found.context["numerator"]) == int(tile.split("<")[0])


def test_a_late_entry_is_said_to_be_late(
    keeper: Keeper, ada: Client, open_assessment: RecordVersion
) -> None:
    entitle(username="ada", authority=keeper.code, by="tests")
    change = RecordChange(
        "child_assessment", open_assessment.key, ChangeKind.CORRECT, {"authorised_on": "2026-03-30"}
    )
    change_records(authority=keeper.code, changes=[change], by="Grace", source="tests")
    address = f"/live/{keeper.code}/person/{open_assessment.person_key}/"
    found = ada.get(address)
    (row,) = [one for one in found.context["rows"] if one.key == open_assessment.key]
    late = (timezone.localdate() - timezone.datetime(2026, 3, 30).date()).days
    assert (row.versions[0].recorded_by, row.versions[0].days_late) == ("Grace", late)
    assert f"{late} days late" in found.content.decode()


def test_as_known_on(
    keeper: Keeper, ada: Client, answers: None, open_assessment: RecordVersion
) -> None:
    team = open_assessment.content["team_id"]
    versions = RecordVersion.objects.filter(key=open_assessment.key, table="child_assessment")
    first = timezone.localdate(versions.earliest("number").known_from)
    page = Client().get(f"/live/{keeper.code}/{team}/?known_on={first}").content.decode()
    assert "data-live" not in page
    assert f'id="tile-{OPEN}"' in page
    assert "what was entered or changed later is not in them" in page
    wrong = Client().get(f"/live/{keeper.code}/{team}/?known_on=yesterday").content.decode()
    assert "Enter a day" in wrong


def test_without_an_engine_the_site_stays_up_and_says_so(
    keeper: Keeper, ada: Client, open_assessment: RecordVersion
) -> None:
    entitle(username="ada", authority=keeper.code, by="tests")
    EngineState.objects.update(socket="/nowhere/at/all")
    page = Client().get(f"/live/{keeper.code}/").content.decode()
    assert "The engine is not running" in page
    assert f'id="tile-{OPEN}"' in page
    assert "engine is not answering" in ada.get(people_of(keeper, keeper.code)).content.decode()


def test_the_made_up_say_so_on_every_page(keeper: Keeper) -> None:
    for address in ("", "CHILDREN/", f"{keeper.code}/{OPEN}/"):
        page = Client().get(f"/live/{keeper.code}/{address}").content.decode()
        assert "is made up: no such council" in page


def test_a_figure_by_team_and_breakdown(keeper: Keeper, ada: Client, answers: None) -> None:
    """The council has a row for itself and for each team, which add up; a team has its own."""
    entitle(username="ada", authority=keeper.code, by="tests")
    address = f"{people_of(keeper, keeper.code)}&broken_down=1"
    tables = {table.kind: table for table in ada.get(address).context["breakdowns"]}
    assert set(tables) == {"sex", "age", "ethnicity"}
    for table in tables.values():
        whole, *teams = table.rows
        assert whole.name == keeper.authority.name
        assert len(teams) > 1
        for place, part in enumerate(whole.parts):
            each = [int(row.parts[place].value or 0) for row in teams]
            assert sum(each) == int(part.value or 0)
    ages = tables["age"].members
    assert ages.index("1-4") < ages.index("5-9") < ages.index("10-15")
    team = next(unit for unit in units(keeper.authority) if unit.name == teams[0].name)
    page = ada.get(f"{people_of(keeper, team.code)}&broken_down=1")
    assert [row.name for row in page.context["breakdowns"][0].rows] == [team.name]
    assert "By ethnic group" in page.content.decode()
