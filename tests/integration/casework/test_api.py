"""The API: authenticated, described, all or none; what it changes shows on the page."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.test import Client

from almoner.casework.keeper import Keeper
from almoner.casework.models import ApiToken, AuditEvent, Authority, RecordVersion
from almoner.casework.tokens import make_token, revoke_token
from almoner.reference.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_cache() -> None:
    cache.clear()


@pytest.fixture
def token(authority: Authority) -> str:
    """A token of the case management system."""
    return make_token(name="case system", by="tests")


def post(token: str, path: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
    """The status and answer of a call."""
    answer = Client().post(
        f"/api/authorities/X10000001/{path}",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )
    return answer.status_code, answer.json()


def closing(row: RecordVersion, day: str = "2026-03-30") -> dict[str, object]:
    """A change that ends an assessment."""
    return {"table": row.table, "key": row.key, "values": {"authorised_on": day}}


def test_a_change_shows_on_the_tile(
    keeper: Keeper, token: str, open_assessment: RecordVersion
) -> None:
    team = open_assessment.content["team_id"]
    address = f"/live/{keeper.code}/{team}/tiles"

    def shown() -> int:
        page = Client().get(address).content.decode()
        tile = page.split('id="tile-CH-ASSESSMENTS-OPEN"')[1]
        return int(tile.split('app-tile__value">')[1].split("<")[0])

    before = shown()
    tag = Client().get(address).headers["ETag"]
    unchanged = Client().get(address, headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    status, answer = post(token, "change", {"by": "Ada", **closing(open_assessment)})
    assert (status, answer["kept"][0]["version"]) == (200, open_assessment.number + 1)
    waiting = Client().get(address, headers={"If-None-Match": tag})
    assert waiting.status_code == 200
    assert shown() == before
    keeper.take_in()
    assert shown() == before - 1
    kept = RecordVersion.objects.get(key=open_assessment.key, table="child_assessment",
                                     is_current=True)  # fmt: skip
    assert (kept.recorded_by, kept.source) == ("Ada", "API: case system")


def test_a_batch_is_kept_whole_or_not_at_all(
    authority: Authority, token: str, open_assessment: RecordVersion
) -> None:
    before = RecordVersion.objects.count()
    good, bad = closing(open_assessment), closing(open_assessment, day="soon")
    status, answer = post(token, "changes", {"by": "Ada", "changes": [good, bad]})
    assert status == 422
    refused = answer["refused"]
    assert (refused["table"], refused["key"]) == ("child_assessment", open_assessment.key)
    assert (refused["row"], refused["column"]) == (2, "authorised_on")
    assert (refused["found"], refused["expected"]) == ("soon", "2024-03-31")
    assert RecordVersion.objects.count() == before
    again = closing(open_assessment, "2026-03-31")
    status, answer = post(token, "changes", {"by": "Ada", "changes": [good, again]})
    assert (status, len(answer["kept"])) == (200, 2)


@pytest.mark.parametrize("wrong", ["", "not-a-token"])
def test_without_a_token_nothing_is_taken(
    authority: Authority, token: str, open_assessment: RecordVersion, wrong: str
) -> None:
    status, _answer = post(wrong, "change", {"by": "Ada", **closing(open_assessment)})
    assert status == 401
    assert RecordVersion.objects.get(pk=open_assessment.pk).is_current


def test_only_the_hash_of_a_token_is_kept(authority: Authority, token: str) -> None:
    assert token not in str(list(ApiToken.objects.values_list()))


def test_the_api_describes_itself() -> None:
    described = Client().get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/authorities/{authority}/change",
        "/api/authorities/{authority}/changes",
    }
    assert described["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"


def test_a_revoked_token_lets_nobody_in(
    authority: Authority, token: str, open_assessment: RecordVersion
) -> None:
    body = {"by": "Ada", **closing(open_assessment)}
    assert post(token, "change", body)[0] == 200
    revoke_token(name="case system", by="Ada")
    assert post(token, "change", body)[0] == 401
    event = AuditEvent.objects.get(action="token.revoked")
    assert (event.by, event.subject) == ("Ada", "case system")
    for name in ("case system", "no such system"):
        with pytest.raises(Refusal, match="no token of this name is in use"):
            revoke_token(name=name, by="Ada")
    with pytest.raises(Refusal, match="already"):
        make_token(name="case system", by="Ada")
