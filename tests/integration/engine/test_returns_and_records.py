"""The same figure from a return's file and from the record that the file became.

The indicators of a return and those of the record are written apart: the first over the fields of
the file, the second over tables of the record. Where both count the same thing they must agree.
`SAME` are the pairs; `APART` says of every other indicator of a return why there is no pair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from almoner.catalogue.register import chosen
from almoner.engine.measure import measure
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.returns.checking import context_of
from almoner.returns.context import Collection
from almoner.returns.figures import Figure
from almoner.returns.keeping import from_records, to_records
from almoner.returns.kinds import References, kind_of
from benchmarks import returns_cin

COUNCIL, YEAR = "E10000025", "2025-26"
FIRST, LAST = dt.date(2025, 4, 1), dt.date(2026, 3, 31)
Rows = list[dict[str, Any]]

SAME = {
    "cla_31_march": "CH-CARE",
    "cla_during_year": "CH-CARE-DURING",
    "started_in_year_children": "CH-CARE-STARTED",
    "ceased_in_year_children": "CH-CARE-CEASED",
    "ceased_adopted": "CH-CEASED-ADOPTED",
    "ceased_special_guardianship": "CH-CEASED-SGO",
    "three_or_more_placements": "CH-CARE-3-PLACEMENTS",
    "placed_over_20_miles": "CH-CARE-20-MILES",
    "placed_outside_area": "CH-CARE-OUTSIDE",
    "uasc_31_march": "CH-CARE-UASC",
    "missing_incidents": "CH-MISSING",
    "away_incidents": "CH-AWAY",
    "children_missing": "CH-MISSING-CHILDREN",
    "oc2_immunisations": "CH-CARE-IMMUNISED",
    "oc2_teeth_check": "CH-CARE-DENTAL",
    "oc2_health_assessment": "CH-CARE-HEALTH",
    "oc2_substance_misuse": "CH-CARE-SUBSTANCE",
    "oc2_convicted_10_plus": "CH-CARE-CONVICTED",
    "sdq_returned": "CH-SDQ",
    "sdq_mean": "CH-SDQ-MEAN",
    "sdq_17_plus": "CH-SDQ-17",
    "leavers_17_18_in_touch": "CH-LEAVERS-17-18-TOUCH",
    "leavers_17_18_in_education_employment_training": "CH-LEAVERS-17-18-EET",
    "leavers_17_18_suitable_accommodation": "CH-LEAVERS-17-18-HOUSED",
    "leavers_19_21_in_touch": "CH-LEAVERS-19-21-TOUCH",
    "leavers_19_21_in_education_employment_training": "CH-LEAVERS-19-21-EET",
    "leavers_19_21_suitable_accommodation": "CH-LEAVERS-19-21-HOUSED",
    "referrals": "CH-REFERRALS",
    "children_referred": "CH-CHILDREN-REFERRED",
    "referrals_no_further_action": "CH-REFERRALS-NFA",
    "re_referrals_within_12_months": "CH-REFERRALS-REPEAT",
    "assessments_completed": "CH-ASSESSMENTS",
    "assessments_within_45_working_days": "CH-ASSESSMENTS-45",
    "assessment_median_working_days": "CH-ASSESSMENTS-MEDIAN",
    "section_47_started": "CH-S47",
    "initial_conferences": "CH-CONFERENCES",
    "conferences_within_15_working_days": "CH-CONFERENCES-15",
    "plans_started": "CH-PLANS-STARTED",
    "plans_second_or_subsequent": "CH-PLANS-AGAIN",
    "plans_31_march": "CH-PLANS",
    "plans_ended": "CH-PLANS-ENDED",
    "plans_ended_after_two_years_or_more": "CH-PLANS-ENDED-2-YEARS",
    "children_in_need_31_march": "CH-NEED",
    "ASCOF_2E_18_64": "AD-ASCOF-2E-2A",
    "ASCOF_2E_65_and_above": "AD-ASCOF-2E-2B",
    "ASCOF_2E_learning_disability": "AD-ASCOF-2E-1",
    "ASCOF_3D_clients": "AD-ASCOF-3D-1A",
    "ASCOF_3D_clients_2a": "AD-ASCOF-3D-2A",
    "ASCOF_3D_carers": "AD-ASCOF-3D-1B",
    "ASCOF_3D_carers_2b": "AD-ASCOF-3D-2B",
    "ASCOF_2B": "AD-ASCOF-2B",
    "ASCOF_2C": "AD-ASCOF-2C",
}
NUMERATOR_ONLY = frozenset({"ASCOF_2B", "ASCOF_2C"})
"""Rates whose residents are not in the file."""
APART = {
    "cases_closed_in_year": "the record counts the ends of episodes of need, which a referral "
    "closed with no further action never was",
    "referral_outcome": "a report by kinds, of the whole file and not of its year",
    "s47_journey": "a report of links, of the whole file and not of its year",
    "ASCOF_2B_2C": "both rates together: the record has each by itself",
    "ASCOF_2E": "all ages together: the record has each age band",
}


def day(value: dt.date | None) -> str | None:
    return None if value is None else f"{value:%d/%m/%Y}"


def children_in_care(number: int) -> dict[str, Rows]:
    """A well-made SSDA903: each child's care begins with S, and a placement follows another."""
    random = Random(903)
    tables: dict[str, Rows] = {
        name: [] for name in ("Header", "Episodes", "UASC", "OC2", "OC3", "Missing")
    }
    for child in map(str, range(100, 100 + number)):
        born = dt.date(random.randint(2009, 2021), random.randint(1, 12), random.randint(1, 28))
        who = {"CHILD": child, "DOB": day(born)}
        tables["Header"].append({**who, "SEX": random.choice("12"), "ETHNIC": "WBRI"})
        began = dt.date(2024, 1, 1) + dt.timedelta(random.randrange(800))
        episodes = list(_care(random, began))
        here = [row for row in episodes if row["DEC"] is None or row["DEC"] >= FIRST]
        tables["Episodes"] += [
            {**row, "CHILD": child, "DECOM": day(row["DECOM"]), "DEC": day(row["DEC"])}
            for row in here
        ]
        if random.random() < 0.15:
            tables["UASC"].append({**who, "SEX": "1", "DUC": None})
        if began <= FIRST and here and here[-1]["DEC"] is None:
            tables["OC2"].append({**who, **_outcomes(random, born)})
        for _time in range(random.choice((0, 0, 0, 1, 3)) if here else 0):
            start = FIRST + dt.timedelta(random.randrange(-40, 365))
            tables["Missing"].append(
                {**who, "MISSING": random.choice("MMA"), "MIS_START": day(start), "MIS_END": None}
            )
    for leaver in map(str, range(900, 940)):
        born = dt.date(random.randint(2003, 2009), random.randint(1, 12), random.randint(1, 28))
        tables["OC3"].append(
            {"CHILD": leaver, "DOB": day(born), "IN_TOUCH": random.choice(("YES", "NO")),
             "ACTIV": random.choice(("F2", "P5", "G5", None)),
             "ACCOM": random.choice(("B1", "C2", None))}
        )  # fmt: skip
    return tables


