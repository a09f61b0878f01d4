"""The library's `check`: what comes out, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

from almoner.cli import app
from almoner.reference.refusal import Refusal
from almoner.returns import check
from almoner.returns.findings import SCHEMA
from almoner.returns.progress import listening
from almoner.returns.ssda903.fields import SHAPES
from almoner.returns.submission import Request, authority_code, check_files
from almoner.returns.year import collection_year

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
        with pytest.raises(Refusal):
            check("SSDA903", {"Episodes": EPISODES}, year=wrong)


def test_a_year_may_be_written_in_full() -> None:
    found = [check("SSDA903", {"Episodes": EPISODES}, year=y) for y in ("2026-27", "2026-2027")]
    assert found[0] == found[1]


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
    summary = json.loads(said)
    assert code == 0
    assert (summary["findings"], summary["by_rule"], summary["undecided"]) == (0, [], [])
    assert (summary["year"], summary["rules_run"]) == ("2026-27", 5)


def test_command_says_which_rules_did_not_run_and_why(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/05/2026,PN1\n")
    _code, said = _run("SSDA903", tmp_path, "--year", "2026-27", "--json")
    reasons = {tuple(s["missing"]): (s["reason"], s["rules"]) for s in json.loads(said)["not_run"]}
    assert reasons[()][0] == "last year's return was not given"
    assert "102" not in reasons[()][1]
    assert "1000" not in reasons[("Episodes",)][1]
    assert "355" in reasons[("Episodes",)][1]
    assert reasons[("ProviderList",)][0] == "the list of providers was not given"
    codes = [code for _reason, listed in reasons.values() for code in listed]
    assert len(codes) == len(set(codes)) == 327 - 5


def _providers(folder: Path) -> tuple[Path, Path]:
    headings = ("URN", "Local authority", "Placement code", "Provider code", "Setting postcode")
    rows = (("1043202", "Kent", "K2", "PR4", "BR1 1AA"), ("1043203", "Kent", "U4/U1", "PR4", ""))
    text = "\n".join(",".join(row) for row in (headings, *rows))
    (folder / "providers.csv").write_text(text)
    with xlsxwriter.Workbook(folder / "providers.xlsx") as book:
        book.add_worksheet("Cover").write(0, 0, "Providers")
        sheet = book.add_worksheet("List")
        for number, row in enumerate((("As at April",), headings, *rows)):
            sheet.write_row(number, 0, row)
    return folder / "providers.csv", folder / "providers.xlsx"


def test_providers_come_as_csv_or_workbook(tmp_path: Path) -> None:
    columns = ",".join(SHAPES["Episodes"].columns)
    rows = [f"{urn},01/05/2026,S,C2,N1,{place},PR1,,,,,,{urn}" for urn, place in
            (("1043202", "K1"), ("1043203", "U4"), ("1043204", "U4"))]  # fmt: skip
    (tmp_path / "return").mkdir()
    (tmp_path / "return" / "episodes.csv").write_text("\n".join([columns, *rows]) + "\n")
    found = []
    for providers in _providers(tmp_path):
        out = tmp_path / "findings.csv"
        code, _said = _run("SSDA903", tmp_path / "return", "--year", "2026-27", "--providers",
                           providers, "--out", out)  # fmt: skip
        assert code == 1
        found.append(out.read_text())
    assert found[0] == found[1]
    assert {"1008", "224"} <= {line.split(",")[0] for line in found[0].splitlines()}


def test_findings_that_cannot_be_written_are_refused_first(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["check", "SSDA903", str(tmp_path), "--out", str(tmp_path / "no" / "f.csv")]
    )
    assert isinstance(result.exception, Refusal)
    assert "cannot be written" in str(result.exception)


def test_an_authority_by_name_and_an_unknown_one() -> None:
    assert authority_code("Kent") == authority_code("E10000016") == "E10000016"
    assert authority_code(None) is None
    with pytest.raises(Refusal, match="no area"):
        authority_code("Nowhere at all")


def test_big_files_tell_how_far_they_are(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/05/2026,PN1\n")
    heard: list[tuple[str, int, int]] = []
    with listening(lambda step, done, total: heard.append((step, done, total))):
        check_files(Request("SSDA903", tmp_path, year="2026-27"))
    assert heard[0][:2] == ("checking", 0)
    assert heard[-1] == ("checking", 5, 5)
    check_files(Request("SSDA903", tmp_path, year="2026-27"))
    assert heard[-1] == ("checking", 5, 5)


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
