"""Days and months in a definition: whole numbers and dates only, the same in every engine."""

from __future__ import annotations

from typing import Any

import ibis

FAR_AWAY = ibis.date("9999-12-31")


def month_index(day: Any) -> Any:
    """Months since the year nought: a stretch is open at the end of month k exactly when
    the index of its first day is at most k, and that of the day after its last is above k."""
    return day.year() * 12 + day.month() - 1


def later(day: Any, *, years: int = 0, months: int = 0, days: int = 0) -> Any:
    """The same day so much later; 29 February goes to the 28th where there is none."""
    if years or months:
        day = day + ibis.interval(months=12 * years + months)
    return (day + ibis.interval(days=days) if days else day).cast("date")


def days_between(start: Any, end: Any) -> Any:
    """Calendar days from `start` to `end`; 0 on the same day."""
    return end.delta(start, unit="day")


def with_working_days(table: Any, records: Any, start: str, end: str, name: str) -> Any:
    """Adds `name`: working days after `start` up to and including `end`; null without either."""
    first, last = (
        records.calendar.select(
            **{f"{name}_{which}": "day", f"{name}_{which}_number": "working_days"}
        )
        for which in ("first", "last")
    )
    joined = table.left_join(first, table[start] == first[f"{name}_first"])
    joined = joined.left_join(last, joined[end] == last[f"{name}_last"])
    return joined.mutate(
        **{name: joined[f"{name}_last_number"] - joined[f"{name}_first_number"]}
    ).drop(f"{name}_first", f"{name}_first_number", f"{name}_last", f"{name}_last_number")


def with_overdue_day(table: Any, records: Any, start: str, working_days: int, name: str) -> Any:
    """Adds `name`: the first day on which more than so many working days have passed."""
    first = records.calendar.select(**{f"{name}_first": "day", f"{name}_number": "working_days"})
    nth = records.working_day.select(**{f"{name}_nth": "number", name: "day"})
    joined = table.left_join(first, table[start] == first[f"{name}_first"])
    joined = joined.mutate(**{f"{name}_number": joined[f"{name}_number"] + working_days + 1})
    joined = joined.left_join(nth, joined[f"{name}_number"] == nth[f"{name}_nth"])
    return joined.drop(f"{name}_first", f"{name}_number", f"{name}_nth")
