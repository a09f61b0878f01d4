"""Rules as they were in earlier years, where it is known what changed."""

from __future__ import annotations

from typing import Any

import pytest

from almoner.returns import check

Rows = list[dict[str, Any]]
YEARS = ("2022-23", "2023-24", "2024-25", "2025-26", "2026-27")
NONE: tuple[int, ...] = ()


def _found(code: str, rule: str, tables: dict[str, Rows], year: str, **more: Any) -> list[int]:
    rule_marks = check(code, tables, year=year, rules=[rule], **more)
    first = next(iter(tables))
    return [f["row"] for f in rule_marks.to_pylist() if f["table"] == first]


def _by_year(*answers: tuple[int, ...]) -> dict[str, list[int]]:
    return {year: list(rows) for year, rows in zip(YEARS, answers, strict=True)}


SEXES = [{"SEX": sex} for sex in ("1", "2", "M", "F", "U", None)]
GENDERS = [{"LAchildID": "1", "Sex": sex} for sex in ("0", "9", "M", "U", None)]
UNBORN = [{"ExpectedPersonBirthDate": "2027-05-01", "Sex": sex} for sex in ("0", "U", None)]
WORKERS = [
    {"CHILD": "1", "SW_ID": "SW", "SW_DECOM": "01/04/2022", "SW_DEC": "01/04/2022"},
    {"CHILD": "2", "SW_ID": "SW12345", "SW_DECOM": "01/04/2023", "SW_DEC": "03/04/2023"},
]
NEXT = [
    {"CHILD": "1", "SW_DECOM": "01/04/2020", "SW_DEC": "01/05/2020", "SW_REASON": "LEFTRL"},
    {"CHILD": "1", "SW_DECOM": "01/06/2020", "SW_DEC": None, "SW_REASON": "FCONTA"},
]
UNDER_16 = [
    {"CHILD": "1", "DECOM": f"01/05/{year}", "DEC": "01/06/2026", "PLACE": place}
    for place, year in (("H5", 2023), ("H5", 2025), ("K3", 2025))
]
HOMES = [
    {"CHILD": "1", "LS": "C2", "PLACE": place, "URN": "1", "PL_POST": "BR1 1AB"}
    for place in ("H5", "K1", "K3")
]
PROVIDERS = [{"URN": "1", "POSTCODE": "BR1 1AA", "LA_CODE_INFERRED": "E10000016"}]
OWN = [
    {"PLACE_PROVIDER": "PR1", "LS": "C2", "PLACE": place, "PL_LA": "E06000001"}
    for place in ("K3", "K1", "U1")
]
TIED = [
    {"CHILD": "1", "PLACE_PROVIDER": "PR1", "PLACE": place, "URN": "1"} for place in ("K1", "P1")
]
ORDERS = [
    {"CHILD": child, "LS": order, "PLACE": "K2", "REC": "E3"}
    for child, order in (("1", "D1"), ("2", "E1"))
]
PLACED = [{"CHILD": "1", "DATE_PLACED": None}, {"CHILD": "2", "DATE_PLACED": None}]
PROVIDED = [{"PLACE": place, "PLACE_PROVIDER": "PR1"} for place in ("T3", "T4", "Z1", "Z11")]
HEADER = [{"CHILD": "1", "DOB": "01/04/2009"}]


@pytest.mark.parametrize(
    ("rule", "tables", "expected"),
    [
        ("101", {"Header": SEXES}, _by_year((2, 3, 4, 5), (2, 3, 4, 5), *((0, 1, 5),) * 3)),
        ("178", {"Episodes": PROVIDED}, _by_year(*((0, 1, 2),) * 3, *((0, 3),) * 2)),
        ("213", {"Episodes": PROVIDED}, _by_year(*((0, 1, 2),) * 3, *((0, 1, 3),) * 2)),
        ("371", {"Episodes": UNDER_16, "Header": HEADER},
         _by_year(NONE, (0,), *(NONE,) * 3)),
        ("557", {"Episodes": ORDERS, "PlacedAdoption": PLACED},
         _by_year((0, 1), (0, 1), *((1,),) * 3)),
        ("221", {"Episodes": HOMES}, _by_year((1,), (0, 1), *((1, 2),) * 3)),
        ("229", {"Episodes": TIED}, _by_year(*((0, 1),) * 3, *((0,),) * 2)),
        ("1015", {"Episodes": OWN}, _by_year(*((0, 1),) * 3, *((1,),) * 2)),
        ("SW02STG1", {"SWEpisodes": WORKERS}, _by_year(NONE, NONE, NONE, (0,), (0,))),
        ("SW07STG2", {"SWEpisodes": WORKERS}, _by_year(NONE, (0,), (0,), (0, 1), (0, 1))),
        ("SW09STG2", {"SWEpisodes": WORKERS}, _by_year(NONE, (0,), (0,), (0, 1), (0, 1))),
        ("SW10STG2", {"SWEpisodes": NEXT}, _by_year(NONE, (1,), NONE, NONE, NONE)),
        ("SW13STG1", {"SWEpisodes": WORKERS}, _by_year(NONE, (0, 1), *((1,),) * 3)),
        ("SW19STG2", {"SWEpisodes": [WORKERS[0], WORKERS[0]]},
         _by_year(NONE, NONE, NONE, (1,), (1,))),
    ],
)  # fmt: skip
def test_looked_after(rule: str, tables: dict[str, Rows], expected: dict[str, list[int]]) -> None:
    for year in YEARS:
        found = _found("SSDA903", rule, tables, year, authority="E06000002", providers=PROVIDERS)
        assert found == expected[year], year


@pytest.mark.parametrize(
    ("rule", "tables", "expected"),
    [
        ("4180", {"ChildIdentifiers": GENDERS}, _by_year(*((2, 3, 4),) * 2, *((0, 1, 4),) * 3)),
        ("8750", {"ChildIdentifiers": UNBORN}, _by_year(*((1, 2),) * 2, *((0, 2),) * 3)),
        ("2886Q", {"ChildIdentifiers": GENDERS[:4]}, _by_year(*((0,),) * 5)),
        ("1530", {"ChildIdentifiers": [{"LAchildID": "1", "UPN": "A943200000001"}]},
         _by_year((0,), *(NONE,) * 4)),
        ("1570", {"ChildIdentifiers": [{"LAchildID": "1" * 21}]},
         _by_year(NONE, NONE, *((0,),) * 3)),
        ("8770Q", {
            "ChildIdentifiers": [{"LAchildID": "1", "PersonBirthDate": "2021-06-01"}],
            "CINdetails": [{"LAchildID": "1", "ReferralNFA": "0"}],
            "Header": [{"ReferenceDate": "2027-03-31", "Year": "2027"}],
        }, _by_year(NONE, NONE, *((0,),) * 3)),
    ],
)  # fmt: skip
def test_in_need(rule: str, tables: dict[str, Rows], expected: dict[str, list[int]]) -> None:
    for year in YEARS:
        assert _found("CIN", rule, tables, year) == expected[year], year
