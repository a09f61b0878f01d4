"""The collection year that a return says itself, and what is said where none was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from almoner.cli.check import app
from almoner.returns.kinds import kind_of
from almoner.returns.submission import own_year

HEADINGS = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)


def _of_episodes(*spells: tuple[str | None, str | None]) -> str | None:
    frame = pl.DataFrame(list(spells), schema=["decom ", "DEC"], orient="row")
    return own_year(kind_of("SSDA903"), {"Episodes": frame.cast(pl.String)})


@pytest.mark.parametrize(
    ("spells", "year"),
    [
        ([], None),
        ([("31/02/2025", None)], None),
        ([(None, None), ("01/04/2025", None)], "2025-26"),
        ([("31/03/2025", None)], "2024-25"),
        ([("01/04/2019", "05/04/2025"), ("02/05/2025", None)], "2025-26"),
        # Slips: an end of the next century, an end before the year, a start that is yet to come.
        ([("01/01/2020", "31/03/2026")] * 9 + [("01/01/2020", "31/03/2126")], "2025-26"),
        ([("01/01/2020", "31/03/2026")] * 9 + [("01/01/2020", "01/02/2021")], "2025-26"),
        ([("01/12/2025", None)] * 40 + [("01/12/2052", None)], "2025-26"),
        ([("01/01/0206", "01/02/0206")], None),
    ],
)
def test_an_ssda903_is_of_the_year_in_which_its_episodes_end(
    spells: list[tuple[str | None, str | None]], year: str | None
) -> None:
    assert _of_episodes(*spells) == year


@pytest.mark.parametrize(
    ("day", "said", "year"),
    [
        ("2026-03-31", "2026", "2025-26"),
        ("2026-03-31", "2019", "2025-26"),
        ("soon", "2026", "2025-26"),
        (None, "MMXXVI", None),
    ],
)
def test_a_census_is_of_the_year_of_its_header(
    day: str | None, said: str, year: str | None
) -> None:
    header = pl.DataFrame(
        {"ReferenceDate": [day], "Year": [said]}, schema_overrides={"ReferenceDate": pl.String}
    )
    assert own_year(kind_of("CIN"), {"Header": header}) == year


def test_client_level_data_is_of_the_year_in_which_its_periods_end() -> None:
    ends = ["2025-06-30"] * 50 + ["2025-09-30"] * 50 + ["2062-06-30", None]
    events = pl.DataFrame({"Reporting_Period_End_Date": ends})
    assert own_year(kind_of("CLD"), {"CLD": events}) == "2025-26"


def test_lists_of_an_inspection_have_no_year() -> None:
    assert own_year(kind_of("ANNEX_A"), {}) is None


@pytest.mark.parametrize(
    ("asked", "year", "said"),
    [
        ((), "2019-20", "Checked as 2019-20, the year of the return itself"),
        (("--year", "2019-20"), "2019-20", "\n2019-20: "),
        (("--year", "2020-21"), "2020-21", "asked for; the return itself is of 2019-20"),
    ],
)
def test_the_command_says_which_year_it_took(
    tmp_path: Path, asked: tuple[str, ...], year: str, said: str
) -> None:
    row = "1,01/05/2019,S,C2,N1,U1,PR1,01/03/2020,X1,,,,"
    (tmp_path / "episodes.csv").write_text(f"{HEADINGS}\n{row}\n")
    told = CliRunner().invoke(app, ["SSDA903", str(tmp_path), *asked])
    assert said in told.stdout
    assert ("Checked as" in told.stdout) == (asked != ("--year", "2019-20"))
    summary = json.loads(
        CliRunner().invoke(app, ["SSDA903", str(tmp_path), *asked, "--json"]).stdout
    )
    assert (summary["year"], summary["own_year"]) == (year, "2019-20")
    assert summary["year_asked"] == bool(asked)


def test_todays_year_is_said_where_the_return_says_none(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,,,,,\n")
    told = CliRunner().invoke(app, ["SSDA903", str(tmp_path)])
    assert "today's: the return does not say its year" in told.stdout


def test_last_year_s_return_of_another_year_is_named(tmp_path: Path) -> None:
    row = "1,01/05/2019,S,C2,N1,U1,PR1,01/03/2020,X1,,,,"
    (tmp_path / "episodes.csv").write_text(f"{HEADINGS}\n{row}\n")
    given = ["SSDA903", str(tmp_path), "--previous", str(tmp_path)]
    said = "Last year's return is of 2019-20 by its own dates; {} was expected."
    told = CliRunner().invoke(app, [*given, "--year", "2019-20"]).stdout
    assert said.format("2018-19") in told
    assert (
        "Last year's return is of"
        not in CliRunner().invoke(app, [*given, "--year", "2020-21"]).stdout
    )
