"""The census year, and the check of a census from the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from almoner.cli import app
from almoner.returns import check
from almoner.returns.checking import context_of
from almoner.returns.cin.context import ContextCIN, working_days_from
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of


def _year(day: str | None, collection: Collection) -> tuple[dt.date, dt.date]:
    tables = {"Header": [{"ReferenceDate": day}]}
    context = context_of(kind_of("CIN"), tables, {}, collection, References())
    assert isinstance(context, ContextCIN)
    return context.first_day, context.last_day


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024-03-31", "2023-04-01", "2024-03-31"),
        ("31/03/2024", "2023-04-01", "2024-03-31"),
        ("2024-02-29", "2023-03-01", "2024-02-29"),
        ("2024-02-31", "2026-04-01", "2027-03-31"),
        (None, "2026-04-01", "2027-03-31"),
    ],
)
def test_the_census_year_ends_on_the_reference_date(day: str | None, first: str, last: str) -> None:
    found = _year(day, Collection.of("2026-27"))
    assert [on.isoformat() for on in found] == [first, last]


def test_days_of_the_collection_hold_where_the_header_has_none() -> None:
    collection = Collection.of("2026-27", "2026-05-01", "2026-06-30")
    assert _year(None, collection) == (dt.date(2026, 5, 1), dt.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        ("2027-03-31", -1, "2027-03-30"),
        ("2026-04-07", -1, "2026-04-02"),
        ("1905-01-09", -5, "1905-01-02"),
        ("1905-01-08", -1, "1905-01-06"),
        ("2999-12-31", -1, "2999-12-30"),
    ],
)
def test_working_days_from_any_day(day: str, days: int, expected: str) -> None:
    # Easter 2026 lasted from 3 to 6 April; of 1905 no bank holiday is known.
    assert working_days_from(dt.date.fromisoformat(day), days).isoformat() == expected


@pytest.mark.parametrize("factors", ["1A,18A", "['1A', '18A']", "18A;1A", "18A", ["1A", "18A"]])
def test_factors_may_stand_in_the_assessment_itself(factors: object) -> None:
    found = check("CIN", {"Assessments": [{"AssessmentFactors": factors}]}, year="2026-27",
                  rules=["8945Q", "8950Q"])  # fmt: skip
    assert found.column("rule").to_pylist() == ["8945Q"]


CENSUS = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2027</Year>"
    "<ReferenceDate>2027-03-31</ReferenceDate></CollectionDetails></Header><Children><Child>"
    "<ChildIdentifiers><LAchildID>a</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate>"
    "<Sex>X</Sex></ChildIdentifiers><CINdetails><CINreferralDate>2026-05-01</CINreferralDate>"
    "<ReferralNFA>1</ReferralNFA></CINdetails></Child></Children></Message>"
)


def test_check_and_measure_from_the_command_line(tmp_path: Path) -> None:
    file, out = tmp_path / "cin.xml", tmp_path / "findings.csv"
    file.write_text(CENSUS)
    done = CliRunner().invoke(
        app, ["check", "CIN", str(file), "--year", "2026-27", "--out", str(out)]
    )
    assert done.exit_code == 1, done.output
    findings = pl.read_csv(out, infer_schema=False).filter(pl.col("rule") == "4180")
    assert findings.select(
        "severity", "table", "row", "child_or_key", "fields", "values"
    ).rows() == [("error", "ChildIdentifiers", "0", "a", "Sex", "X")]
    done = CliRunner().invoke(
        app, ["measure", "--return", "CIN", str(file), "--year", "2026-27", "--json"]
    )
    figure = json.loads(done.output)["referrals_no_further_action"]
    assert figure == {"numerator": 1, "denominator": 1, "value": 100.0}
