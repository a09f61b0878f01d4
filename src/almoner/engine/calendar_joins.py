"""Left joins with the calendar said as inner joins, which DuckDB answers from an array.

An inner join with a small range of days is looked up by position; a left join is hashed, which
costs a quarter of a statement over millions of rows. So the days join a calendar that has one day
more, without a number, and no day (or one outside the calendar) is taken for that: each row still
meets exactly one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import polars as pl

from almoner.records.working_calendar import calendar

BEYOND = "calendar_and_beyond"
_LEFT_JOIN = re.compile(
    r'LEFT OUTER JOIN \(\s*SELECT\s+"(?P<inner>\w+)"\."day" AS "(?P<day>\w+)",\s+'
    r'"(?P=inner)"\."working_days" AS "(?P<number>\w+)"\s+FROM "calendar" AS "(?P=inner)"\s*\)'
    r' AS "(?P<outer>\w+)"\s+ON (?P<key>"\w+"\."\w+") = "(?P=outer)"\."(?P=day)"'
)


def calendar_and_beyond() -> pl.DataFrame:
    """The calendar with a day before it that has no number."""
    beyond = pl.DataFrame({"day": [_beyond()]})
    return pl.concat([calendar(), beyond.with_columns(working_days=pl.lit(None, pl.Int64))])


def with_inner_joins(sql: str) -> str:
    """The same DuckDB statement with its left joins to the calendar as inner ones."""
    beyond, last = _beyond(), calendar()["day"][-1]

    def joined(found: re.Match[str]) -> str:
        day, inner, outer, key = (found[name] for name in ("day", "inner", "outer", "key"))
        if sql.count(f'"{day}"') != 2 * len(re.findall(f' AS "{day}"', sql)):
            return found[0]  # the day itself is asked for, and would be told otherwise
        known = f"{key} BETWEEN DATE '{beyond}' AND DATE '{last}'"
        return (
            f'INNER JOIN (SELECT "{inner}"."day" AS "{day}", '  # noqa: S608 - names of ours
            f'"{inner}"."working_days" AS "{found["number"]}" FROM "{BEYOND}" AS "{inner}") '
            f"AS \"{outer}\" ON CASE WHEN {known} THEN {key} ELSE DATE '{beyond}' END"
            f' = "{outer}"."{day}"'
        )

    return _LEFT_JOIN.sub(joined, sql)


def _beyond() -> date:
    first: date = calendar()["day"][0]
    return first - timedelta(days=1)
