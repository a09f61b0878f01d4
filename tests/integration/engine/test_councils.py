"""A lake measured a few councils at a time gives what it gives as a whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from almoner.catalogue.register import chosen
from almoner.engine.command import columns_read, covered, measure_directory
from almoner.engine.councils import is_lake, measure_council, measure_councils
from almoner.engine.measure import measure
from almoner.engine.mirror import Mirror
from almoner.records import lake as lakes
from almoner.records.directory import RecordsDirectory
from almoner.reference.refusal import Refusal
from almoner.simulation.run import Simulation

CODES = ["CH-ASSESSMENTS-45", "CH-ASSESSMENTS-OPEN", "CH-REFERRALS-RATE", "CH-ASSESSMENTS-MEDIAN"]
KEY = ["indicator", "period", "area", "breakdown"]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    for number in (1, 2, 3):
        records = tmp_path_factory.mktemp("made") / "records"
        Simulation(200, 2, number).write(records)
        lakes.add(folder, records, f"X2000000{number}")
    return folder


@pytest.mark.parametrize("rows_at_once", [1, 10**9])
def test_councils_apart_are_as_all_together(lake: Path, tmp_path: Path, rows_at_once: int) -> None:
    whole = measure_directory(lake, chosen(CODES), out=tmp_path / "whole.parquet")
    said: list[str] = []
    written = measure_councils(
        lake,
        chosen(CODES),
        out=tmp_path / "out.parquet",
        rows_at_once=rows_at_once,
        said=said.extend,
    )
    apart = pl.read_parquet(tmp_path / "out.parquet")
    assert written == apart.height
    assert said == ["X20000001", "X20000002", "X20000003"]
    assert set(apart["area"]) & {"E07000178"}, "a place where people of all three live"
    assert_frame_equal(whole.sort(KEY), apart.sort(KEY))


def test_one_council_written_bit_by_bit_is_as_by_its_frame(tmp_path: Path) -> None:
    records = tmp_path / "records"
    Simulation(300, 2, 4).write(records)
    whole = measure_directory(records, chosen(CODES), out=tmp_path / "whole.parquet")
    written = measure_council(records, chosen(CODES), out=tmp_path / "out.parquet")
    apart = pl.read_parquet(tmp_path / "out.parquet")
    assert written == apart.height
    assert apart["marker"].null_count() not in (0, apart.height)
    assert_frame_equal(whole.sort(KEY), apart.sort(KEY))


def test_columns_that_are_not_read_make_no_difference(lake: Path) -> None:
    records, indicators = RecordsDirectory(lake), chosen(CODES)
    months = covered(records)
    with Mirror.of_directory(records) as mirror:
        expected = measure(mirror, indicators, months).sort(KEY)
    columns = columns_read(indicators, broken_down=True)
    assert len(columns["child_assessment"]) < 6
    with Mirror.of_directory(records, columns=columns) as mirror:
        assert_frame_equal(measure(mirror, indicators, months).sort(KEY), expected)


def test_one_councils_records_are_no_lake(tmp_path: Path) -> None:
    Simulation(100, 1, 1).write(tmp_path / "records")
    assert not is_lake(tmp_path / "records")
    with pytest.raises(Refusal, match="split by council"):
        measure_councils(tmp_path / "records", chosen(CODES), out=tmp_path / "out.parquet")
