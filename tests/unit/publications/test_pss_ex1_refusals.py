"""PSS EX1: what is wrong with a file is said, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.publications.pss_ex1 import PUBLICATION
from almoner.publications.pss_ex1.expenditure import line_breakdown
from almoner.publications.pss_ex1.layout import FOLDER
from almoner.publications.pss_ex1.unit_cost_names import summary_measure, weekly_measure
from tests.builders.damage import Packaged, check_damage_is_refused, refusal_of

ACTIVITY = "activity_items.parquet"
EXPENDITURE = "expenditure_lines.parquet"
SUMMARY = "unit_cost_summary_2006_08.parquet"
UNIT_COSTS = "unit_costs_2008_2013.parquet"
CARE_WEEKS = "care_weeks_by_sector_2001_2023.parquet"


@pytest.mark.parametrize(
    ("file", "column", "index", "text", "named"),
    [
        (ACTIVITY, "value_raw", 4, "12..4", "value"),
        (ACTIVITY, "value_raw", 4, "mislaid", "value"),
        (ACTIVITY, "council", 4, "Atlantis", "council"),
        (ACTIVITY, "year", 4, "2016-17", "year"),
        (ACTIVITY, "item", 4, "- row 57 (something else)", "item"),
        (EXPENDITURE, "gross_excl_capital", 9, "12..4", "gross_excl_capital"),
        (EXPENDITURE, "council", 9, "Atlantis", "council"),
        (EXPENDITURE, "year", 9, "last year", "year"),
        (EXPENDITURE, "line_code", 9, "Z1", "line_code"),
        (SUMMARY, "all_provision", 2, "[q]", "all_provision"),
        (SUMMARY, "service", 2, "Lunch clubs", "service"),
        (UNIT_COSTS, "value_raw", 6, "12..4", "value"),
        (UNIT_COSTS, "value_raw", 6, "???", "value"),
        (UNIT_COSTS, "value_raw", 6, "", "value"),
        (UNIT_COSTS, "denominator", 6, "many", "denominator"),
        (UNIT_COSTS, "measure", 6, "Average cost of lunch", "measure"),
        (CARE_WEEKS, "weeks", 5, "12..4", "weeks"),
        (CARE_WEEKS, "support_setting", 5, "Boarding out", "support_setting"),
        (CARE_WEEKS, "provision", 5, "Abroad", "provision"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    tmp_path: Path, file: str, column: str, index: int, text: str, named: str
) -> None:
    packaged = Packaged(FOLDER / file, tmp_path)
    refusal = refusal_of(PUBLICATION, packaged.with_cell(column, index, text))
    assert (refusal.row, refusal.column) == (index + 1, named)
    assert text in str(refusal.found)


@pytest.mark.parametrize("file", [ACTIVITY, EXPENDITURE, SUMMARY, UNIT_COSTS, CARE_WEEKS])
def test_damaged_files_are_refused(tmp_path: Path, file: str) -> None:
    check_damage_is_refused(PUBLICATION, Packaged(FOLDER / file, tmp_path), column="council")


def test_a_csv_gives_what_the_parquet_gives(tmp_path: Path) -> None:
    packaged = Packaged(FOLDER / EXPENDITURE, tmp_path, rows=2_000)
    (from_parquet,) = PUBLICATION.read([packaged.written(packaged.frame())])
    (tmp_path / EXPENDITURE).unlink()
    (from_csv,) = PUBLICATION.read([packaged.as_csv()])
    assert from_csv.measurements.equals(from_parquet.measurements)


@pytest.mark.parametrize(
    ("line", "service", "expected"),
    [
        ("I1", "TOTAL PSS (LINES A4+B1+C11+D11+E11+F11+G5+H5)", ""),
        ("I2", "TOTAL Supporting People (LINES C12+D12+E12+F12+H6)", "service=supporting-people"),
        (
            "I3",
            "TOTAL PSS including Supporting People (LINES A3+B1+C13+D13+E13+F13+G5+H7)",
            "service=total-with-supporting-people",
        ),
        ("BC3", "Home care", "group=family-support;service=home-care"),
        ("BC4", "Home care", "group=family-support;service=home-care"),
        ("C2", "Nursing home placements", "group=older;service=nursing-care"),
        ("J1", "SUPPORTED EMPLOYMENT", "group=supported-employment"),
    ],
)
def test_a_line_keeps_its_breakdown_when_the_form_moves_it(
    line: str, service: str, expected: str
) -> None:
    assert line_breakdown(line, service) == expected


def test_sentences_of_both_files_give_one_indicator() -> None:
    early = summary_measure("Residential care for older people", "Per person per week")
    late = weekly_measure(
        "Average gross weekly expenditure per person on supporting older people in residential "
        "care (including full cost paying and preserved rights residents)"
    )
    assert early == late == ("PSSEX1-CareCost", {"client": "older", "setting": "residential"})
    assert weekly_measure("Average gross cost per meal provided by LA") == (
        "PSSEX1-MealCost",
        {"client": None, "provision": "own"},
    )
