"""What rows give to the record: facts, links, people known by other keys, rows made from facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.reference.refusal import Refusal
from almoner.returns import from_records, to_records
from almoner.returns.context import Collection
from almoner.returns.keeping.facts import keeping_of, readings
from almoner.returns.keeping.faults import faults_of
from almoner.returns.keeping.identity import no_people
from almoner.returns.keeping.submitted import submitted
from almoner.returns.kinds import RETURNS, kind_of
from almoner.returns.writing import forms_of, written

YEAR, COUNCIL = "2025-26", "E10000025"


def made(
    code: str, tables: dict[str, list[dict[str, Any]]], **more: Any
) -> dict[str, pl.DataFrame]:
    found = to_records(code, tables, year=YEAR, authority=COUNCIL, **more)
    return {name: pl.DataFrame(pl.from_arrow(table)) for name, table in found.items()}


def facts(table: str, **columns: Any) -> pl.DataFrame:
    schema = polars_schema(declared_tables()[table])
    row = {name: columns.get(name) for name in schema}
    return pl.DataFrame([row], schema=schema, orient="row")


@pytest.mark.parametrize("code", RETURNS)
def test_every_declaration_names_fields_and_columns_that_there_are(code: str) -> None:
    shapes, keeping = kind_of(code).shapes, keeping_of(code)
    for gives in keeping.gives:
        names = shapes[gives.table].names
        columns = {column.name for column in declared_tables()[gives.record].columns}
        assert {item.field for item in gives.items if item.field} <= names, gives.table
        assert {item.column for item in gives.items} <= columns, gives.record
        assert {link.column for link in gives.links} <= columns, gives.record
        assert {*gives.spell, *gives.closes} <= columns, gives.record
    for name, fields in keeping.identity.items():
        assert set(fields) <= shapes[name].names, name


CASE = {"LAchildID": "7", "CINdetailsID": "1"}


def test_rows_of_a_case_are_linked_through_it() -> None:
    found = made(
        "CIN",
        {
            "CINdetails": [{**CASE, "CINreferralDate": "2025-05-01"},
                           {**CASE, "CINdetailsID": "2", "CINreferralDate": "2025-09-01"}],
            "Assessments": [{**CASE, "CINdetailsID": "2", "AssessmentID": "1",
                             "AssessmentActualStartDate": "2025-09-02"}],
            "AssessmentFactorsList": [{**CASE, "CINdetailsID": "2", "AssessmentID": "1",
                                       "AssessmentFactors": "3A"}],
            "Section47": [{**CASE, "S47ActualStartDate": "2025-05-03",
                           "DateOfInitialCPC": "2025-05-20"}],
        },
    )  # fmt: skip
    assert found["child_assessment"]["referral_id"].to_list() == ["7:2025-09-01"]
    assert (
        found["assessment_factor"]["assessment_id"][0]
        == found["child_assessment"]["assessment_id"][0]
    )
    assert found["conference"]["enquiry_id"].to_list() == ["7:2025-05-03"]


def test_a_number_that_is_known_leads_to_its_person() -> None:
    people = pl.DataFrame({"scheme": ["child"], "value": ["7"], "person_id": ["P-1"]})
    found = made("SSDA903", {"Header": [{"CHILD": "7", "SEX": "2"}]}, people=people)
    assert found["person"].select("person_id", "sex").rows() == [("P-1", "F")]
    back = from_records("SSDA903", found, year=YEAR)
    assert back["Header"].rows() == [("7", "2")]


def test_adults_and_children_of_one_number_are_two_people() -> None:
    assert made("SSDA903", {"Header": [{"CHILD": "7"}]})["person"]["person_id"][0] == "7"
    service = {"LA_Person_Unique_Identifier": "7", "Client_Type": "Service user",
               "Event_Type": "Service", "Event_Start_Date": "01/05/2025",
               "Service_Type": "Long term support: Community"}  # fmt: skip
    assert made("CLD", {"CLD": [service]})["person"]["person_id"][0] == "adult-7"


def test_costs_are_made_weekly_by_the_published_factors() -> None:
    def row(cost: str, unit: str, units: str | None = None) -> dict[str, Any]:
        return {"LA_Person_Unique_Identifier": unit, "Client_Type": "Service user",
                "Event_Type": "Service", "Event_Start_Date": "01/05/2025", "Unit_Cost": cost,
                "Service_Type": "Long term support: Community", "Cost_Frequency_Unit_Type": unit,
                "Planned_units_per_week": units}  # fmt: skip

    rows = [row("100", "Weekly"), row("-100", "Fortnightly"), row("52", "Monthly"),
            row("20", "Hourly", "2.5"), row("100", "One-off"), row("dear", "Weekly ")]  # fmt: skip
    found = made("CLD", {"CLD": rows})["adult_service"].sort("person_id")
    costs = dict(found.select("person_id", "weekly_cost").iter_rows())
    assert costs["adult-Fortnightly"] == 5_000
    assert costs["adult-Monthly"] == 1_200
    assert costs["adult-Hourly"] == 5_000
    assert costs["adult-One-off"] is None
    hours = dict(found.select("person_id", "weekly_hours").iter_rows())
    assert hours["adult-Hourly"] == 25


def test_a_record_without_submissions_makes_a_return_of_its_year() -> None:
    episode = facts(
        "care_episode", episode_id="e", person_id="p", started_on=dt.date(2024, 5, 1),
        ended_on=dt.date(2026, 5, 1), end_reason="E4A", start_reason="S",
    )  # fmt: skip
    old = facts("care_episode", episode_id="o", person_id="p", started_on=dt.date(2020, 1, 1),
                ended_on=dt.date(2020, 2, 1))  # fmt: skip
    person = facts("person", person_id="p", sex="F", born_on=dt.date(2012, 1, 2))
    records = {"care_episode": pl.concat([episode, old]), "person": person}
    back = from_records("SSDA903", records, year=YEAR)
    cells = back["Episodes"].select("CHILD", "DECOM", "DEC", "REC").rows()
    assert cells == [("p", "01/05/2024", None, None)]
    assert back["Header"].select("CHILD", "SEX", "DOB").rows() == [("p", "2", "02/01/2012")]


def test_a_census_is_made_with_its_cases_around_what_is_in_them() -> None:
    records = {
        "person": facts("person", person_id="p", born_on=dt.date(2012, 1, 2)),
        "referral": facts("referral", referral_id="r", person_id="p",
                          referred_on=dt.date(2025, 5, 1)),
        "protection_plan": facts("protection_plan", plan_id="c", person_id="p",
                                 started_on=dt.date(2025, 6, 1), category="NEG"),
        "protection_review": facts("protection_review", review_id="v", person_id="p", plan_id="c",
                                   held_on=dt.date(2025, 8, 1)),
    }  # fmt: skip
    back = from_records("CIN", records, year=YEAR, authority=COUNCIL)
    assert back["Header"].select("Year", "LEA").rows() == [("2026", "931")]
    assert back["ChildProtectionPlans"]["CINdetailsID"].to_list() == ["r"]
    assert back["Reviews"].select("CINdetailsID", "CPPID").rows() == [("r", "c")]
    xml = written("CIN", back, "xml")["cin-census.xml"].decode()
    assert xml.index("<CINreferralDate>2025-05-01") < xml.index("<CPPstartDate>2025-06-01")


def test_a_form_that_cannot_hold_a_row_is_refused_and_another_holds_it() -> None:
    cells = {"CHILD": "nobody's", "DOB": "", "REVIEW": "01/05/2025", "REVIEW_CODE": "PN1"}
    review = pl.DataFrame([cells])
    with pytest.raises(Refusal, match="Reviews"):
        written("SSDA903", {"Reviews": review}, "xml")
    assert written("SSDA903", {"Reviews": review}, "csv")
    with pytest.raises(Refusal, match="no such form"):
        written("SSDA903", {"Reviews": review}, "pdf")
    assert list(forms_of("CIN")) == ["xml", "csv"]


def test_h_clic_keeps_all_that_a_row_says() -> None:
    from almoner.returns.files import Part
    from almoner.returns.hclic.reading import read_xml

    xml = (b"<x><Case><CaseID>9</CaseID><People><Person><Age>30</Age><Need>a</Need><Need>b</Need>"
           b"<Job><Kind>c</Kind></Job></Person></People></Case></x>")  # fmt: skip
    tables = read_xml(Part("a.xml", xml))
    found = to_records("HCLIC", tables, year=YEAR)
    back = from_records("HCLIC", found, year=YEAR)
    assert back["People"].equals(tables["People"])
    out = written("HCLIC", back)["hclic.xml"]
    again = read_xml(Part("b.xml", out))["People"]
    assert again.select("CaseID", "./Need[2]", "./Job/Kind").rows() == [("9", "b", "c")]


LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def pupil_number(digits: str) -> str:
    """A number whose letter follows from its twelve digits."""
    return LETTERS[sum(n * int(d) for n, d in enumerate(digits, start=2)) % 23] + digits


@pytest.mark.parametrize(
    ("code", "table", "key", "field", "more"),
    [
        ("SSDA903", "Header", "CHILD", "UPN", {}),
        ("CIN", "ChildIdentifiers", "LAchildID", "UPN", {}),
        ("CIN", "ChildIdentifiers", "LAchildID", "FormerUPN", {}),
        ("ANNEX_A_SEND", "List 1", "Unique ID", "UPN", {}),
        ("SSD", "ssd_linked_identifiers", "link_person_id", "link_identifier_value",
         {"link_identifier_type": "Unique Pupil Number"}),
    ],
)  # fmt: skip
def test_a_pupil_number_names_somebody_only_if_its_letter_fits(
    code: str, table: str, key: str, field: str, more: dict[str, str]
) -> None:
    right = pupil_number("120050000001")
    wrong = ("A" if right[0] != "A" else "B") + right[1:]
    values = {"1": right, "2": wrong, "3": "UN1", "4": "short", "5": right.lower(), "6": None}
    rows = [{key: child, field: value, **more} for child, value in values.items()]
    records = to_records(code, {table: rows}, year="2025-26")
    numbers = pl.DataFrame(pl.from_arrow(records["person_identifier"]))
    found = numbers.filter(~pl.col("scheme").is_in(["child", "adult"]))
    assert set(found["person_id"]) == {"1", "5"}
    assert records["person"].num_rows == len(values) or code == "SSD"
    back = from_records(code, records, year="2025-26")
    assert back[table][field].to_list() == list(values.values())


def test_events_that_annex_a_tells_of_beside_the_child() -> None:
    found = made(
        "ANNEX_A",
        {
            "List 7": [{"Child Unique ID": "7", "Child Protection Plan Start Date": "01/05/2025",
                        "Date of the Last Statutory Visit": "02/03/2026",
                        "Was the Child Seen Alone?": "a) Yes",
                        "Date of latest review conference": "01/02/2026"}],
            "List 8": [{"Child Unique ID": "8", "Date of Latest Statutory Review": "01/01/2026",
                        "Date of Last Social Work Visit": "31/02/2026",
                        "Date of Last Health Assessment": "05/01/2026",
                        "Date of Last Dental Check": "06/01/2026"},
                       {"Child Unique ID": "9"}],
            "List 9": [{"Child Unique ID": "10", "Latest Date of Contact": "01/01/2026",
                        "Type of Accommodation": "o) With Former Foster Carer"}],
        },
    )  # fmt: skip
    plan, visit = found["protection_plan"], found["protection_visit"]
    assert visit["plan_id"].to_list() == plan["plan_id"].to_list()
    assert visit.select("visited_on", "child_seen", "seen_alone").rows() == [
        (dt.date(2026, 3, 2), True, True)
    ]
    assert found["protection_review"].select("plan_id", "held_on").rows() == [
        (plan["plan_id"][0], dt.date(2026, 2, 1))
    ]
    assert found["care_review"]["held_on"].to_list() == [dt.date(2026, 1, 1)]
    assert "care_visit" not in found
    checks = found["health_check"].sort("checked_on").select("person_id", "kind", "checked_on")
    assert checks.rows() == [
        ("8", "health", dt.date(2026, 1, 5)), ("8", "dental", dt.date(2026, 1, 6))
    ]  # fmt: skip
    assert found["care_leaver"]["accommodation"].to_list() == ["Z"]


def test_a_review_told_by_two_returns_is_one() -> None:
    one = made("ANNEX_A", {"List 8": [{"Child Unique ID": "8",
               "Date of Latest Statutory Review": "01/01/2026"}]})  # fmt: skip
    other = made("SSDA903", {"Reviews": [{"CHILD": "8", "REVIEW": "01/01/2026",
                 "REVIEW_CODE": "PN1"}]})  # fmt: skip
    assert one["care_review"]["review_id"].to_list() == other["care_review"]["review_id"].to_list()


def test_health_checks_of_the_safeguarding_dataset_by_their_type() -> None:
    rows = [
        {"clah_health_check_id": n, "clah_person_id": "7", "clah_health_check_type": kind,
         "clah_health_check_date": "2026-01-05"}
        for n, kind in (("1", "Dental Check"), ("2", "health assessment"), ("3", "Eyesight"))
    ]  # fmt: skip
    records = to_records("SSD", {"ssd_cla_health": rows}, year=YEAR)
    found = pl.DataFrame(pl.from_arrow(records["health_check"]))
    assert sorted(found["kind"]) == ["dental", "health"]
    checked = facts("health_check", check_id="x", person_id="7", kind="dental",
                    checked_on=dt.date(2026, 2, 1))  # fmt: skip
    held = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in records.items()}
    held["health_check"] = pl.concat([held["health_check"], checked])
    back = from_records("SSD", held, year=YEAR)["ssd_cla_health"]
    assert back["clah_health_check_type"].to_list()[:3] == [row["clah_health_check_type"]
                                                           for row in rows]  # fmt: skip
    assert back.row(3, named=True)["clah_health_check_type"] == "Dental Check"


def test_names_of_people_in_client_level_data() -> None:
    found = made("CLD", {"CLD": [{"LA_Person_Unique_Identifier": "5", "First_Name": "Ada",
                 "Last_Name": "Byron", "Event_Type": "Request", "Client_Type": "Service user",
                 "Event_Start_Date": "01/05/2025", "Event_End_Date": "02/05/2025"}]})  # fmt: skip
    assert found["person"].select("forename", "surname").rows() == [("Ada", "Byron")]


def test_an_end_that_nobody_can_read_does_not_make_an_episode_go_on() -> None:
    began = {"CHILD": "7", "DECOM": "01/05/2025", "RNE": "S", "LS": "C2", "PLACE": "U4"}
    rows = [{**began, "DEC": "31/02/2026", "REC": "E4A"}, {**began, "DECOM": "01/03/2026"}]
    records = to_records("SSDA903", {"Episodes": rows}, year=YEAR)
    kept = pl.DataFrame(pl.from_arrow(records["care_episode"]))
    assert kept.select("started_on", "ended_on").rows() == [(dt.date(2026, 3, 1), None)]
    back = from_records("SSDA903", records, year=YEAR)["Episodes"]
    assert back["DEC"].to_list() == ["31/02/2026", None]
    one = submitted(keeping_of("SSDA903"), {"Episodes": rows}, Collection.of(YEAR))
    (fault,) = faults_of(readings([one], no_people())[0])
    assert fault[:4] == ("Episodes", 0, "DEC", "31/02/2026")
