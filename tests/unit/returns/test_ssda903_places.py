"""Postcodes and providers: where a placement is, and who runs it."""

from __future__ import annotations

from typing import Any

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns import check

# Grid references: 3,218.6 m, which are two of the guide's miles, lie between these two.
POSTCODES = [
    {"pcd": "AA1 1AA", "laua": "E07000178", "oseast1m": 400000, "osnrth1m": 200000},
    {"pcd": "AA11AB", "laua": "E08000019", "oseast1m": "403218.6", "osnrth1m": "200000"},
    {"pcd": "CF10 1AA", "laua": "W06000015", "oseast1m": 318000, "osnrth1m": 176000},
]


def episodes(*postcodes: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    return {"Episodes": [{"LS": "C2", "HOME_POST": h, "PL_POST": p} for h, p in postcodes]}


def rows(tables: dict[str, Any], rule: str, **others: Any) -> list[int]:
    return check("SSDA903", tables, year="2026-27", rules=[rule], **others)["row"].to_pylist()


def test_a_district_stands_for_its_county_and_a_nation_for_itself() -> None:
    tables = episodes(("AA11AA", "aa1 1aa"), ("AA11AA", "AA1 1AB"), ("AA11AA", "CF101AA"))
    tables["Episodes"] = [{**row, "PLACE": "K3", "URN": "1"} for row in tables["Episodes"]]
    others = {"postcodes": POSTCODES, "authority": "E10000025"}
    assert rows(tables, "241", **others) == [1, 2]
    assert rows(tables, "243", **others) == [2]


def test_old_and_new_codes_of_one_council_are_one() -> None:
    tables = episodes(("AA11AA", "AA1 1AB"))
    tables["Episodes"] = [{**row, "PLACE": "K3", "URN": "1"} for row in tables["Episodes"]]
    for code in ("E08000019", "E08000039"):
        assert rows(tables, "241", postcodes=POSTCODES, authority=code) == []


def test_distance_is_in_the_guides_miles() -> None:
    last = {"Episodes": [{"CHILD": "1", "DECOM": "01/05/2025", "PL_DISTANCE": "1.9"}]}
    for distance, found in (("1.9", []), ("1.8", [0])):
        last["Episodes"][0]["PL_DISTANCE"] = distance
        this = {"Episodes": [{"CHILD": "1", "DECOM": "01/05/2025", "HOME_POST": "AA11AA",
                              "PL_POST": "AA11AB"}]}  # fmt: skip
        assert rows(this, "503G", postcodes=POSTCODES, previous=last) == found


def test_postcodes_that_are_not_known() -> None:
    tables = episodes(("AA11AA", "AA11AB"), ("AA11AA", "ZZ9 9ZZ"), ("nonsense", ""))
    assert rows(tables, "392c", postcodes=POSTCODES) == [1, 2]
    assert rows(episodes(("OX1 3PW", "ZZ9 9ZZ"), ("M1 1AA", "SW1A 2AA")), "392c") == [0]


def test_a_file_of_postcodes_without_a_place_is_refused() -> None:
    with pytest.raises(Refusal, match="no column for easting"):
        rows(episodes(("A", "B")), "169", postcodes=[{"pcd": "A", "laua": "E10000025"}])


OFSTED = [
    {"URN": 1234567, "Local Authority": "Oxfordshire", "Provider Code": "PR1",
     "Provider Placement Code": "K2/R3", "Closed Date": None, "Setting Postcode": "OX1 3PW"},
]  # fmt: skip


def test_ofsteds_own_headings_are_understood() -> None:
    tables = {"Episodes": [
        {"URN": "1234567", "PLACE": "R3", "PLACE_PROVIDER": "PR1", "PL_POST": "OX1 3PW"},
        {"URN": "1234567", "PLACE": "K1", "PLACE_PROVIDER": "PR4", "PL_POST": "OX1 3AA"},
        {"URN": "7654321", "PLACE": "K2", "PLACE_PROVIDER": "PR2", "PL_POST": "OX1 3PW"},
    ]}  # fmt: skip
    others = {"providers": OFSTED, "authority": "E10000025"}
    assert rows(tables, "1008", **others) == [2]
    assert rows(tables, "219", **others) == [1, 2]
    assert rows(tables, "221", **others) == [1, 2]
    assert rows(tables, "229", **others) == []


def test_a_list_of_providers_without_urns_is_refused() -> None:
    with pytest.raises(Refusal, match="no URN"):
        rows({"Episodes": []}, "1008", providers=[{"name": "A home"}])


def test_providers_and_last_year_may_come_among_the_tables() -> None:
    tables = {"Episodes": [{"URN": "7654321"}, {"URN": "1234567"}], "Provider Info": OFSTED}
    assert rows(tables, "1008") == [0]
    tables = {"Header": [{"CHILD": "1", "SEX": "M"}], "Header_last": [{"CHILD": "1", "SEX": "F"}]}
    assert rows(tables, "202") == [0]
