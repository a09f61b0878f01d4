"""Two councils in one lake: each is counted as it is alone, and a change is all or nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from almoner.catalogue.register import chosen
from almoner.cli import app
from almoner.engine.command import measure_directory
from almoner.records import lake as lakes
from almoner.records.directory import RecordsDirectory
from almoner.reference.refusal import Refusal
from almoner.simulation.run import Simulation

CODES = ["CH-REFERRALS", "CH-ASSESSMENTS-45", "AD-REQUESTS", "CH-CARE-3-PLACEMENTS"]
ONE, OTHER = "E10000025", "E06000030"
NUMBERS = ["numerator", "denominator", "value"]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two councils whose people, teams and keys have the same names."""
    folder = tmp_path_factory.mktemp("exports")
    for seed, code in ((1, ONE), (2, OTHER)):
        Simulation(400, 2, seed).write(folder / code)
    return {code: folder / code for code in (ONE, OTHER)}


@pytest.fixture
def lake(exports: dict[str, Path], tmp_path: Path) -> Path:
    for code, folder in exports.items():
        lakes.add(tmp_path / "lake", folder, code, today=date(2026, 5, 1))
    return tmp_path / "lake"


def measured(folder: Path, out: Path) -> pl.DataFrame:
    return measure_directory(folder, chosen(CODES), out=out, broken_down=True)


def test_each_council_counts_as_it_does_alone(
    exports: dict[str, Path], lake: Path, tmp_path: Path
) -> None:
    together = measured(lake, tmp_path / "lake.parquet")
    RecordsDirectory(lake).check()
    key = ["indicator", "period", "area", "breakdown"]
    for code, folder in exports.items():
        alone = measured(folder, tmp_path / f"{code}.parquet")
        places = RecordsDirectory(folder).scan("team").collect()["team_id"].to_list()
        services = {"CHILDREN", "ADULTS", "HOUSING", "COMMUNITIES"} & set(alone["area"])
        own = {name: f"{code}:{name}" for name in (*places, *services)} | {"X10000001": code}
        expected = alone.filter(pl.col("area").is_in(list(own))).with_columns(
            pl.col("area").replace(own)
        )
        found = together.filter(pl.col("area").is_in(list(own.values())))
        assert expected.height > 5_000
        assert found.sort(key).equals(expected.sort(key))


def test_a_place_that_two_councils_share_has_the_work_of_both(
    exports: dict[str, Path], lake: Path, tmp_path: Path
) -> None:
    def homes(frame: pl.DataFrame) -> pl.DataFrame:
        local = frame.filter(pl.col("area").str.contains("^E07"), indicator="CH-REFERRALS")
        return local.filter(breakdown="").select("period", "area", "numerator")

    apart = [homes(measured(folder, tmp_path / "one.parquet")) for folder in exports.values()]
    both = pl.concat(apart).group_by("period", "area").agg(pl.col("numerator").sum())
    found = homes(measured(lake, tmp_path / "lake.parquet"))
    assert found.height
    assert found.sort("period", "area").equals(both.sort("period", "area"))


def test_names_and_identity_numbers_stay_with_the_council(lake: Path) -> None:
    people = RecordsDirectory(lake).scan("person").collect()
    assert people.height
    for name in ("forename", "surname", "nhs_number"):
        assert people[name].null_count() == people.height
    assert "person_identifier" not in RecordsDirectory(lake).tables


def test_a_new_edition_takes_the_place_of_the_old(
    exports: dict[str, Path], lake: Path, tmp_path: Path
) -> None:
    before = {one.council: one for one in lakes.editions(lake)}
    reader = RecordsDirectory(lake)  # one that began before the change
    Simulation(300, 2, 3).write(tmp_path / "newer")
    lakes.add(lake, tmp_path / "newer", ONE)
    after = {one.council: one for one in lakes.editions(lake)}
    assert after[OTHER] == before[OTHER]
    assert after[ONE].digest != before[ONE].digest
    for name, rows in after[ONE].rows.items():
        held = RecordsDirectory(lake).versions(name).collect().height
        assert held == rows + after[OTHER].rows.get(name, 0)
    referrals = [one.rows["referral"] for one in before.values()]
    assert reader.versions("referral").collect().height == sum(referrals)


