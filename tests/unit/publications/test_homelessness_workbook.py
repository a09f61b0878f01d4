"""The ministry's workbooks: read by their headings, in every layout, or refused by cell."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from almoner.publications.homelessness import PUBLICATION
from almoner.publications.homelessness.measures import MEASURES, PREFIX
from tests.builders.damage import refusal_of
from tests.builders.hclic_workbook import columns_of, first_row, write_workbook

NAME = "Detailed_LA_202412.xlsx"
KEY = ["indicator", "area", "breakdown"]
WORKBOOK_ONLY = {f"{PREFIX}-{measure.key}" for measure in MEASURES if not measure.tidy}


@pytest.fixture(scope="module")
def published() -> pl.DataFrame:
    return pl.read_parquet(PUBLICATION.packaged[0])


@pytest.fixture(scope="module")
def latest(published: pl.DataFrame) -> pl.DataFrame:
    """The figures of 2024 Q4 for England, the regions and 20 authorities."""
    quarter = published.filter(pl.col("quarter") == "2024Q4")
    codes = quarter["area_code"].unique(maintain_order=True)[:30]
    return quarter.filter(pl.col("area_code").is_in(codes.to_list()))


@pytest.mark.parametrize(
    ("quarter", "title", "name", "early", "code"),
    [
        ("2018Q2", "April to June 2018", "DetailedLA_201806.xlsx", True, "2018Q2"),
        ("2019Q2", "April to June 2019", "DetailedLA_201906_revised.xlsx", False, "2019Q2-revised"),
        ("2021Q3", "July to September 2021", "DetailedLA_202109.xlsx", False, "2021Q3"),
        ("2024Q4", "October to December 2024", NAME, False, "2024Q4"),
    ],
)
def test_a_workbook_gives_what_the_packaged_table_gives(
    published: pl.DataFrame,
    tmp_path: Path,
    quarter: str,
    title: str,
    name: str,
    early: bool,
    code: str,
) -> None:
    figures = published.filter(pl.col("quarter") == quarter)
    path = write_workbook(tmp_path / name, title, figures, early=early)
    (edition,) = PUBLICATION.read([path])
    assert edition.code == code
    alone = tmp_path / "hclic_quarterly.parquet"
    figures.write_parquet(alone)
    (packaged,) = PUBLICATION.read([alone])
    # Two outcomes came, and the number of households too, with a change of the tables.
    shared = set(packaged.measurements["indicator"]) - WORKBOOK_ONLY
    read = edition.measurements.filter(pl.col("indicator").is_in(list(shared)))
    # A workbook keeps sixteen figures of a number.
    assert_frame_equal(
        read.drop("label"),
        packaged.measurements.drop("label"),
        check_row_order=False,
        rel_tol=1e-12,
    )
    assert set(edition.measurements["indicator"]) >= WORKBOOK_ONLY


def test_columns_are_found_wherever_they_stand(latest: pl.DataFrame, tmp_path: Path) -> None:
    """Assessments and relief change places: the headings say which is which."""
    at = columns_of("A1")
    first, second = at["initial_assessments"], at["owed_relief_duty"]
    head = first_row(early=False) - 1
    cells = {
        ("A1", head, first): "Homeless - Relief duty owed4",
        ("A1", head, second): "Total initial assessments1,2,6",
    }
    (swapped,) = PUBLICATION.read(
        [write_workbook(tmp_path / NAME, "October to December 2024", latest, cells=cells)]
    )
    england = swapped.measurements.filter(pl.col("area") == "E92000001")
    found = dict(england.select("indicator", "value").iter_rows())
    assert found["HCLIC-initial_assessments"] == 42_810.0
    assert found["HCLIC-owed_relief_duty"] == 83_800.0


AT = columns_of("A1")
HEAD = first_row(early=False) - 1


@pytest.mark.parametrize(
    ("cells", "row", "column", "found"),
    [
        ({("A1", 25, AT["owed_duty_total"]): "12..4"}, 26, "G: Total owed", "12..4"),
        ({("TA1", 25, columns_of("TA1")["bb_total"]): "?"}, 26, "I: Total number", "?"),
        ({("P1", 25, columns_of("P1")["prevention_duties_ended"]): " "}, 26, "E: Total", ""),
        ({("A1", 25, 0): "E99999999"}, 26, "A", "E99999999"),
        ({("A1", 25, 0): "Atlantis"}, 26, "A", "Atlantis"),
        ({("A1", HEAD, AT["owed_relief_duty"]): "Relieved"}, 7, "Homeless - Relief", None),
        ({("A1", HEAD, AT["owed_relief_duty"]): "Total initial assessments"}, 7, None, None),
        ({("A1", 0, 0): "Table A1, England, Michaelmas 2024"}, 1, None, None),
        ({("R1", first_row(early=False), 0): "England"}, None, None, None),
    ],
    ids=["number", "mark", "blank", "new-code", "no-code", "renamed", "twice", "title", "england"],
)
def test_a_wrong_cell_is_named_by_sheet_row_and_column(
    latest: pl.DataFrame,
    tmp_path: Path,
    cells: dict[tuple[str, int, int], object],
    row: int | None,
    column: str | None,
    found: str | None,
) -> None:
    title = "October to December 2024"
    path = write_workbook(tmp_path / NAME, title, latest, cells=cells)
    refusal = refusal_of(PUBLICATION, path)
    ((table, _row, _column),) = cells
    assert f"[{table}" in str(refusal.file)
    assert refusal.row == row
    assert column is None or str(refusal.column).startswith(column)
    assert found is None or refusal.found == found
    assert refusal.expected or refusal.found == "E99999999"


def test_a_region_that_stands_twice_with_two_figures_is_refused(
    latest: pl.DataFrame, tmp_path: Path
) -> None:
    london = first_row(early=False) + 1
    cells = {("A1", london, AT["initial_assessments"]): 1.0}
    path = write_workbook(tmp_path / NAME, "October to December 2024", latest, cells=cells)
    refusal = refusal_of(PUBLICATION, path)
    assert "two rows" in refusal.message
    assert "E12000007" in str(refusal.found)


def test_half_a_workbook_is_refused(latest: pl.DataFrame, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / NAME, "October to December 2024", latest)
    path.write_bytes(path.read_bytes()[:5000])
    assert "workbook" in refusal_of(PUBLICATION, path).message
