"""Year x 12 + month - 1 of a date, said as a number of months."""

from __future__ import annotations

import duckdb
import ibis
import pytest

from almoner.catalogue.time import month_index
from almoner.engine.months_apart import with_months_apart

DAYS = ["1500-01-01", "1969-12-31", "2024-02-29", "2024-12-31", "9999-12-31", None]
TABLE = ibis.table({"day": "date", "other": "date"}, name="given")


@pytest.mark.parametrize(
    "day",
    [TABLE.day, ibis.greatest(TABLE.day, TABLE.other), TABLE.day + ibis.interval(months=3)],
)
def test_the_same_month(day: object) -> None:
    sql = str(ibis.to_sql(TABLE.select(k=month_index(day)), dialect="duckdb"))
    quick = with_months_apart(sql)
    assert "EXTRACT" not in quick
    rows = ", ".join(f"(DATE '{one}')" if one else "(NULL)" for one in DAYS[:-2] + DAYS[-1:])
    with duckdb.connect() as connection:
        given = f"SELECT day, day AS other FROM (VALUES {rows}) t(day)"
        connection.execute(f"CREATE TABLE given AS {given}")
        assert connection.execute(quick).fetchall() == connection.execute(sql).fetchall()


def test_what_is_not_a_month_stays_as_it_is() -> None:
    sql = "SELECT ((EXTRACT(year FROM a) * 12) + EXTRACT(month FROM b)) - 1, '((EXTRACT(year FROM '"
    assert with_months_apart(sql) == sql
