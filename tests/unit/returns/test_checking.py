"""The library's `check`: what comes out, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from almoner.cli import app
from almoner.reference.refusal import Refusal
from almoner.returns import check
from almoner.returns.findings import SCHEMA
from almoner.returns.submission import collection_year

EPISODES = [
    {"CHILD": "7", "DECOM": "01/05/2026", "DEC": "01/05/2026", "REC": "X1"},
    {"CHILD": "8", "DECOM": "01/05/2026", "DEC": "31/02/2026", "REC": "X1"},
]


def test_a_finding_says_all_there_is_to_say() -> None:
    findings = check("SSDA903", {"Episodes": EPISODES}, year="2026-27", rules=["355"])
    assert findings.column_names == list(SCHEMA)
    assert findings.to_pylist() == [
        {
            "rule": "355", "severity": "error", "table": "Episodes", "row": 0, "child_or_key": "7",
            "fields": "DECOM;DEC", "values": "01/05/2026;01/05/2026",
            "message": "Episode starts and ends on the same day.",
        }
    ]  # fmt: skip


def test_values_are_those_that_were_given() -> None:
    findings = check("SSDA903", {"Episodes": EPISODES}, year="2026-27", rules=["147"])
    assert findings.to_pylist()[0]["values"] == "31/02/2026"


def test_without_rules_all_run_that_can() -> None:
    findings = check("SSDA903", {"Episodes": EPISODES}, year="2026-27")
    assert {"147", "355"} <= set(findings["rule"].to_pylist())
    assert set(findings["table"].to_pylist()) == {"Episodes"}


def test_the_year_decides_what_is_late() -> None:
    rows = {"Episodes": [{"DECOM": "01/04/2026"}]}
    assert check("SSDA903", rows, year="2025-26", rules=["354"]).num_rows == 1
    assert check("SSDA903", rows, year="2026-27", rules=["354"]).num_rows == 0
    end = dt.date(2026, 4, 1)
    assert check("SSDA903", rows, year="2025-26", collection_end=end, rules=["354"]).num_rows == 0


def test_placement_codes_follow_the_year() -> None:
    rows = {"Episodes": [{"PLACE": code} for code in ("Z1", "Z11", "H5", "K3", "P2")]}

    def wrong(year: str) -> list[int]:
        return check("SSDA903", rows, year=year, rules=["146"])["row"].to_pylist()

    assert wrong("2026-27") == [0, 2, 4]
    assert wrong("2024-25") == [1]
    assert wrong("2022-23") == [1, 3]


@pytest.mark.parametrize(
    ("code", "tables", "rules"),
    [("SSDA904", {}, None), ("CLD", {"Events": []}, None), ("SSDA903", {"Epsodes": []}, None),
     ("SSDA903", {"Episodes": []}, ["99999"])],
)  # fmt: skip
def test_refusals(code: str, tables: dict[str, list[object]], rules: list[str] | None) -> None:
    with pytest.raises(Refusal):
        check(code, tables, year="2026-27", rules=rules)


def test_collection_years() -> None:
    assert collection_year("2026-27") == collection_year("2026/27") == "2026-27"
    assert collection_year("2026-2027") == "2026-27"
    assert collection_year(None, dt.date(2027, 3, 31)) == "2026-27"
    assert collection_year(None, dt.date(2027, 4, 1)) == "2027-28"
    for wrong in ("2026", "2026-28", "next"):
        with pytest.raises(Refusal):
            collection_year(wrong)


def _run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *map(str, words)])
    return result.exit_code, result.output


def test_command_writes_findings_and_exits_1_on_errors(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,31/02/2026,PN1\n")
    out = tmp_path / "out" / "findings.csv"
    out.parent.mkdir()
    code, said = _run("SSDA903", tmp_path, "--year", "2026-27", "--out", out)
    assert code == 1
    assert "166" in said
    assert "1 finding" in said
    assert out.read_text().splitlines() == [
        ",".join(SCHEMA),
        "166,error,Reviews,0,1,REVIEW,31/02/2026,Review date is blank or not a real date.",
    ]


def test_command_exits_0_without_errors_and_speaks_json(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/05/2026,PN1\n")
    code, said = _run("ssda903", tmp_path, "--year", "2026-27", "--json")
    assert (code, said) == (
        0,
        '{"findings": 0, "by_severity": {}, "by_rule": [], "undecided": []}\n',
    )


def test_command_says_what_it_could_not_decide(tmp_path: Path) -> None:
    rows = "1,01/05/2010,M,01/05/2026,31/02/2026\n1,01/05/2010,M,01/06/2026,02/06/2026\n"
    (tmp_path / "missing.csv").write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\n" + rows)
    code, said = _run("SSDA903", tmp_path, "--year", "2026-27", "--json")
    assert code == 1
    silent = json.loads(said)["undecided"]
    assert [(s["table"], s["field"], s["rows"]) for s in silent] == [("Missing", "MIS_END", 1)]
    assert {"567", "571", "574"} <= set(silent[0]["rules"])
    assert "1005" not in silent[0]["rules"]


def test_command_refuses(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", "SSDA903", str(tmp_path / "nowhere")])
    assert isinstance(result.exception, Refusal)


def test_a_rule_holds_from_its_first_year() -> None:
    rows = {"Header": [{"CHILD": "1", "SEX": "U"}]}
    assert check("SSDA903", rows, year="2024-25", rules=["232"]).num_rows == 1
    assert check("SSDA903", rows, year="2023-24", rules=["232"]).num_rows == 0
