"""The commands from a return to the record and back, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from almoner.cli import app
from almoner.returns.kinds import kind_of

pytestmark = pytest.mark.django_db
COUNCIL, YEAR = "E10000025", "2025-26"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN\n"
)


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ssda903"
    made.mkdir()
    (made / "header.csv").write_text(HEADER + "7,1,01/02/2012,WBRI,,,\n8,2,03/02/2013,zzzz,,,\n")
    (made / "episodes.csv").write_text(
        EPISODES + "7,01/05/2025,S,C2,N1,U6,PR1,,,,OX1 1AA,OX4 1AA,SC1\n"
        '8,02/05/2025,S,C2,N1,U6,PR1,,,," OX1 ",,"a ""b"""\n'
    )
    return made


def test_from_a_return_to_the_record_and_back(folder: Path, tmp_path: Path) -> None:
    kept = json.loads(
        run("record", "submit", "ssda903", folder, "--year", YEAR, "--authority", COUNCIL, "--json")
    )
    assert kept["records"]["care_episode"] == {"added": 2, "changed": 0, "removed": 0}
    assert "nothing new" in run(
        "record", "submit", "SSDA903", folder, "--year", YEAR, "--authority", COUNCIL
    )
    listed = [json.loads(line) for line in run("record", "submissions", "--json").splitlines()]
    assert [one["unchanged"] for one in listed] == [True, False]
    assert [file["name"] for file in listed[1]["files"]] == ["episodes.csv", "header.csv"]
    assert "facts added" in run("record", "submissions", "--return", "SSDA903")

    for form in ("csv", "xml"):
        run("export", "SSDA903", "--year", YEAR, "--form", form, "--out", tmp_path / form)
    same(kind_of("SSDA903").read(tmp_path / "csv"), kind_of("SSDA903").read(folder))
    of_file: dict[str, Any] = json.loads(
        run("measure", folder, "--return", "SSDA903", "--year", YEAR, "--authority", COUNCIL,
            "--json")
    )  # fmt: skip
    of_record = json.loads(run("measure", "--return", "SSDA903", "--year", YEAR, "--json"))
    assert of_record == of_file
    assert of_record["cla_31_march"]["value"] == 2


def test_the_record_is_written_as_a_folder(folder: Path, tmp_path: Path) -> None:
    run("record", "submit", "SSDA903", folder, "--year", YEAR, "--authority", COUNCIL)
    run("record", "write", tmp_path / "records")
    told = json.loads((tmp_path / "records" / "records.json").read_text())
    assert told["covers"]["council"] == COUNCIL
    made = tmp_path / "again"
    run("export", "SSDA903", "--records", tmp_path / "records", "--year", YEAR, "--out", made)
    same(kind_of("SSDA903").read(made), kind_of("SSDA903").read(folder))


def test_what_the_record_does_not_hold_is_not_exported(folder: Path, tmp_path: Path) -> None:
    run("record", "submit", "SSDA903", folder, "--year", YEAR, "--authority", COUNCIL)
    from almoner.reference.refusal import Refusal

    with pytest.raises(Refusal, match="holds nothing"):
        run("export", "HCLIC", "--year", YEAR, "--out", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def same(found: Any, given: Any) -> None:
    assert set(found) == set(given)
    for name, frame in given.items():
        assert isinstance(frame, pl.DataFrame)
        assert found[name].equals(frame), name
