"""Joins with the calendar give the same rows by position as by hash."""

from __future__ import annotations

from datetime import date

import ibis
import polars as pl
import pytest

from almoner.catalogue.record_tables import RECORDS
from almoner.engine.calendar_joins import BEYOND, with_inner_joins
from almoner.engine.compiler import to_sql
from almoner.engine.mirror import Mirror

DAYS = [None, date(1, 1, 1), date(1931, 5, 6), date(2012, 1, 1), date(2024, 2, 29)]
DAYS += [date(2090, 1, 1), date(9999, 12, 31)]


def _joined(*, told: bool) -> str:
    first, last = (
        RECORDS.calendar.select(**{f"{name}_day": "day", f"{name}_number": "working_days"})
        for name in ("first", "last")
    )
    rows = RECORDS.child_assessment
    found = rows.left_join(first, rows.started_on == first.first_day)
    found = found.left_join(last, found.authorised_on == last.last_day)
    day = {"day": found.last_day} if told else {}
    return to_sql(
        found.select("assessment_id", one=found.first_number, other=found.last_number, **day)
    )


@pytest.fixture(scope="module")
def mirror() -> Mirror:
    pairs = [(first, last) for first in DAYS for last in DAYS]
    names = RECORDS.child_assessment.columns
    rows = pl.DataFrame(
        {
            "assessment_id": [str(number) for number in range(len(pairs))],
            "started_on": [first for first, _last in pairs],
            "authorised_on": [last for _first, last in pairs],
        },
        schema_overrides={"started_on": pl.Date, "authorised_on": pl.Date},
    )
    made = Mirror.of_frames({})
    made.connection.register("incoming", rows.to_arrow())
    made.connection.execute("INSERT INTO child_assessment BY NAME FROM incoming")
    assert set(rows.columns) <= set(names)
    return made


def test_every_row_meets_one_day(mirror: Mirror) -> None:
    sql = _joined(told=False)
    quick = with_inner_joins(sql)
    assert quick.count(BEYOND) == 2
    assert "LEFT" not in quick
    expected, found = (mirror.run(text).sort("assessment_id") for text in (sql, quick))
    assert found.height == len(DAYS) ** 2
    assert found.equals(expected)
    assert 0 < found["one"].null_count() < found.height


def test_a_join_whose_day_is_asked_for_stays(mirror: Mirror) -> None:
    sql = _joined(told=True)
    quick = with_inner_joins(sql)
    assert quick.count(BEYOND) == 1
    expected, found = (mirror.run(text).sort("assessment_id") for text in (sql, quick))
    assert found.equals(expected)


def test_other_joins_stay() -> None:
    table = ibis.table({"day": "date", "working_days": "int64"}, name="other")
    rows = RECORDS.child_assessment
    sql = to_sql(rows.left_join(table, rows.started_on == table.day).select("assessment_id"))
    assert with_inner_joins(sql) == sql
