"""Duplicates of an authority that is kept: offered, decided, and the decision kept as a change."""

from __future__ import annotations

import pytest

from almoner.casework.identity import candidates, decide
from almoner.casework.models import AuditEvent, Authority, RecordVersion
from almoner.casework.queries import versions_of
from almoner.reference.refusal import Refusal


@pytest.fixture
def second(authority: Authority) -> str:
    """Somebody entered twice, by hand: the key of the second record."""
    one = RecordVersion.objects.filter(authority=authority.code, table="person").first()
    assert one is not None
    key = f"D{one.key}"
    content = {**one.content, "person_id": key, "nhs_number": None}
    RecordVersion.objects.create(
        authority=authority.code, table="person", key=key, person_key=key, number=1, kind="insert",
        content=content, recorded_at=one.recorded_at, recorded_by="tests", source="tests",
    )  # fmt: skip
    return key


def test_a_pair_is_offered_until_it_is_decided(authority: Authority, second: str) -> None:
    first = second[1:]
    offered = candidates(authority.code, by="ada")
    assert {first, second} in [{pair.person_id, pair.other_id} for pair in offered]
    assert AuditEvent.objects.filter(by="ada", subject="duplicates").exists()
    decide(authority=authority.code, person=second, other=first, decision="different", by="ada",
           reason="twins")  # fmt: skip
    left = candidates(authority.code, by="ada")
    assert {first, second} not in [{pair.person_id, pair.other_id} for pair in left]
    people = RecordVersion.objects.filter(
        authority=authority.code, table="person", key__in=[first, second], is_current=True
    )
    assert people.count() == 2


def test_a_decision_can_be_changed_and_the_first_is_kept(authority: Authority, second: str) -> None:
    first = second[1:]
    for decision, by in (("different", "ada"), ("same", "grace")):
        decide(authority=authority.code, person=first, other=second, decision=decision, by=by)
    key = "~".join(sorted((first, second)))
    versions = versions_of(authority.code, "identity_decision", key)
    told = [(one.content["decision"], one.recorded_by, one.is_current) for one in versions]
    assert told == [("different", "ada", False), ("same", "grace", True)]
    assert versions[0].known_until is not None


@pytest.mark.parametrize(
    ("person", "other", "decision", "message"),
    [("a", "b", "maybe", "no such decision"), ("a", "a", "same", "two records"),
     ("a", "b", "same", "has this key")],
)  # fmt: skip
def test_refuses(
    authority: Authority, person: str, other: str, decision: str, message: str
) -> None:
    with pytest.raises(Refusal, match=message):
        decide(authority=authority.code, person=person, other=other, decision=decision, by="ada")
