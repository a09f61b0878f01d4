"""The made-up council: sound records, the same for a seed, with margins near the nation's."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from almoner.records.directory import RecordsDirectory
from almoner.reference.refusal import Refusal
from almoner.simulation.plants import Plant
from almoner.simulation.run import Simulation

PLANT = "closed_early@CH-ASSESS-1@2025-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("simulated") / "records"
    Simulation(2_000, 3, 7, [Plant.of(PLANT)]).write(out)
    return out


def test_records_are_sound(made: Path) -> None:
    rows = RecordsDirectory(made).check()
    assert rows["person"] >= 2_000
    assert all(rows.values())


def test_the_same_seed_makes_the_same_council(made: Path, tmp_path: Path) -> None:
    Simulation(2_000, 3, 7, [Plant.of(PLANT)]).write(tmp_path / "again")
    for name in ("referral", "care_episode", "adult_service", "worker"):
        one, other = (
            pl.read_parquet(place / name / "*.parquet") for place in (made, tmp_path / "again")
        )
        assert one.equals(other), name


def test_margins_are_near_the_nations(made: Path) -> None:
    referral = RecordsDirectory(made).scan("referral").collect()
    police = (referral["source"] == "6").mean()
    assert police == pytest.approx(177_210 / 621_860, abs=0.04)
    assert referral["no_further_action"].mean() == pytest.approx(38_920 / 621_880, abs=0.02)


def test_truth_is_told(made: Path) -> None:
    (plant,) = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    assert (plant["story"], plant["team"], plant["from_month"]) == tuple(PLANT.split("@"))
    assert plant["rows_touched"] > 0


@pytest.mark.parametrize("text", ["slowdown", "flood@CH-ASSESS-1@2025-04", "surge@NOBODY@2025-04"])
def test_refuses_other_plants(text: str) -> None:
    with pytest.raises(Refusal):
        Plant.of(text)


def test_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal, match="not empty"):
        Simulation(200, 1, 1).write(tmp_path)
