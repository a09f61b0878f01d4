"""What generated Python calls: months, comparisons with the unknown, indexes and windows.

Each does to a few rows what the SQL of the same name does; None stands for unknown (null).
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

Row = tuple[Any, ...]
Parts = list[list[int]]
"""The places of rows, apart for each partition, and in its order."""
Over = Callable[[Iterable[Any]], Any]


class NotForPythonError(Exception):
    """Rows for which this cannot say what SQL would."""


def month_of(day: date | None) -> int | None:
    """The index of a day's month."""
    return None if day is None else day.year * 12 + day.month - 1


def days_later(day: date | None, days: int) -> date | None:
    """So many days later."""
    return None if day is None else day + timedelta(days)


def months_later(day: date | None, months: int) -> date | None:
    """The same day so many months later, or the last of that month where it has no such day."""
    if day is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def least(one: Any, other: Any) -> Any:
    """The least of two, or the one that is known."""
    if one is None:
        return other
    return one if other is None or one < other else other


def greatest(one: Any, other: Any) -> Any:
    """The greatest of two, or the one that is known."""
    if one is None:
        return other
    return one if other is None or one > other else other


def both(one: bool | None, other: bool | None) -> bool | None:
    """Whether both hold; unknown where that hangs on what is unknown."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: bool | None, other: bool | None) -> bool | None:
    """Whether either holds; unknown where that hangs on what is unknown."""
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def largest(values: Iterable[Any]) -> Any:
    """The largest of those that are known."""
    return max((one for one in values if one is not None), default=None)


def smallest(values: Iterable[Any]) -> Any:
    """The smallest of those that are known."""
    return min((one for one in values if one is not None), default=None)


def total(values: Iterable[int | None]) -> int | None:
    """The sum of those that are known; unknown where none is."""
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def indexed(rows: Iterable[Row], at: Sequence[int]) -> dict[Any, list[Row]]:
    """Rows by what they have at these places; what is unknown equals nothing, and is left out."""
    found: dict[Any, list[Row]] = defaultdict(list)
    only = at[0] if len(at) == 1 else None
    for row in rows:
        key = row[only] if only is not None else tuple(row[i] for i in at)
        if key is not None and (only is not None or None not in key):
            found[key].append(row)
    return dict(found)


def partitions(groups: Sequence[Any], order: Sequence[Any] | None) -> Parts:
    """The places of rows that are of one group, each in order; what is unknown comes last."""
    found: dict[Any, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        found[group].append(place)
    if order is not None:
        keys = [_sortable(one) for one in order]
        for places in found.values():
            places.sort(key=keys.__getitem__)
    return list(found.values())


def _sortable(key: Any) -> tuple[tuple[bool, Any], ...]:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple((part is None, part) for part in parts)


def numbered(parts: Parts) -> list[Any]:
    """The number of each row in its partition, from nought."""
    found: list[Any] = [None] * sum(map(len, parts))
    for places in parts:
        for number, place in enumerate(places):
            found[place] = number
    return found


def lead(parts: Parts, values: Sequence[Any]) -> list[Any]:
    """The value of the row after each."""
    found: list[Any] = [None] * len(values)
    for places in parts:
        for place, after in pairwise(places):
            found[place] = values[after]
    return found


def lag(parts: Parts, values: Sequence[Any]) -> list[Any]:
    """The value of the row before each."""
    return lead([places[::-1] for places in parts], values)


def over_all(over: Over, parts: Parts, values: Sequence[Any]) -> list[Any]:
    """What all rows of the partition come to."""
    found: list[Any] = [None] * len(values)
    for places in parts:
        one = over(values[place] for place in places)
        for place in places:
            found[place] = one
    return found


def over_rows(over: Over, parts: Parts, values: Sequence[Any], ahead: int) -> list[Any]:
    """What the rows up to each come to, and so many further (fewer where it is less than 0)."""
    found: list[Any] = [None] * len(values)
    for places in parts:
        for number, place in enumerate(places):
            until = max(number + 1 + ahead, 0)
            found[place] = over(values[other] for other in places[:until])
    return found


def over_range(
    over: Over, parts: Parts, values: Sequence[Any], order: Sequence[Any], ahead: int
) -> list[Any]:
    """What the rows come to that stand no further in the order than `ahead` of each."""
    if any(one is None for one in order):
        raise NotForPythonError
    found: list[Any] = [None] * len(values)
    for places in parts:
        for place in places:
            until = order[place] + ahead
            found[place] = over(values[other] for other in places if order[other] <= until)
    return found