def test_a_council_is_taken_out(lake: Path) -> None:
    lakes.remove(lake, ONE)
    assert [one.council for one in lakes.editions(lake)] == [OTHER]
    teams = RecordsDirectory(lake).scan("team").collect()
    assert set(teams["council"]) == {OTHER}
    with pytest.raises(Refusal, match="not in the lake"):
        lakes.remove(lake, ONE)


def damaged(folder: Path, out: Path, name: str, change: pl.Expr) -> Path:
    shutil.copytree(folder, out)
    file = next((out / name).glob("*.parquet"))
    pl.read_parquet(file).with_columns(change).write_parquet(file)
    return out


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("referral", pl.lit(1).alias("colour"), "no such column"),
        ("contact", pl.col("contact_id").first(), "stands twice"),
        ("referral", pl.lit("nobody").alias("person_id"), "no row of person"),
        ("referral", pl.lit("soon").alias("referred_on"), "not of the column's type"),
        ("team", pl.lit("E08000003").alias("council"), "another council's"),
    ],
)
def test_what_is_wrong_is_refused_and_changes_nothing(
    exports: dict[str, Path], lake: Path, tmp_path: Path, name: str, change: pl.Expr, reason: str
) -> None:
    before = sorted(lake.rglob("*"))
    wrong = damaged(exports[ONE], tmp_path / "wrong", name, change)
    with pytest.raises(Refusal, match=reason):
        lakes.add(lake, wrong, ONE)
    assert sorted(lake.rglob("*")) == before


def test_a_kill_while_adding_leaves_the_lake_as_it_was(
    exports: dict[str, Path], lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lakes.editions(lake)

    def killed(_lake: Path, _new: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lakes, "_turn", killed)
    with pytest.raises(KeyboardInterrupt):
        lakes.add(lake, exports[OTHER], ONE)
    monkeypatch.undo()
    newest = (lake / "current").resolve()
    half = newest.with_name("generation-000003")
    assert not half.exists()
    shutil.copytree(newest, half)  # what a process that could not tidy up would have left
    assert lakes.editions(lake) == before
    assert lakes.add(lake, exports[OTHER], ONE).rows  # and what was left is no hindrance


def test_councils_without_a_common_month_are_refused(
    exports: dict[str, Path], lake: Path, tmp_path: Path
) -> None:
    early = tmp_path / "early"
    shutil.copytree(exports[ONE], early)
    (early / "records.json").write_text('{"covers": {"from": "2001-04-01", "to": "2002-03-31"}}')
    with pytest.raises(Refusal, match="no time in common"):
        lakes.add(lake, early, ONE)


def test_the_command(exports: dict[str, Path], tmp_path: Path) -> None:
    lake = str(tmp_path / "lake")
    words = ["lake", "add", str(exports[ONE]), "--lake", lake, "--council", ONE]
    assert CliRunner().invoke(app, words).exit_code == 0
    listed = CliRunner().invoke(app, ["lake", "list", "--lake", lake]).output
    assert listed.startswith(ONE)
    assert "2024-04-01 - 2026-03-31" in listed
    result = CliRunner().invoke(app, ["lake", "remove", "--lake", lake, "--council", ONE])
    assert result.exit_code == 0
    assert CliRunner().invoke(app, ["lake", "list", "--lake", lake]).output == ""


def test_a_folder_of_something_else_is_no_lake(exports: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("sir")
    with pytest.raises(Refusal, match="neither empty nor a lake"):
        lakes.add(tmp_path / "letters", exports[ONE], ONE)
    with pytest.raises(Refusal, match="not a lake"):
        lakes.editions(tmp_path / "letters")
    with pytest.raises(Refusal, match="not the code of a council"):
        lakes.add(tmp_path / "lake", exports[ONE], "oxford")