def _care(random: Random, began: dt.date) -> Any:
    reason, start = "S", began
    for left in range(random.randint(0, 4), -1, -1):
        end = (
            start + dt.timedelta(random.randint(5, 300)) if left or random.random() < 0.4 else None
        )
        end = None if end is not None and end > LAST else end
        last = end is None or not left
        yield {
            "DECOM": start, "RNE": reason, "LS": random.choice(("C2", "V2", "E1")),
            "PLACE": random.choice(("U6", "U4", "K2", "P1", "T1")), "DEC": end,
            "REC": None if end is None else random.choice(("E4A", "E11", "E45")) if last else "X1",
            "HOME_POST": "OX1 1AA", "PL_POST": random.choice(("OX4 1AA", "B1 1AA", "M1 1AE", None)),
        }  # fmt: skip
        if last or end is None:
            return
        reason, start = random.choice("PLTB"), end


def _outcomes(random: Random, born: dt.date) -> dict[str, Any]:
    score = random.randint(0, 40) if random.random() < 0.7 else None
    items = ("CONVICTED", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
    return {"SDQ_SCORE": score, **{name: random.choice("01") for name in items}}


def adults(number: int) -> dict[str, Rows]:
    """A year of Client Level Data."""
    random = Random(2)
    rows: Rows = []
    for person in range(number):
        born = dt.date(random.choice((1935, 1950, 1965, 1990)), 5, random.randint(1, 28))
        about = {
            "LA_Code": "931", "LA_Person_Unique_Identifier": str(5000 + person),
            "Reporting_Period_Start_Date": day(FIRST), "Reporting_Period_End_Date": day(LAST),
            "Date_of_Birth": day(born), "Gender": random.choice(("Male", "Female")),
            "Primary_Support_Reason": random.choice(
                ("Learning Disability Support", "Mental Health Support")),
            "Accommodation_Status": random.choice(
                ("Tenant: Private landlord", "Registered care home", "Unknown", None)),
        }  # fmt: skip
        rows += [{**about, **_event(random)} for _event_number in range(random.randint(1, 4))]
    return {"CLD": [row for row in rows if row["Event_Start_Date"]]}


_SERVICES = {
    "Long term support: Nursing care": ("Long term nursing care",),
    "Long term support: Residential care": ("Long term residential care",),
    "Long term support: Community": ("Day support", "Direct payment"),
    "Unpaid carer support: Direct to unpaid carer": ("Other unpaid carer support",),
}


def _event(random: Random) -> dict[str, Any]:
    start = FIRST + dt.timedelta(random.randint(-600, 350))
    end = start + dt.timedelta(random.randint(5, 500))
    kind = random.choice(("Service", "Service", "Assessment", "Review", "Request"))
    over = kind != "Service" or (end <= LAST and random.random() < 0.6)
    if over and not FIRST <= end <= LAST:
        return {"Event_Start_Date": None}
    service = random.choice(list(_SERVICES)) if kind == "Service" else None
    return {
        "Event_Type": kind, "Event_Start_Date": day(start),
        "Event_End_Date": day(end) if over else None,
        "Client_Type": "Unpaid carer" if service and "carer" in service else "Service user",
        "Service_Type": service,
        "Service_Component": random.choice(_SERVICES[service]) if service else None,
        "Delivery_Mechanism": random.choice(
            ("Direct payment", "CASSR managed personal budget", "CASSR commissioned support", None)
        ) if service else None,
        "Event_Outcome": random.choice((None, "NFA: Self-funded client or under 12wk disregard")),
    }  # fmt: skip


@pytest.fixture(scope="module")
def census(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, pl.DataFrame]:
    file: Path = tmp_path_factory.mktemp("census") / "census.xml"
    returns_cin.make(file, 150, 0.0)
    return kind_of("CIN").read(file)


def of_return(code: str, tables: Mapping[str, Any], year: str) -> Mapping[str, Figure]:
    kind = kind_of(code)
    collection = Collection.of(year, authority=COUNCIL)
    assert kind.indicators is not None
    return kind.indicators(context_of(kind, tables, {}, collection, References()))


def of_record(
    records: Mapping[str, Any], codes: list[str], year: str
) -> dict[str, tuple[float | None, float | None, float | None]]:
    frames = {
        name: pl.DataFrame(pl.from_arrow(table)) for name, table in records.items()
        if declared_tables()[name].counted
    }  # fmt: skip
    team = {"team_id": "t", "name": "t", "council": COUNCIL}
    residents = [
        {"population_id": band, "area": COUNCIL, "age_band": band, "year": 2024, "people": 1000}
        for band in ("18-64", "65+")
    ]
    for name, rows in (("team", [team]), ("population", residents)):
        schema = polars_schema(declared_tables()[name])
        frames[name] = pl.DataFrame(rows, schema=schema, orient="row")
    first = int(year[:4]) * 12 + 3
    with Mirror.of_frames(frames) as mirror:
        found = measure(mirror, chosen(codes), Months(first, first + 11), broken_down=False)
    found = found.filter(pl.col("area") == COUNCIL, pl.col("period") == f"Y{int(year[:4]) + 1}")
    return {
        row["indicator"]: (row["numerator"], row["denominator"], row["value"])
        for row in found.iter_rows(named=True)
    }


def agree(code: str, tables: Mapping[str, Any], year: str) -> int:
    """Compare every pair; how many said something."""
    figures = of_return(code, tables, year)
    assert set(figures) <= set(SAME) | set(APART) | _parts(figures), set(figures) - set(SAME)
    pairs = {name: SAME[name] for name in figures if name in SAME}
    records = to_records(code, tables, year=year, authority=COUNCIL)
    measured = of_record(records, sorted(set(pairs.values())), year)
    said = 0
    for name, ours in pairs.items():
        numerator, denominator, value = measured.get(ours, (0.0, 0.0, None))
        figure = figures[name]
        if figure.numerator is not None:
            assert (numerator or 0) == figure.numerator, (name, ours, figure, measured.get(ours))
        if figure.denominator is not None and name not in NUMERATOR_ONLY:
            assert (denominator or 0) == figure.denominator, (name, ours, figure)
        if figure.numerator is None:
            assert value == figure.value, (name, ours, figure)
        said += bool(figure.numerator or figure.denominator)
    again = from_records(code, records, year=year, authority=COUNCIL)
    assert of_return(code, again, year) == figures
    return said


def _parts(figures: Mapping[str, Figure]) -> set[str]:
    """Breakdowns by age and sex, and ASCOF 2A, which need no pair of their own."""
    marks = ("male", "1a", "1b", "2a_", "2b_", "ASCOF_2A")
    return {name for name in figures if name.startswith("ASCOF") and any(m in name for m in marks)}


def test_an_ssda903_is_enough_for_its_indicators() -> None:
    assert agree("SSDA903", children_in_care(150), YEAR) >= 20


def test_a_census_is_enough_for_its_indicators(census: Mapping[str, pl.DataFrame]) -> None:
    assert agree("CIN", census, "2026-27") >= 14


def test_client_level_data_is_enough_for_its_indicators() -> None:
    assert agree("CLD", adults(250), YEAR) >= 7


def test_every_indicator_of_a_return_has_a_pair_or_a_reason() -> None:
    assert not set(SAME) & set(APART)
    assert all(APART.values())
