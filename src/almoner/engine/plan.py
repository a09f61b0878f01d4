"""From indicators to batches: every sum wanted, grouped so that a table is scanned once for many.

An indicator's terms become tallies. A tally is a whole number added up over the units of one table
by the month of one day. An event is one tally. A stock is two: units by the month in which they
begin to count, less units by the month in which they cease; its level is the running sum. Tallies
that read the same units by the same day share a batch, and equal tallies are made once, whichever
indicators ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.record_tables import RECORDS
from almoner.catalogue.terms import Shape, Term
from almoner.catalogue.time import month_index
from almoner.engine.dimensions import dated, split

WINDOWS = (1, 3, 12)


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a sum is to be found: batch and column."""

    batch: int
    column: int


@dataclass(frozen=True, slots=True)
class TallyPair:
    """The tallies of one term for one window; `ends` is None for events."""

    starts: Tally
    ends: Tally | None


@dataclass(slots=True)
class UnitTable:
    """A table of units that is made once and read by every batch that counts them.

    `rows` is what it is made of, `table` the stand-in by which batches name it.
    """

    name: str
    rows: Any
    table: Any

    @property
    def has_person(self) -> bool:
        """Whether its units are about people, with their breakdowns."""
        return "area" in self.table.columns


@dataclass(slots=True)
class Batch:
    """One statement: units, the month they fall in, and the columns added up.

    `columns` are the units' yes and no (counted) or whole numbers (summed).
    """

    units: UnitTable
    month: Any
    spread: str
    columns: list[Any] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)

    def column_of(self, expression: Any) -> int:
        """The number of a column, added when it is new."""
        key = expression.op()
        if key not in self.numbers:
            self.numbers[key] = len(self.columns)
            self.columns.append(expression)
        return self.numbers[key]


@dataclass(slots=True)
class Layout:
    """Which sums each indicator is made of.

    `terms[code]` holds one dict (window to tallies) for the numerator and, where there is one, one
    for the denominator.
    """

    indicators: tuple[Indicator, ...]
    broken_down: bool
    terms: dict[str, list[dict[int, TallyPair]]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan(Layout):
    """The unit tables in the order of their making, the batches, and who needs which."""

    tables: dict[Any, UnitTable] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    _known: dict[Any, int] = field(default_factory=dict)

    def add(self, term: Term) -> dict[int, TallyPair]:
        """The tallies of a term, by window (one entry where the window makes no difference)."""
        windows = WINDOWS if term.shape is Shape.WITHIN else (0,)
        return {window: self._pair(term, window) for window in windows}

    def _pair(self, term: Term, window: int) -> TallyPair:
        units = self.units(term, window)
        table = units.table
        if term.shape is Shape.EVENTS:
            return TallyPair(self._tally(units, table[term.on], summed(table, term), term), None)
        starts, ends, lasts = stretch(table, spans(term, units))
        shown = summed(table, term, lasts)
        return TallyPair(
            self._tally(units, starts, shown, term), self._tally(units, ends, shown, term)
        )

    def units(self, term: Term, window: int) -> UnitTable:
        """The unit table of a term for a window (0 where the window makes no difference)."""
        rows: Any = term.rows
        base = self._table((rows, window), lambda: rows(RECORDS, *([window] if window else [])))
        if not (self.broken_down and "person_id" in base.table.columns):
            return base
        if term.shape is Shape.EVENTS:
            return self._table((rows, window, term.on), lambda: dated(base.table, RECORDS, term.on))
        span = term.spans[0]
        return self._table((rows, window, span), lambda: split(base.table, RECORDS, *span))

    def _table(self, key: Any, make: Any) -> UnitTable:
        if key not in self.tables:
            rows = make()
            name = f"units_{len(self.tables)}"
            self.tables[key] = UnitTable(name, rows, ibis.table(rows.schema(), name=name))
        return self.tables[key]

    def _tally(self, units: UnitTable, day: Any, counted: Any, term: Term) -> Tally:
        month = month_index(day)
        key = (units.name, month.op(), term.spread)
        if key not in self._known:
            self._known[key] = len(self.batches)
            self.batches.append(Batch(units, month, term.spread))
        number = self._known[key]
        return Tally(number, self.batches[number].column_of(counted))


def make_plan(indicators: Sequence[Indicator], *, broken_down: bool = True) -> Plan:
    """The plan for these indicators, with or without breakdowns by area, sex, age, ethnicity."""
    plan = Plan(tuple(indicators), broken_down)
    for indicator in indicators:
        measure = indicator.measure
        wanted = [measure.numerator, measure.denominator]
        plan.terms[indicator.code] = [plan.add(term) for term in wanted if term is not None]
    return plan


def spans(term: Term, units: UnitTable) -> tuple[tuple[str, str], ...]:
    """The stretches within all of which a term counts a unit."""
    if not units.has_person:
        return term.spans
    return (*term.spans, ("age_from", "age_until"), ("home_from", "home_until"))


def stretch(units: Any, spans: tuple[tuple[str, str], ...]) -> tuple[Any, Any, Any]:
    """The first day, the day after the last, and whether there is any day between."""
    froms = [units[first] for first, _last in spans]
    untils = [units[last] for _first, last in spans if last]
    starts = ibis.greatest(*froms) if len(froms) > 1 else froms[0]
    ends = ibis.least(*untils) if len(untils) > 1 else untils[0]
    lasts = ends.isnull() | (starts < ends)
    for first in froms:
        lasts = first.notnull() & lasts
    return starts, ends, lasts


def counted(units: Any, term: Term, *more: Any) -> Any:
    """Which units a term counts, as yes and no."""
    conditions = [where(units) for where in term.where] + list(more)
    return ibis.and_(*conditions).fill_null(False) if conditions else ibis.literal(True)


def weighed(units: Any, term: Term) -> Any:
    """What each unit adds to a term that has a weight."""
    weight: Any = term.weight
    return (units[weight] if isinstance(weight, str) else weight(units)).fill_null(0)


def summed(units: Any, term: Term, *more: Any) -> Any:
    """The column that a term adds up: yes and no, or the weight of what counts."""
    kept = counted(units, term, *more)
    if term.weight is None:
        return kept
    return ibis.ifelse(kept, weighed(units, term), 0).cast("int64")
