"""Client Level Data as it comes: headings as labels or as names, several files, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from almoner.cli import app
from almoner.reference.refusal import Refusal
from almoner.returns.cld.fields import SHAPE, STATUSES
from almoner.returns.cld.reading import read

LABELS = ",".join(status.label for status in STATUSES)
STAY = {
    "LA_Code": "211", "LA_Person_Unique_Identifier": "a", "Date_of_Birth": "01/01/1940",
    "Client_Type": "Service user", "Event_Type": "Service", "Event_Start_Date": "01/06/2025",
    "Event_End_Date": "", "Service_Type": "Long term support: Residential care",
    "Service_Component": "Long term residential care",
    "Reporting_Period_Start_Date": "01/04/2025", "Reporting_Period_End_Date": "31/03/2026",
}  # fmt: skip
TEXT = ",".join(STAY) + "\n" + ",".join(STAY.values()) + "\n"


def test_headings_as_labels(tmp_path: Path) -> None:
    (tmp_path / "cld.csv").write_text(LABELS + "\n" + "," * (len(STATUSES) - 1) + "\n")
    assert set(read(tmp_path / "cld.csv")["CLD"].columns) == set(SHAPE.columns)


def test_files_of_several_submissions_follow_one_another(tmp_path: Path) -> None:
    (tmp_path / "q1.csv").write_text(TEXT)
    (tmp_path / "q2.csv").write_text(TEXT)
    assert read(tmp_path)["CLD"].height == 2


def test_what_is_not_client_level_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cld.csv").write_text("LA Code,Event Type\n211,Service\n")
    with pytest.raises(Refusal, match=r"columns are missing: Client_Type.*NHS_Number or LA"):
        read(tmp_path)


def test_measured_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "cld.csv").write_text(TEXT)
    answer = CliRunner().invoke(app, ["measure", "--return", "CLD", str(tmp_path), "--json"])
    assert answer.exit_code == 0, answer.output
    figures = json.loads(answer.stdout)
    assert figures["ASCOF_2B_2C"] == {"numerator": 1, "denominator": None, "value": None}
    assert figures["ASCOF_2E"] == {"numerator": 0, "denominator": 1, "value": 0.0}


def test_checked_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "cld.csv").write_text(TEXT)
    answer = CliRunner().invoke(app, ["check", "CLD", str(tmp_path / "cld.csv"), "--json"])
    assert answer.exit_code == 1
    codes = {rule["rule"] for rule in json.loads(answer.stdout)["by_rule"]}
    assert {"NHS_Number:-1", "Postcode:-1"} <= codes
    assert "Event_Type:-1" not in codes
