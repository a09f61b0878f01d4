"""H-CLIC's packaged table: what is wrong is named by row and column, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.publications.homelessness import PUBLICATION
from tests.builders.damage import Packaged, check_damage_is_refused, refusal_of


@pytest.fixture
def packaged(tmp_path: Path) -> Packaged:
    return Packaged(PUBLICATION.packaged[0], tmp_path)


@pytest.mark.parametrize(
    ("column", "text", "named", "expected"),
    [
        ("quarter", "Michaelmas 2018", "quarter", "2018 Q2"),
        ("quarter", "2018/19", "quarter", "2018 Q2"),
        ("area_code", "E99999999", "area_code", None),
        ("measure", "sofa_surfers", "measure", "households_in_ta"),
        ("value", "12..4", "value", "a number"),
        ("marker", "?", "value", "markers"),
    ],
)
def test_a_wrong_cell_is_named(
    packaged: Packaged, column: str, text: str, named: str, expected: str | None
) -> None:
    refusal = refusal_of(PUBLICATION, packaged.with_cell(column, 7, text))
    assert (refusal.row, refusal.column, refusal.found) == (8, named, text)
    assert expected is None or expected in str(refusal.expected)


def test_a_damaged_table_is_refused(packaged: Packaged) -> None:
    check_damage_is_refused(PUBLICATION, packaged, column="marker")


def test_a_csv_of_the_same_table_reads_the_same(packaged: Packaged) -> None:
    (from_csv,) = PUBLICATION.read([packaged.as_csv()])
    (from_parquet,) = PUBLICATION.read([packaged.written(packaged.frame())])
    assert from_csv.measurements.equals(from_parquet.measurements)
