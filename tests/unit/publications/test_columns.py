"""Tables of figures by column, and totals that stand in several tables."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.publications.columns import MeasuredColumn, measured
from almoner.publications.measurements import as_measurements, without_repeats
from almoner.publications.tables import Table, read_distinct
from almoner.reference.refusal import Refusal

ABOUT = pl.DataFrame(
    {
        "period": ["Y2023", "Y2024"],
        "status": ["final", "final"],
        "label": ["2023", "2024"],
        "area": ["E10000025", "E10000025"],
        "breakdown": ["sex=female", ""],
    }
)
COLUMNS = (
    MeasuredColumn("plans", (), "X-Plans", "", "", ""),
    MeasuredColumn("late", (), "X-Plans", "length=long", "", ""),
    MeasuredColumn("late_percent", (), "X-Plans_percent", "length=long", "late", "plans"),
)


def figures() -> Table:
    frame = pl.DataFrame({"plans": ["10", "20"], "late": ["c", "5"], "late_percent": ["c", "25"]})
    return Table(Path("plans.csv"), frame)


def test_each_column_is_measured_row_by_row() -> None:
    rows = measured(figures(), COLUMNS, ABOUT)
    columns = ["indicator", "period", "breakdown", "numerator", "denominator", "value", "marker"]
    assert rows.select(columns).rows() == [
        ("X-Plans", "Y2023", "sex=female", None, None, 10.0, None),
        ("X-Plans", "Y2024", "", None, None, 20.0, None),
        ("X-Plans", "Y2023", "length=long;sex=female", None, None, None, "suppressed"),
        ("X-Plans", "Y2024", "length=long", None, None, 5.0, None),
        ("X-Plans_percent", "Y2023", "length=long;sex=female", None, 10.0, None, "suppressed"),
        ("X-Plans_percent", "Y2024", "length=long", 5.0, 20.0, 25.0, None),
    ]


def one(value: float | None, marker: str | None = None, denominator: float | None = None):
    about = ABOUT.head(1).with_columns(
        indicator=pl.lit("X-Plans"),
        value=pl.lit(value, dtype=pl.Float64),
        marker=pl.lit(marker, dtype=pl.String),
        denominator=pl.lit(denominator, dtype=pl.Float64),
    )
    return as_measurements(about)


def test_equal_figures_are_kept_once_the_fuller_one() -> None:
    kept = without_repeats({"a": one(5), "b": one(5, denominator=20), "c": one(5)})
    assert kept.select("value", "denominator").rows() == [(5, 20)]


def test_a_figure_holds_before_a_mark() -> None:
    kept = without_repeats({"a": one(None, "low_reliability"), "b": one(5)})
    assert kept.select("value", "marker").rows() == [(5, None)]


def test_two_different_figures_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        without_repeats({"a.csv": one(6), "b.csv": one(5), "c.csv": one(5).clear()})
    assert caught.value.file == "a.csv, b.csv"
    assert caught.value.found == "Y2023 / E10000025 / sex=female / 5.0 / 6.0"


def test_each_distinct_label_is_read_once_at_the_row_where_it_first_stands() -> None:
    table = Table(Path("plans.csv"), pl.DataFrame({"place": ["a", "b", None, "a", None]}))
    asked: list[tuple[object, int]] = []

    def read(text: str | None, *, row: int) -> tuple[str | None]:
        asked.append((text, row))
        return (text.upper() if text else None,)

    codes = read_distinct(table, ["place"], ["code"], read)["code"].to_list()
    assert codes == ["A", "B", None, "A", None]
    assert asked == [("a", 2), ("b", 3), (None, 4)]
