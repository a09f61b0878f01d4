"""Changes of the record: kept with who and when, checked, all or none."""

from __future__ import annotations

import pytest

from almoner.casework.actions import change_records
from almoner.casework.checking import ChangeRefused, RecordChange
from almoner.casework.loading import load_records
from almoner.casework.models import (
    AuditEvent,
    Authority,
    ChangeKind,
    Outbox,
    RecordVersion,
)
from almoner.casework.queries import versions_of
from almoner.reference.refusal import Refusal

ASSESSMENT = "child_assessment"


def change(authority: Authority, *changes: RecordChange) -> list[RecordVersion]:
    """Make changes as Ada."""
    return change_records(authority=authority.code, changes=changes, by="Ada", source="tests")


def corrected(row: RecordVersion, **values: object) -> RecordChange:
    """A correction of a row."""
    return RecordChange(row.table, row.key, ChangeKind.CORRECT, values)


def test_a_correction_keeps_the_earlier_version(
    authority: Authority, open_assessment: RecordVersion
) -> None:
    before = open_assessment.number
    change(authority, corrected(open_assessment, authorised_on="2026-03-30"))
    old, new = versions_of(authority.code, ASSESSMENT, open_assessment.key)[-2:]
    assert (old.content["authorised_on"], new.content["authorised_on"]) == (None, "2026-03-30")
    assert (old.is_current, new.is_current, new.number) == (False, True, before + 1)
    assert old.known_until == new.known_from
    assert (new.recorded_by, new.source, new.kind) == ("Ada", "tests", "correct")


def test_outbox_and_audit_event_come_with_the_change(
    authority: Authority, open_assessment: RecordVersion
) -> None:
    Outbox.objects.all().delete()
    change(authority, corrected(open_assessment, authorised_on="2026-03-30"))
    row = Outbox.objects.get()
    assert (row.authority, row.table, row.key) == (authority.code, ASSESSMENT, open_assessment.key)
    event = AuditEvent.objects.get(action="records.changed")
    assert (event.by, event.subject) == ("Ada", f"{ASSESSMENT} {open_assessment.key}")


def test_a_row_is_entered_taken_out_and_entered_again(authority: Authority) -> None:
    person = RecordVersion.objects.filter(table="person").earliest("key").key
    row = RecordChange(
        "referral",
        "R-NEW",
        ChangeKind.INSERT,
        {"person_id": person, "referred_on": "2026-03-02", "no_further_action": "no"},
    )
    change(authority, row)
    change(authority, RecordChange("referral", "R-NEW", ChangeKind.DELETE))
    change(authority, row)
    kinds = [one.kind for one in versions_of(authority.code, "referral", "R-NEW")]
    assert kinds == ["insert", "delete", "insert"]


WRONG = [
    ("child_assesment", {}, None, "no such table"),
    (ASSESSMENT, {"authorized_on": "2026-03-30"}, "authorized_on", "no such column"),
    (ASSESSMENT, {"authorised_on": "30/03/2026"}, "authorised_on", "not of the column's type"),
    (ASSESSMENT, {"authorised_on": "20260330"}, "authorised_on", "not of the column's type"),
    (ASSESSMENT, {"started_on": None}, "started_on", "a value is required"),
    (ASSESSMENT, {"person_id": "NOBODY"}, "person_id", "no row of person has this key"),
    (ASSESSMENT, {"assessment_id": "OTHER"}, "assessment_id", "the key of a row does not change"),
]


@pytest.mark.parametrize(("table", "values", "column", "words"), WRONG)
def test_what_the_table_does_not_allow_is_refused_and_nothing_changes(
    authority: Authority,
    open_assessment: RecordVersion,
    table: str,
    values: dict[str, object],
    column: str | None,
    words: str,
) -> None:
    Outbox.objects.all().delete()
    before = RecordVersion.objects.count()
    good = corrected(open_assessment, authorised_on="2026-03-30")
    bad = RecordChange(table, open_assessment.key, ChangeKind.CORRECT, values)
    with pytest.raises(ChangeRefused, match=words) as refused:
        change(authority, good, bad)
    assert (refused.value.table, refused.value.key) == (table, open_assessment.key)
    assert (refused.value.row, refused.value.column) == (2, column)
    assert RecordVersion.objects.count() == before
    assert not Outbox.objects.exists()
    assert not AuditEvent.objects.filter(action="records.changed").exists()


def test_rows_that_are_there_or_not_there(
    authority: Authority, open_assessment: RecordVersion
) -> None:
    with pytest.raises(ChangeRefused, match="there already"):
        change(authority, RecordChange(ASSESSMENT, open_assessment.key, ChangeKind.INSERT))
    for kind in (ChangeKind.CORRECT, ChangeKind.DELETE):
        with pytest.raises(ChangeRefused, match="no such row"):
            change(authority, RecordChange(ASSESSMENT, "NONE", kind))
    with pytest.raises(ChangeRefused, match="other rows are about this person"):
        change(authority, RecordChange("person", open_assessment.person_key, ChangeKind.DELETE))


def test_loading_twice_is_refused_and_keeps_what_is_there(
    authority: Authority, records: object
) -> None:
    before = RecordVersion.objects.count()
    with pytest.raises(Refusal, match="kept already"):
        load_records(folder=records, name="Again", by="tests")
    assert RecordVersion.objects.count() == before
