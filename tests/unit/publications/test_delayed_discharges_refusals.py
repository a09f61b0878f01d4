"""Delayed discharges: what is wrong with a file is said, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.delayed_discharges import FOLDER, PUBLICATION
from almoner.reference.measurement import Marker
from tests.builders.damage import Packaged, check_damage_is_refused, refusal_of

SCOTLAND = "scotland_council_2016_07_2023_08.parquet"
WALES = "wales_health_board_2023_04_2025_03.parquet"
ENGLAND = "england_nhs_trust_reasons_2024_06_2025_05.parquet"


@pytest.mark.parametrize(
    ("file", "column", "text", "named"),
    [
        (SCOTLAND, "num_delayed_bed_days", "12..4", "num_delayed_bed_days"),
        (SCOTLAND, "average_daily_delayed_beds", "[q]", "average_daily_delayed_beds"),
        (SCOTLAND, "area_code", "S12000099", "area_code"),
        (SCOTLAND, "area_code", "E10000025", "area_code"),
        (SCOTLAND, "month", "2016-13", "month"),
        (SCOTLAND, "age_group", "65plus", "age_group"),
        (SCOTLAND, "delay_reason", "Weather", "delay_reason"),
        (WALES, "delay_count", "12..4", "delay_count"),
        (WALES, "lhb22_code", "W11000099", "area_code"),
        (WALES, "month", "Lammas", "month"),
        (ENGLAND, "delay_count", "several", "delay_count"),
        (ENGLAND, "nhs_trust22_code", "XYZ", "area_code"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    tmp_path: Path, file: str, column: str, text: str, named: str
) -> None:
    packaged = Packaged(FOLDER / file, tmp_path)
    refusal = refusal_of(PUBLICATION, packaged.with_cell(column, 11, text))
    assert (refusal.row, refusal.column) == (12, named)
    assert text in str(refusal.found)


@pytest.mark.parametrize("file", [SCOTLAND, WALES, ENGLAND])
def test_damaged_files_are_refused(tmp_path: Path, file: str) -> None:
    check_damage_is_refused(PUBLICATION, Packaged(FOLDER / file, tmp_path), column="month")


def test_a_known_marker_is_understood(tmp_path: Path) -> None:
    packaged = Packaged(FOLDER / WALES, tmp_path)
    (edition,) = PUBLICATION.read([packaged.with_cell("delay_count", 0, "*")])
    markers = edition.measurements.filter(pl.col("marker").is_not_null())
    assert set(markers["marker"]) == {Marker.SUPPRESSED, Marker.NOT_AVAILABLE}
    # The reason is withheld, and so the total of that board and month is not available.
    assert markers.filter(pl.col("breakdown") == "")["marker"].to_list() == ["not_available"]


def test_names_of_columns_at_the_publisher_are_understood(tmp_path: Path) -> None:
    packaged = Packaged(FOLDER / SCOTLAND, tmp_path)
    (ours,) = PUBLICATION.read([packaged.written(packaged.frame())])
    theirs = packaged.frame().rename(
        {
            "num_delayed_bed_days": "NumberOfDelayedBedDays",
            "average_daily_delayed_beds": "AverageDailyNumberOfDelayedBeds",
            "age_group": "AgeGroup",
            "delay_reason": "DelayReason",
        }
    )
    (read,) = PUBLICATION.read([packaged.written(theirs)])
    assert read.measurements.equals(ours.measurements)
