"""Indicators straight from an SSDA903, on a council small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from almoner.cli import app
from almoner.returns.checking import context_of
from almoner.returns.context import Collection
from almoner.returns.figures import Figure, mean, percent
from almoner.returns.kinds import References, kind_of

KIND = kind_of("SSDA903")
Row = dict[str, Any]


def figures(year: str = "2026-27", **tables: list[Row]) -> dict[str, Figure]:
    collection = Collection.of(year, authority="E10000025")
    context = context_of(KIND, tables, {}, collection, References())
    assert KIND.indicators is not None
    return dict(KIND.indicators(context))


def episode(child: str, begun: str, ended: str | None = None, **items: str) -> Row:
    usual = {"RNE": "S", "LS": "C2", "PLACE": "U4"}
    return {"CHILD": child, "DECOM": begun, "DEC": ended, **usual, **items}


def test_who_was_looked_after_and_when() -> None:
    found = figures(
        Episodes=[
            episode("open", "01/05/2024"),
            episode("ended on the last day", "01/05/2024", "31/03/2027", REC="E4A"),
            episode("ended after it", "01/05/2024", "01/04/2027", REC="E4A"),
            episode("ended on the first day", "01/05/2024", "01/04/2026", REC="E11"),
            episode("ended before", "01/05/2024", "31/03/2026", REC="E11"),
            episode("began on the first day", "01/04/2026"),
            episode("began after", "01/04/2027"),
            episode("short breaks", "01/05/2026", LS="V3"),
        ]
    )
    assert found["cla_31_march"].value == 3
    assert found["cla_during_year"].value == 5
    assert found["started_in_year_children"].value == 1
    assert found["ceased_in_year_children"].value == 2
    assert found["ceased_adopted"] == (1, 2, 50)


def test_care_that_goes_on_the_same_day_has_not_ceased() -> None:
    found = figures(
        Episodes=[
            episode("goes on", "01/05/2024", "01/06/2026", REC="E4A"),
            episode("goes on", "01/06/2026"),
            episode("back later", "01/05/2024", "01/06/2026", REC="E45"),
            episode("back later", "02/06/2026", "01/09/2026", REC="E12"),
            episode("moved", "01/05/2024", "01/06/2026", REC="X1"),
        ]
    )
    assert found["ceased_in_year_children"].value == 1
    assert found["ceased_adopted"].numerator == 1
    assert found["ceased_special_guardianship"].numerator == 0


def test_moves_that_count_as_placements() -> None:
    def moves(child: str, *reasons: str, **items: str) -> list[Row]:
        days = ["01/05/2025", *(f"01/{5 + n:02d}/2026" for n in range(1, len(reasons)))]
        ends = [*days[1:], None]
        return [
            episode(child, day, end, RNE=reason, **items)
            for day, end, reason in zip(days, ends, reasons, strict=True)
        ]

    found = figures(
        Episodes=[
            *moves("three", "S", "P", "B"),
            *moves("same carer", "S", "T", "U", "L"),
            *moves("two", "S", "P"),
            *moves("holidays", "S", "P", "P", PLACE="T3"),
        ]
    )
    assert found["three_or_more_placements"] == (1, 4, 25)


def test_where_they_live() -> None:
    oxford, manchester = "OX1 3PW", "M1 1AA"
    found = figures(
        Episodes=[
            episode("near", "01/05/2026", HOME_POST=oxford, PL_POST=oxford),
            episode("far", "01/05/2026", HOME_POST=oxford, PL_POST=manchester),
            episode("unknown", "01/05/2026", HOME_POST=oxford, PL_POST="ZZ1 1ZZ"),
        ]
    )
    assert found["placed_over_20_miles"] == (1, 2, 50)
    assert found["placed_outside_area"] == (1, 2, 50)


def test_missing() -> None:
    def spell(child: str, kind: str, day: str) -> Row:
        return {"CHILD": child, "MISSING": kind, "MIS_START": day}

    found = figures(
        Episodes=[episode("a", "01/05/2025"), episode("b", "01/05/2025")],
        Missing=[
            spell("a", "M", "01/04/2026"),
            spell("a", "M", "31/03/2027"),
            spell("a", "M", "31/03/2026"),
            spell("b", "A", "01/05/2026"),
            spell("nobody", "M", "01/05/2026"),
        ],
    )
    assert found["missing_incidents"].value == 2
    assert found["away_incidents"].value == 1
    assert found["children_missing"] == (1, 2, 50)


def test_outcomes_and_their_ages() -> None:
    rows = [
        {"DOB": "01/04/2022", "SDQ_SCORE": "10", "TEETH_CHECK": "1"},
        {"DOB": "02/04/2022", "SDQ_SCORE": "40", "TEETH_CHECK": "0"},
        {"DOB": "01/04/2010", "SDQ_SCORE": "17", "CONVICTED": "1"},
        {"DOB": "31/03/2010", "SDQ_SCORE": "40", "CONVICTED": "0"},
        {"DOB": "01/04/2015", "SDQ_SCORE": ""},
    ]
    found = figures(OC2=rows)
    assert found["oc2_teeth_check"] == (1, 5, 20)
    assert found["sdq_returned"] == (2, 3, pytest.approx(200 / 3))
    assert found["sdq_mean"] == (27, 2, 13.5)
    assert found["sdq_17_plus"] == (1, 2, 50)
    assert found["oc2_convicted_10_plus"] == (1, 3, pytest.approx(100 / 3))


def test_care_leavers_by_age() -> None:
    def leaver(born: str, touch: str, activity: str, home: str) -> Row:
        return {"DOB": born, "IN_TOUCH": touch, "ACTIV": activity, "ACCOM": home}

    found = figures(
        OC3=[
            leaver("31/03/2010", "YES", "F2", "U1"),
            leaver("01/04/2008", "NO", "G5", "U2"),
            leaver("31/03/2008", "YES", "P1", "T1"),
            leaver("01/04/2010", "YES", "F1", "U1"),
            leaver("31/03/2005", "YES", "F1", "U1"),
        ]
    )
    assert found["leavers_17_18_in_touch"] == (1, 2, 50)
    assert found["leavers_17_18_in_education_employment_training"] == (1, 2, 50)
    assert found["leavers_17_18_suitable_accommodation"] == (1, 2, 50)
    assert found["leavers_19_21_in_touch"] == (1, 1, 100)


def test_nothing_to_count_among_has_no_value() -> None:
    assert percent(0, 0) == (0, 0, None)
    assert mean(0, 0, 1) == (0, 0, None)
    assert mean(25, 2, 1) == (25, 2, 12.5)
    assert mean(5, 4, 1) == (5, 4, 1.3)


def test_the_command_gives_every_code(tmp_path: Path) -> None:
    columns = ",".join(KIND.shapes["Episodes"].columns)
    row = "1,01/05/2026,S,C2,N1,U4,PR1,,,,OX1 3PW,OX1 3PW,"
    (tmp_path / "episodes.csv").write_text(f"{columns}\n{row}\n")
    words = ["measure", "--return", "SSDA903", str(tmp_path), "--year", "2026-27", "--json"]
    said = json.loads(CliRunner().invoke(app, words).output)
    assert len(said) == 27
    assert said["cla_31_march"] == {"numerator": 1, "denominator": None, "value": 1}
    assert said["placed_outside_area"] == {"numerator": 0, "denominator": 1, "value": 0.0}
