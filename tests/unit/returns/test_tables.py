"""Tables of any kind become the one form that rules read."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from almoner.returns.shapes import Field, TableShape
from almoner.returns.tables import prepare

SHAPE = TableShape(
    "Spells", (Field("CHILD", "string"), Field("BEGAN", "date"), Field("KIND", "code")), "CHILD"
)
GIVEN = {"CHILD": [1, 2, 3], "BEGAN": ["01/05/2026", None, "31/02/2026"], "KIND": ["m", " ", "A"]}
KINDS = {
    "rows": [dict(zip(GIVEN, row, strict=True)) for row in zip(*GIVEN.values(), strict=True)],
    "columns": GIVEN,
    "polars": pl.DataFrame(GIVEN),
    "lazy": pl.LazyFrame(GIVEN),
    "pandas": pd.DataFrame(GIVEN),
    "pandas with gaps": pd.DataFrame({**GIVEN, "CHILD": [1.0, 2.0, 3.0]}),
    "arrow": pa.table(GIVEN),
}


@pytest.mark.parametrize("given", KINDS.values(), ids=list(KINDS))
def test_every_kind_of_table_gives_the_same(given: object) -> None:
    table = prepare(SHAPE, given)
    assert table["Spells.row"].to_list() == [0, 1, 2]
    assert table["CHILD"].to_list() == ["1", "2", "3"]
    assert table["BEGAN"].to_list() == [dt.date(2026, 5, 1), None, None]
    assert table["BEGAN.raw"].to_list() == ["01/05/2026", None, "31/02/2026"]
    assert table["BEGAN.bad"].to_list() == [False, False, True]
    assert table["KIND"].to_list() == ["M", None, "A"]


@pytest.mark.parametrize(
    ("text", "day", "marked"),
    [
        ("01/05/2026", dt.date(2026, 5, 1), False),
        ("1/5/2026", dt.date(2026, 5, 1), False),
        ("2026-05-01", dt.date(2026, 5, 1), True),
        ("2026-05-01 00:00:00", dt.date(2026, 5, 1), True),
        ("01/05/2026 00:00", dt.date(2026, 5, 1), True),
        ("01-05-2026", dt.date(2026, 5, 1), True),
        ("1.5.2026", dt.date(2026, 5, 1), True),
        ("1 May 2026", dt.date(2026, 5, 1), True),
        ("01-MAY-2026", dt.date(2026, 5, 1), True),
        ("31/02/2026", None, True),
        ("29/02/2025", None, True),
        ("01/05/26", None, True),
        ("01/05/0026", None, True),
        ("45000", None, True),
        ("soon", None, True),
    ],
)
def test_dates_in_their_own_and_in_other_forms(
    text: str, day: dt.date | None, marked: bool
) -> None:
    table = prepare(SHAPE, [{"BEGAN": text}])
    assert (table["BEGAN"][0], table["BEGAN.bad"][0], table["BEGAN.raw"][0]) == (day, marked, text)


@pytest.mark.parametrize(
    "days",
    [
        [dt.date(2026, 5, 1), None],
        [dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC), None],
        pd.Series(["2026-05-01", None], dtype="datetime64[ns]").tolist(),
    ],
)
def test_days_stay_days_and_read_as_the_return_writes_them(days: list[object]) -> None:
    table = prepare(SHAPE, {"BEGAN": days})
    assert table["BEGAN"].to_list() == [dt.date(2026, 5, 1), None]
    assert table["BEGAN.raw"].to_list() == ["01/05/2026", None]
    assert not table["BEGAN.bad"].any()


def test_days_among_text_are_read_as_well() -> None:
    table = prepare(SHAPE, [{"BEGAN": dt.date(2026, 5, 1)}, {"BEGAN": "31/02/2026"}])
    assert table["BEGAN"].to_list() == [dt.date(2026, 5, 1), None]
    assert table["BEGAN.bad"].to_list() == [False, True]


def test_a_table_may_lack_columns_and_have_others() -> None:
    table = prepare(SHAPE, [{"child": "a", "colour": "red"}])
    assert table["CHILD"].to_list() == ["A"]
    assert table["CHILD.raw"].to_list() == ["a"]
    assert table["BEGAN"].to_list() == [None]
    assert "COLOUR" not in table.columns


def test_no_rows_and_no_columns() -> None:
    assert prepare(SHAPE, []).height == 0
    assert prepare(SHAPE, pl.DataFrame()).columns == prepare(SHAPE, [{"CHILD": 1}]).columns
