"""From a made-up council's folder to measurements, and back to the people behind one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from almoner.catalogue.register import chosen
from almoner.cli import app
from almoner.engine.command import covered
from almoner.engine.explain import explain
from almoner.engine.measure import measure
from almoner.engine.mirror import Mirror
from almoner.records.directory import RecordsDirectory
from almoner.reference.measurement import check_measurements
from almoner.simulation.plants import Plant
from almoner.simulation.run import Simulation

CODES = [
    "CH-ASSESSMENTS-45",
    "CH-ASSESSMENTS-MEDIAN",
    "CH-CARE-3-PLACEMENTS",
    "CH-PLANS",
    "AD-ASCOF-2E-2B",
    "HO-TA",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("council") / "records"
    Simulation(1_500, 2, 5, [Plant.of("slowdown@CH-ASSESS-2@2025-04")]).write(out)
    return out


@pytest.fixture(scope="module")
def measured(folder: Path) -> pl.DataFrame:
    records = RecordsDirectory(folder)
    with Mirror.of_directory(records) as mirror:
        return measure(mirror, chosen(CODES), covered(records))


def test_measurements_are_what_the_rest_expects(measured: pl.DataFrame) -> None:
    check_measurements(measured)
    assert set(measured["indicator"]) == set(CODES)


def test_breakdowns_add_up(measured: pl.DataFrame) -> None:
    total = measured.filter(breakdown="").select("indicator", "period", "area", all="numerator")
    for kind in ("sex", "age", "ethnicity"):
        parts = measured.filter(pl.col("breakdown").str.starts_with(f"{kind}="))
        summed = parts.group_by("indicator", "period", "area").agg(pl.col("numerator").sum())
        joined = summed.join(total, on=["indicator", "period", "area"])
        assert joined.height
        assert (joined["numerator"] == joined["all"]).all(), kind


def test_a_numerator_never_exceeds_its_denominator(measured: pl.DataFrame) -> None:
    shares = measured.filter(pl.col("denominator").is_not_null())
    assert (shares["numerator"] <= shares["denominator"]).all()


def test_the_planted_slowdown_shows(measured: pl.DataFrame) -> None:
    days = measured.filter(indicator="CH-ASSESSMENTS-MEDIAN", breakdown="", area="CH-ASSESS-2")
    values = dict(zip(days["period"], days["value"], strict=True))
    assert values["Q2026-01"] > values["Y2025"] + 5


def test_every_figure_opens_to_its_people(folder: Path, measured: pl.DataFrame) -> None:
    known = {indicator.code: indicator for indicator in chosen(CODES)}
    with Mirror.of_directory(RecordsDirectory(folder)) as mirror:
        for row in measured.sample(25, seed=1).iter_rows(named=True):
            found = explain(
                mirror, known[row["indicator"]], row["period"], row["area"], row["breakdown"]
            )
            if row["numerator"] is not None:
                assert found.numerator["weight"].sum() == row["numerator"], row
            if row["denominator"] is not None and found.denominator is not None:
                assert found.denominator["weight"].sum() == row["denominator"], row
                inside = set(found.denominator["unit_id"])
                assert set(found.numerator["unit_id"]) <= inside


def test_the_command_opens_a_figure(folder: Path, measured: pl.DataFrame) -> None:
    row = measured.filter(
        pl.col("numerator") > 2, indicator="CH-ASSESSMENTS-45", breakdown="", period="Y2025"
    ).row(0, named=True)
    words = ["explain", "--records", str(folder), "CH-ASSESSMENTS-45", row["area"], "Y2025"]
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert len(found["numerator"]) == row["numerator"]
    assert len(found["denominator"]) == row["denominator"]
    assert found["version"] == 1
    assert len(found["sql"]) == 2
    shown = CliRunner().invoke(app, [*words, "--limit", "1"]).output
    assert f"Numerator: {row['numerator']:.0f}." in shown
    assert f"1 of {row['denominator']:.0f} shown" in shown


def test_as_known_on_a_past_day(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "then.csv"
    words = ["measure", "--records", str(folder), "--out", str(out), "--no-breakdowns"]
    words += ["--indicator", "CH-REFERRALS", "--as-known-on", "2025-05-10"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    then = pl.read_csv(out, infer_schema=False)
    assert max(then["period"].str.slice(0, 8)) <= "Y2025"
    records = RecordsDirectory(folder)
    april = (date(2025, 4, 1), date(2025, 4, 30))
    known = records.scan("referral", as_known_on=date(2025, 5, 10)).collect()
    later = records.scan("referral").collect()
    counts = [frame["referred_on"].is_between(*april).sum() for frame in (known, later)]
    shown = then.filter(pl.col("period") == "M2025-04", pl.col("area") == "CHILDREN")
    assert float(shown["value"][0]) == counts[0] < counts[1]


def test_the_people_behind_the_councils_figure_are_there_where_no_team_is_named(
    folder: Path,
) -> None:
    records = RecordsDirectory(folder)
    with Mirror.of_directory(records) as mirror:
        mirror.connection.execute("UPDATE child_assessment SET team_id = NULL")
        council = mirror.connection.execute("SELECT min(council) FROM team").fetchone()[0]
        indicator = chosen(["CH-ASSESSMENTS-45"])[0]
        figures = measure(mirror, [indicator], covered(records))
        found = explain(mirror, indicator, "Y2026", council)
    here = figures.filter(area=council, period="Y2026", breakdown="").row(0, named=True)
    assert here["numerator"] == found.numerator.height > 0
    assert found.denominator is not None
    assert here["denominator"] == found.denominator.height
