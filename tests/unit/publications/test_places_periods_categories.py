"""Labels of places, periods and categories as steps on a table."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.categories import breakdown, with_codes
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.tables import Table
from almoner.reference.areas import CodeScheme, Nation
from almoner.reference.breakdown import parse_breakdown
from almoner.reference.measurement import MEASUREMENT_SCHEMA
from almoner.reference.periods import PeriodKind
from almoner.reference.refusal import Refusal


def _table(**columns: list[object]) -> Table:
    return Table(Path("figures.csv"), pl.DataFrame(columns), first_row=2)


def test_places_are_looked_for_where_the_publication_is_about() -> None:
    table = _table(place=["Fife", "elsewhere", "Edinburgh City"])
    read = with_areas(table, "place", names={"elsewhere": "SCO-OUTSIDE"}, nation=Nation.SCOTLAND)
    assert read.frame["area"].to_list() == ["S12000047", "SCO-OUTSIDE", "S12000036"]
    with pytest.raises(Refusal, match="row 4, column place"):
        with_areas(_table(place=["Fife", "Fife", "Oxfordshire"]), "place", nation=Nation.SCOTLAND)


def test_one_number_is_two_councils_by_scheme() -> None:
    table = _table(number=["207"])
    by_scheme = {
        scheme: with_areas(table, "number", scheme=scheme).frame["area"][0]
        for scheme in (CodeScheme.DFE, CodeScheme.CASSR)
    }
    assert len(set(by_scheme.values())) == 2


def test_a_name_that_was_two_councils_is_the_one_of_its_period() -> None:
    table = _table(place=["Dorset", "Dorset"], period=["Y2019", "Y2020"])
    read = with_areas(table, "place", at="period").frame["area"].to_list()
    assert read == ["E10000009", "E06000059"]
    assert with_areas(table, "place").frame["area"].to_list() == ["E06000059"] * 2


def test_periods_keep_their_label_and_status() -> None:
    table = _table(year=["2016-17", "2017-18 (prov)"])
    read = with_periods(table, "year", kind=PeriodKind.YEAR).frame
    assert read.select("period", "status", "label").rows() == [
        ("Y2017", "final", "2016-17"),
        ("Y2018", "provisional", "2017-18 (prov)"),
    ]


def test_categories_are_compared_without_case_and_spaces() -> None:
    table = _table(age=["All  Ages", "85+ years"])
    codes = {"all ages": "", "85+ Years": "85+"}
    assert with_codes(table, "age", codes).frame["age"].to_list() == ["", "85+"]
    assert with_codes(table, "age", codes, into="band").frame["age"][0] == "All  Ages"
    with pytest.raises(Refusal, match="row 3, column age: this category is not known"):
        with_codes(table, "age", {"All Ages": ""})


def test_breakdowns_are_canonical_and_leave_totals_out() -> None:
    table = _table(s=["female", "", None], a=["85+", "85+", ""])
    codes = table.with_columns(code=breakdown(sex="s", age="a")).frame["code"].to_list()
    assert codes == ["age=85+;sex=female", "age=85+", ""]
    for code in codes:
        parse_breakdown(code)


def test_frames_become_measurements_with_what_is_absent_filled() -> None:
    frame = pl.DataFrame({"indicator": ["X-1"], "period": ["Y2024"], "area": ["S12000047"]})
    (row,) = measurements([frame.with_columns(value=1.5)]).to_dicts()
    assert list(row) == list(MEASUREMENT_SCHEMA)
    assert (row["breakdown"], row["status"], row["marker"]) == ("", "final", None)
