"""Returns kept as records: replaced, as known before, corrected by hand, overlapping, refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from django.utils import timezone

from almoner.casework.actions import change_records
from almoner.casework.checking import RecordChange
from almoner.casework.held import rows_known
from almoner.casework.models import (
    AuditEvent,
    Authority,
    ChangeKind,
    Outbox,
    RecordVersion,
    ReturnReceived,
)
from almoner.casework.submitting import File, Kept, keep
from almoner.reference.refusal import Refusal
from almoner.returns.keeping import from_records

COUNCIL, YEAR = "E10000025", "2025-26"
pytestmark = pytest.mark.django_db
Rows = list[dict[str, Any]]


def episode(child: str, began: str, ended: str | None = None, **more: str) -> dict[str, Any]:
    row = {"CHILD": child, "DECOM": began, "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U6",
           "PLACE_PROVIDER": "PR1", "DEC": ended, "REC": "E4A" if ended else None,
           "REASON_PLACE_CHANGE": None, "HOME_POST": "OX1 1AA", "PL_POST": "OX1 1AA",
           "URN": "SC1"}  # fmt: skip
    return {**row, **more}


def header(*children: str) -> Rows:
    return [
        {"CHILD": child, "SEX": "1", "DOB": "01/02/2012", "ETHNIC": "WBRI", "UPN": None,
         "MOTHER": None, "MC_DOB": None}
        for child in children
    ]  # fmt: skip


def received(tables: Mapping[str, Rows], code: str = "SSDA903", **more: Any) -> Kept:
    return keep(
        code, tables, files=[File.of("made-up.csv", b"x")], by="tests",
        **{"year": YEAR, "authority": COUNCIL, **more},
    )  # fmt: skip


def facts(table: str, on: dt.date | None = None) -> pl.DataFrame:
    return rows_known(COUNCIL, on)[table]


FIRST = {
    "Header": header("1", "2"),
    "Episodes": [episode("1", "01/05/2025"), episode("2", "02/05/2025")],
}


def test_a_return_becomes_records_with_its_source() -> None:
    kept = received(FIRST)
    assert kept.rows["Episodes"] == (2, 0, 0)
    assert kept.records["care_episode"] == (2, 0, 0)
    assert set(facts("care_episode")["person_id"]) == {"1", "2"}
    version = RecordVersion.objects.get(table="care_episode", person_key="1")
    assert (version.source, version.recorded_by) == ("SSDA903 2025-26 to 2026-03-31", "tests")
    assert Authority.objects.get(code=COUNCIL).covers_from == dt.date(2025, 4, 1)
    assert AuditEvent.objects.filter(action="return.kept", authority=COUNCIL).count() == 1
    assert Outbox.objects.filter(authority=COUNCIL).exists()


def test_the_same_content_again_changes_nothing() -> None:
    received(FIRST)
    versions = RecordVersion.objects.count()
    again = received(FIRST)
    assert again.unchanged
    assert RecordVersion.objects.count() == versions
    assert ReturnReceived.objects.count() == 2


def test_a_later_file_replaces_its_predecessors_facts_and_keeps_them_as_known_before() -> None:
    first = received(FIRST)
    yesterday = timezone.now() - dt.timedelta(days=1)
    RecordVersion.objects.update(known_from=yesterday)
    second = received(
        {
            "Header": header("1", "3"),
            "Episodes": [episode("1", "01/05/2025", "01/09/2025"), episode("3", "03/05/2025")],
        }
    )
    assert second.replaces == first.submission
    assert second.rows["Episodes"] == (1, 1, 1)
    assert second.records["care_episode"] == (1, 1, 1)
    assert second.records["person"] == (1, 0, 1)
    now = facts("care_episode").sort("person_id")
    assert now["person_id"].to_list() == ["1", "3"]
    assert now["ended_on"].to_list() == [dt.date(2025, 9, 1), None]
    before = facts("care_episode", timezone.localdate() - dt.timedelta(days=1)).sort("person_id")
    assert before["person_id"].to_list() == ["1", "2"]
    assert before["ended_on"].to_list() == [None, None]


def test_a_correction_by_hand_stays_until_the_file_says_something_else() -> None:
    received(FIRST)
    key = facts("care_episode").filter(pl.col("person_id") == "1")["episode_id"][0]
    change_records(
        authority=COUNCIL, by="Ann", source="form",
        changes=[RecordChange("care_episode", key, ChangeKind.CORRECT, {"legal_status": "V2"})],
    )  # fmt: skip
    moved = {**FIRST, "Episodes": [episode("1", "01/05/2025", URN="SC2"), FIRST["Episodes"][1]]}
    received(moved)
    row = facts("care_episode").filter(pl.col("person_id") == "1")
    assert (row["legal_status"][0], row["urn"][0]) == ("V2", "SC2")
    received({**FIRST, "Episodes": [episode("1", "01/05/2025", LS="E1"), FIRST["Episodes"][1]]})
    assert facts("care_episode").filter(pl.col("person_id") == "1")["legal_status"][0] == "E1"


def test_what_was_entered_in_the_record_since_is_in_the_return_made_from_it() -> None:
    received(FIRST)
    key = facts("care_episode").filter(pl.col("person_id") == "1")["episode_id"][0]
    gone = facts("care_episode").filter(pl.col("person_id") == "2")["episode_id"][0]
    new = {"person_id": "2", "started_on": "2025-07-01", "start_reason": "P",
           "legal_status": "C2", "placement_type": "K2"}  # fmt: skip
    change_records(
        authority=COUNCIL, by="Ann", source="form",
        changes=[
            RecordChange("care_episode", key, ChangeKind.CORRECT, {"ended_on": "2025-12-01"}),
            RecordChange("care_episode", gone, ChangeKind.DELETE),
            RecordChange("care_episode", "new", ChangeKind.INSERT, new),
        ],
    )  # fmt: skip
    records = rows_known(COUNCIL, submitted=True)
    made = from_records("SSDA903", records, year=YEAR, authority=COUNCIL)["Episodes"]
    assert made.select("CHILD", "DECOM", "DEC", "LS", "PL_POST").rows() == [
        ("1", "01/05/2025", "01/12/2025", "C2", "OX1 1AA"),
        ("2", "01/07/2025", None, "C2", None),
    ]


def test_a_year_is_told_by_its_own_return_and_the_next() -> None:
    received(FIRST)
    later = {"Header": header("1"), "Episodes": [episode("1", "01/05/2025", "02/06/2026")]}
    received(later, year="2026-27")
    rows = facts("care_episode").sort("person_id")
    assert rows["ended_on"].to_list() == [dt.date(2026, 6, 2), None]
    for year, tables in ((YEAR, FIRST), ("2026-27", later)):
        made = from_records("SSDA903", rows_known(COUNCIL, submitted=True), year=year,
                            authority=COUNCIL)  # fmt: skip
        assert made["Episodes"].to_dicts() == tables["Episodes"]


def test_rows_that_cannot_be_placed_are_refused_and_nothing_is_kept() -> None:
    bad = {**FIRST, "Episodes": [*FIRST["Episodes"], episode("1", "31/02/2026")]}
    with pytest.raises(Refusal, match=r"Episodes 2: DECOM 31/02/2026.*rules .*141") as refused:
        received(bad)
    assert (refused.value.row, refused.value.column) == (2, "DECOM")
    assert not RecordVersion.objects.exists()
    assert not ReturnReceived.objects.exists()
    kept = received(bad, set_aside=True)
    assert kept.set_aside == 1
    assert facts("care_episode").height == 2
    made = from_records("SSDA903", rows_known(COUNCIL, submitted=True), year=YEAR)
    assert made["Episodes"].to_dicts() == bad["Episodes"]


def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("the power failed")

    monkeypatch.setattr("almoner.casework.submitting._tell_engine", fail)
    with pytest.raises(RuntimeError):
        received(FIRST)
    assert not RecordVersion.objects.exists()
    assert not ReturnReceived.objects.exists()
    assert not Authority.objects.exists()


def test_two_returns_that_tell_of_one_child_tell_of_one_person() -> None:
    received(FIRST)
    census = {
        "ChildIdentifiers": [{"LAchildID": "1", "PersonBirthDate": "2012-02-01", "Sex": "M",
                              "PersonDeathDate": "2026-01-09"}],
        "CINdetails": [{"LAchildID": "1", "CINdetailsID": "1", "CINreferralDate": "2025-04-20"}],
    }  # fmt: skip
    kept = received(census, "CIN")
    assert kept.records["person"] == (0, 1, 0)
    person = facts("person").filter(pl.col("person_id") == "1").to_dicts()[0]
    assert (person["born_on"], person["died_on"], person["ethnic_code"]) == (
        dt.date(2012, 2, 1), dt.date(2026, 1, 9), "WBRI",
    )  # fmt: skip
    received({"CINdetails": []}, "CIN")
    person = facts("person").filter(pl.col("person_id") == "1").to_dicts()[0]
    assert (person["born_on"], person["died_on"]) == (dt.date(2012, 2, 1), None)
    assert facts("referral").is_empty()


def service(person: str, began: str, ended: str | None, end: str, **more: str) -> dict[str, Any]:
    start = f"01/{int(end[3:5]) % 12 + 1:02d}/{int(end[6:]) - (end[3:5] != '12')}"
    row = {
        "LA_Code": "931", "LA_Person_Unique_Identifier": person, "Date_of_Birth": "01/01/1950",
        "Client_Type": "Service user", "Event_Type": "Service", "Event_Start_Date": began,
        "Event_End_Date": ended, "Service_Type": "Long term support: Community",
        "Service_Component": "Day support", "Delivery_Mechanism": "Direct payment",
        "Reporting_Period_Start_Date": start, "Reporting_Period_End_Date": end,
    }  # fmt: skip
    return {**row, **more}


def test_overlapping_quarters_tell_of_a_service_once_and_end_one_that_vanished() -> None:
    june, september = "30/06/2025", "30/09/2025"
    received(
        {"CLD": [service("1", "01/02/2025", None, june), service("2", "01/03/2025", None, june),
                 service("3", "01/01/2025", None, june)]}, "CLD",
    )  # fmt: skip
    received(
        {"CLD": [service("1", "01/02/2025", "01/08/2025", september),
                 service("3", "01/01/2025", None, september, Delivery_Mechanism="")]}, "CLD",
    )  # fmt: skip
    rows = facts("adult_service").sort("person_id")
    assert rows["person_id"].to_list() == ["adult-1", "adult-2", "adult-3"]
    assert rows["ended_on"].to_list() == [dt.date(2025, 8, 1), dt.date(2025, 6, 30), None]
    assert rows["delivery"].to_list() == ["Direct payment", "Direct payment", None]
    assert ReturnReceived.objects.filter(return_code="CLD").count() == 2


def test_a_figure_asked_as_known_before_is_of_the_file_of_then() -> None:
    from almoner.catalogue.register import chosen
    from almoner.engine.measure import measure
    from almoner.engine.mirror import Mirror
    from almoner.engine.places import Months

    received(FIRST)
    RecordVersion.objects.update(known_from=timezone.now() - dt.timedelta(days=3))
    received({"Header": header("1"), "Episodes": [episode("1", "01/05/2025", "01/09/2025")]})
    values = []
    for on in (timezone.localdate() - dt.timedelta(days=1), None):
        with Mirror.of_frames(rows_known(COUNCIL, on)) as mirror:
            found = measure(mirror, chosen(["CH-CARE"]), Months(2025 * 12 + 3, 2026 * 12 + 2),
                            broken_down=False)  # fmt: skip
        own = found.filter(pl.col("area") == COUNCIL, pl.col("period") == "Y2026")
        values.append(own["value"].to_list())
    assert values == [[2.0], [0.0]]
