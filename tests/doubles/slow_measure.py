"""Slow, obvious measurement: for every month, place and member, look at every unit and count.

No deltas, no running sums, no month indexes: days are compared with the last day of the period.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.record_tables import RECORDS
from almoner.catalogue.terms import Shape, Term
from tests.doubles.expressions import Evaluator, Row, months_later

Key = tuple[int, int, str, str, str]
"""Window in months, month (index), place, kind of breakdown ("" for none), member."""


class SlowMeasure:
    def __init__(self, tables: dict[str, list[Row]], first: int, last: int) -> None:
        self.evaluator = Evaluator(tables)
        self.tables = tables
        self.first, self.last = first, last
        self.people = {row["person_id"]: row for row in tables.get("person", [])}

    def totals(self, indicator: Indicator) -> list[dict[Key, Counter[int | None]]]:
        """For each term: key to how much was counted, by value for a percentile (else None)."""
        terms = [indicator.measure.numerator, indicator.measure.denominator]
        return [self._term(term) for term in terms if term is not None]

    def _term(self, term: Term) -> dict[Key, Counter[int | None]]:
        found: dict[Key, Counter[int | None]] = defaultdict(Counter)
        for window in (1, 3, 12):
            units = self._units(term, window)
            for last in range(self.first + window - 1, self.last + 1):
                for row, amount, on in self._counted(term, units, window, last):
                    value = row[term.spread] if term.spread else None
                    if term.spread and value is None:
                        continue
                    for place, kind, member in self._cells(row, on):
                        found[window, last, place, kind, member][value] += amount
        return found

    def _units(self, term: Term, window: int) -> list[tuple[Row, int]]:
        rows: Any = term.rows
        table = rows(RECORDS, window) if term.shape is Shape.WITHIN else rows(RECORDS)
        found = self.evaluator.rows(table.op())
        kept = [self._column(where(table), table, found) for where in term.where]
        weights: list[Any] = [1] * len(found)
        if isinstance(term.weight, str):
            weights = [row[term.weight] or 0 for row in found]
        elif term.weight is not None:
            weights = self._column(term.weight(table), table, found)
        return [
            (row, weights[i]) for i, row in enumerate(found) if all(column[i] for column in kept)
        ]

    def _column(self, expression: Any, table: Any, rows: list[Row]) -> list[Any]:
        return self.evaluator.column(expression.op(), table.op(), rows)

    def _counted(
        self, term: Term, units: list[tuple[Row, int]], window: int, last: int
    ) -> Iterator[tuple[Row, int, dt.date]]:
        begin, end = first_day(last - window + 1), last_day(last)
        for row, amount in units:
            if term.shape is Shape.EVENTS:
                on = row[term.on]
                if on is not None and begin <= on <= end:
                    yield row, amount, on
            elif term.shape is Shape.MONTHS:
                for month in range(last - window + 1, last + 1):
                    if is_open(term, row, last_day(month)):
                        yield row, amount, last_day(month)
            elif is_open(term, row, end):
                yield row, amount, end

    def _cells(self, row: Row, on: dt.date) -> Iterator[tuple[str, str, str]]:
        team = row["team_id"] or ""
        for place in (team, *self._wholes(team, on)):
            yield place, "", ""
            if "person_id" in row:
                person = self.people.get(row["person_id"], {})
                yield place, "sex", person.get("sex") or "unknown"
                yield place, "ethnicity", person.get("ethnicity") or "unknown"
                yield place, "age", age_band(person.get("born_on"), on)
        if "person_id" in row:
            yield self._home(row["person_id"], on), "area", ""

    def _wholes(self, team: str, on: dt.date) -> Iterator[str]:
        month = first_day(on.year * 12 + on.month - 1)
        for member in self.tables["team_membership"]:
            begins, ends = member["started_on"].replace(day=1), member["ended_on"]
            lasts = ends is None or month < ends.replace(day=1)
            if member["team_id"] == team and begins <= month and lasts:
                yield member["service"]
        yield self.tables["team"][0]["council"]

    def _home(self, person: str, on: dt.date) -> str:
        """The home of that day: the last to begin by then, or failing that the first of all."""
        homes = [row for row in self.tables.get("address", []) if row["person_id"] == person]
        homes.sort(key=lambda row: (row["started_on"], row["address_id"]))
        begun = [row for row in homes if row["started_on"] <= on]
        chosen = begun[-1:] or homes[:1]
        return (chosen[0]["locality"] or "unknown") if chosen else "unknown"


def is_open(term: Term, row: Row, day: dt.date) -> bool:
    """Whether a unit counts at the end of a day: begun by then, and not ended by then."""
    for begins, ends in term.spans:
        if row[begins] is None or row[begins] > day:
            return False
        if ends and row[ends] is not None and row[ends] <= day:
            return False
    return True


def age_band(born: dt.date | None, on: dt.date) -> str:
    if born is None:
        return "unknown"
    bands = ((85, "85+"), (75, "75-84"), (65, "65-74"), (18, "18-64"), (16, "16-17"))
    for years, band in (*bands, (10, "10-15"), (5, "5-9"), (1, "1-4")):
        if months_later(born, 12 * years) <= on:
            return band
    return "0"


def first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> dt.date:
    return first_day(month + 1) - dt.timedelta(days=1)
