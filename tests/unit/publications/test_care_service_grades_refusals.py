"""Care service grades: what is wrong with a file is said, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.care_service_grades import FOLDER, PUBLICATION
from tests.builders.damage import Packaged, refusal_of

COUNCILS = "council_monthly_grades_to_2024_12.parquet"
SERVICES = "services_march_2016_2024.parquet"


@pytest.mark.parametrize(
    ("file", "column", "text", "named"),
    [
        (COUNCILS, "graded", "12..4", "graded"),
        (COUNCILS, "services", "", "services"),
        (COUNCILS, "min_grade_4_plus", "[q]", "good"),
        (COUNCILS, "council", "Atlantis", "council"),
        (COUNCILS, "care_service", "Lighthouse", "care_service"),
        (COUNCILS, "snapshot", "Whitsun", "month"),
        (SERVICES, "MinGrade", "5..0", "lowest"),
        (SERVICES, "KQ_Setting", "[q]", "KQ_Setting"),
        (SERVICES, "Council_Area_Name", "Atlantis", "council"),
        (SERVICES, "ServiceType", "Crown", "sector"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    tmp_path: Path, file: str, column: str, text: str, named: str
) -> None:
    packaged = Packaged(FOLDER / file, tmp_path)
    refusal = refusal_of(PUBLICATION, packaged.with_cell(column, 20, text))
    assert (refusal.row, refusal.column) == (21, named)
    assert (text[:7] or refusal.found) in str(refusal.found)


@pytest.mark.parametrize("file", [COUNCILS, SERVICES])
def test_damaged_files_are_refused(tmp_path: Path, file: str) -> None:
    packaged = Packaged(FOLDER / file, tmp_path)
    assert "whole Parquet" in str(refusal_of(PUBLICATION, packaged.truncated()).expected)
    assert refusal_of(PUBLICATION, packaged.without_column("snapshot")).column == "snapshot"
    (tmp_path / file).unlink()
    assert "web page" in refusal_of(PUBLICATION, packaged.web_page()).message


def test_two_rows_for_a_council_kind_and_month_are_refused(tmp_path: Path) -> None:
    refusal = refusal_of(PUBLICATION, Packaged(FOLDER / COUNCILS, tmp_path).doubled(2))
    assert (refusal.row, refusal.message) == (301, "two rows for one key")


def test_a_service_that_stands_twice_is_counted_once_or_refused(tmp_path: Path) -> None:
    packaged = Packaged(FOLDER / SERVICES, tmp_path)
    (once,) = PUBLICATION.read([packaged.written(packaged.frame())])
    (twice,) = PUBLICATION.read([packaged.doubled(7)])
    assert twice.measurements.equals(once.measurements)
    frame = packaged.frame()
    other = frame[7].with_columns(MinGrade=pl.lit(1.0))
    refusal = refusal_of(PUBLICATION, packaged.written(pl.concat([frame, other])))
    assert (refusal.row, refusal.message) == (301, "two rows for one key")
    assert frame["CSNumber"][7] in str(refusal.found)
