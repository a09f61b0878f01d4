"""What rules read is known as it is today, and says which rules a change touches."""

from __future__ import annotations

import csv

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns import check_change
from almoner.returns.kinds import kind_of
from almoner.returns.reads import touched
from scripts.rule_reads import file_of, lines


@pytest.mark.parametrize("code", ["SSDA903", "CIN"])
def test_the_file_is_what_the_rules_read_today(code: str) -> None:
    kind = kind_of(code)
    with file_of(kind).open(encoding="utf-8", newline="") as rows:
        written = [tuple(row) for row in csv.reader(rows)][1:]
    assert written == lines(kind), "run scripts/rule_reads.py"


def _touched(table: str, *fields: str) -> set[str]:
    return set(touched("SSDA903", table, frozenset(fields) if fields else None))


def test_a_change_touches_the_rules_that_read_it() -> None:
    ended = _touched("Episodes", "DEC")
    assert {"355", "356", "385"} <= ended
    assert not {"101", "151", "166"} & ended
    # The episode after, last year's last, and being looked after all year are made from it.
    assert {"501", "185"} <= ended
    assert "503A" in _touched("Episodes_last", "RNE")
    assert "358" in _touched("Header", "DOB")
    assert "169" in _touched("Episodes", "PL_POST") | _touched("Episodes", "HOME_POST")


def test_a_new_row_touches_all_that_read_its_table() -> None:
    assert _touched("Missing") > _touched("Missing", "MIS_END")


def test_every_rule_is_run_where_nothing_is_known_or_everything_hangs_on_it() -> None:
    assert touched("ANNEX_A_SEND", "List 1", None) == tuple(kind_of("ANNEX_A_SEND").rules())
    assert touched("CIN", "Header", frozenset({"Year"})) == tuple(kind_of("CIN").rules())


EPISODES = [
    {"CHILD": "8", "DECOM": "01/05/2026", "DEC": "", "REC": ""},
    {"CHILD": "7", "DECOM": "01/05/2026", "DEC": "01/05/2026", "REC": "X1"},
    {"CHILD": " 7", "DECOM": "01/06/2026", "DEC": "01/06/2026", "REC": "X1"},
]


def test_findings_of_one_child_stand_where_they_stood() -> None:
    found = check_change(
        "SSDA903", {"Episodes": EPISODES}, changed="Episodes", fields=["DEC"], child="7",
        year="2026-27",
    ).to_pylist()  # fmt: skip
    assert [(f["row"], f["values"]) for f in found if f["rule"] == "355"] == [
        (1, "01/05/2026;01/05/2026"), (2, "01/06/2026;01/06/2026"),
    ]  # fmt: skip
    assert {f["row"] for f in found} == {1, 2}


def test_a_change_of_another_field_does_not_ask() -> None:
    found = check_change(
        "SSDA903", {"Episodes": EPISODES}, changed="Episodes", fields=["CIN"], year="2026-27"
    )
    assert "355" not in found["rule"].to_pylist()


def test_other_returns_are_asked_whole() -> None:
    found = check_change("CLD", {"CLD": [{"Client_Type": "x"}]}, changed="CLD", year="2026-27")
    assert found.num_rows > 0


@pytest.mark.parametrize(("code", "changed"), [("SSDA903", "Epsodes"), ("NONE", "Episodes")])
def test_refusals(code: str, changed: str) -> None:
    with pytest.raises(Refusal):
        check_change(code, {"Episodes": EPISODES}, changed=changed, year="2026-27")
