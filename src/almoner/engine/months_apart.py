"""The index of a month said as a number of months, which DuckDB begins to count at once.

For each year or month taken from a date it first makes a table of all days of a century: nothing
beside millions of rows, but most of the time where there is one.
"""

from __future__ import annotations

import re

_BEGINS = re.compile(r"\(\s*\(\s*EXTRACT\(year FROM ")
_MIDDLE = re.compile(r"\)\s*\*\s*12\s*\)\s*\+\s*EXTRACT\(month FROM ")
_SINCE = "'month', DATE '0001-01-01'"
_ENDS = re.compile(r"\)\s*\)\s*-\s*1\b")


def with_months_apart(sql: str) -> str:
    """The same statement, with year x 12 + month - 1 of a date said by date_diff."""
    parts, at = [], 0
    for begins in _BEGINS.finditer(sql):
        if begins.start() < at:
            continue
        day = _balanced(sql, begins.end())
        middle = _MIDDLE.match(sql, begins.end() + len(day))
        again = _balanced(sql, middle.end()) if middle else ""
        ends = _ENDS.match(sql, middle.end() + len(again)) if middle else None
        if ends and again.split() == day.split():
            # A day may hold months of its own.
            inner = with_months_apart(day)
            parts += [sql[at : begins.start()], f"(date_diff({_SINCE}, {inner}) + 12)"]
            at = ends.end()
    return "".join([*parts, sql[at:]])


def _balanced(sql: str, start: int) -> str:
    """The text from `start` to the bracket that closes what was open there."""
    depth = 0
    for bracket in re.finditer(r"'[^']*'|\"[^\"]*\"|[()]", sql[start:]):
        if bracket[0] == "(":
            depth += 1
        elif bracket[0] == ")":
            depth -= 1
            if depth < 0:
                return sql[start : start + bracket.start()]
    return ""
