"""The made-up council: its districts (real), wards, postcodes, services and teams (invented)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np

from almoner.simulation.draws import MARGINS, Array

COUNCIL = "X10000001"
DISTRICTS = ("E07000177", "E07000178", "E07000179", "E07000180", "E07000181")
_NAMES = ("Cherwell", "City", "South", "Vale", "West")
FRONT_DOOR, ADULT_DOOR, HOSPITAL = "CH-DOOR", "AD-DOOR", "AD-HOSPITAL"
REABLEMENT, LEARNING_DISABILITY, SAFEGUARDING = "AD-REABLE", "AD-LD", "AD-SAFE"
CARE, LEAVING_CARE = ("CH-CARE-1", "CH-CARE-2", "CH-CARE-3"), "CH-LEAVING"
HOUSING_OPTIONS, REPAIRS = ("HO-OPTIONS-1", "HO-OPTIONS-2"), ("HO-REPAIRS-1", "HO-REPAIRS-2")
EARLY_HELP = "CH-EARLY"


def assessment_team(district: int) -> str:
    """The children's assessment team of a district."""
    return f"CH-ASSESS-{district + 1}"


def protection_team(district: int) -> str:
    """The child protection and need team of a district."""
    return f"CH-FAMILY-{district + 1}"


def adult_team(district: int) -> str:
    """The adults' locality team of a district."""
    return f"AD-LOCALITY-{district + 1}"


@dataclass(frozen=True)
class Team:
    """A team with its name and service."""

    code: str
    name: str
    service: str


@cache
def teams() -> tuple[Team, ...]:
    """All teams, in order."""
    found = [
        Team(FRONT_DOOR, "Children's front door", "CHILDREN"),
        Team(EARLY_HELP, "Early help", "CHILDREN"),
    ]
    for number, name in enumerate(_NAMES):
        found += [
            Team(assessment_team(number), f"Assessment, {name}", "CHILDREN"),
            Team(protection_team(number), f"Family support and protection, {name}", "CHILDREN"),
            Team(adult_team(number), f"Adults, {name}", "ADULTS"),
        ]
    found += [Team(code, f"Children in care {i + 1}", "CHILDREN") for i, code in enumerate(CARE)]
    found += [
        Team(LEAVING_CARE, "Leaving care", "CHILDREN"),
        Team(ADULT_DOOR, "Adults' front door", "ADULTS"),
        Team(HOSPITAL, "Hospital discharge", "ADULTS"),
        Team(REABLEMENT, "Reablement", "ADULTS"),
        Team(LEARNING_DISABILITY, "Learning disability", "ADULTS"),
        Team(SAFEGUARDING, "Safeguarding adults", "ADULTS"),
    ]
    found += [
        Team(code, f"Housing options {i + 1}", "HOUSING") for i, code in enumerate(HOUSING_OPTIONS)
    ]
    return (*found, *(Team(code, f"Repairs {i + 1}", "HOUSING") for i, code in enumerate(REPAIRS)))


@dataclass(frozen=True)
class Postcodes:
    """Postcodes with ward and district, and each one's number of district."""

    postcode: Array
    ward: Array
    locality: Array
    district: Array


@cache
def postcodes() -> Postcodes:
    """The packaged postcodes."""
    with (MARGINS / "postcodes.csv").open(encoding="utf-8", newline="") as stream:
        rows = [(row["postcode"], row["ward"], row["locality"]) for row in csv.DictReader(stream)]
    postcode, ward, locality = (
        np.array(column, dtype=object) for column in zip(*rows, strict=True)
    )
    district = np.array([DISTRICTS.index(code) for code in locality])
    return Postcodes(postcode, ward, locality, district)
