"""From indicators to batches: every sum wanted, grouped so that a table is scanned once for many.

An indicator's terms become tallies. A tally is a whole number added up over the units of one table
by the month of one day. An event is one tally. A stock is two: units by the month in which they
begin to count, less units by the month in which they cease; its level is the running sum. Tallies
that read the same units share a batch, which is one statement whatever the number of days that it
counts by, and equal tallies are made once, whichever indicators ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.record_tables import RECORDS
from almoner.catalogue.terms import Shape, Term
from almoner.engine.dimensions import with_states

WINDOWS = (1, 3, 12)


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a sum is to be found: batch, day within the batch, and column of the day."""

    batch: int
    day: int
    column: int


@dataclass(frozen=True, slots=True)
class TallyPair:
    """The tallies of one term for one window; `ends` is None for events."""

    starts: Tally
    ends: Tally | None


@dataclass(slots=True)
class UnitTable:
    """Units as batches name them: `rows` is what they are made of, `table` a stand-in for it."""

    name: str
    rows: Any
    table: Any

    @property
    def has_person(self) -> bool:
        """Whether its units are about people, with their breakdowns."""
        return "area" in self.table.columns


@dataclass(slots=True)
class Day:
    """A day (`on`) by whose month units are counted, and the columns that are then added up.

    `columns` are the units' yes and no (counted) or whole numbers (summed). With `carried` the sum
    of all that was before the first month is wanted too, as it is for a stock.
    """

    on: Any
    carried: bool = False
    columns: list[Any] = field(default_factory=list)
    _numbers: dict[Any, int] = field(default_factory=dict)

    def column_of(self, expression: Any) -> int:
        """The number of a column, added when it is new."""
        key = expression.op()
        if key not in self._numbers:
            self._numbers[key] = len(self.columns)
            self.columns.append(expression)
        return self._numbers[key]


@dataclass(slots=True)
class Batch:
    """One statement: units, the days that they are counted by, perhaps values kept apart."""

    units: UnitTable
    spread: str
    days: list[Day] = field(default_factory=list)
    _numbers: dict[Any, int] = field(default_factory=dict)

    def day_of(self, on: Any) -> int:
        """The number of a day, added when it is new."""
        key = on.op()
        if key not in self._numbers:
            self._numbers[key] = len(self.days)
            self.days.append(Day(on))
        return self._numbers[key]


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
    """The unit tables, the batches, and which tallies each indicator needs."""

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
            shown = summed(table, term, *on_its_day(units, term.on))
            return TallyPair(self._tally(units, table[term.on], shown, term), None)
        starts, ends, lasts = stretch(table, spans(term, units))
        shown = summed(table, term, lasts)
        return TallyPair(
            self._tally(units, starts, shown, term), self._tally(units, ends, shown, term)
        )

    def units(self, term: Term, window: int) -> UnitTable:
        """The unit table of a term for a window (0 where the window makes no difference)."""
        key: Any = (term.rows, window)
        if key not in self.tables:
            make: Any = term.rows
            rows = make(RECORDS, *([window] if window else []))
            if self.broken_down and "person_id" in rows.columns:
                rows = with_states(rows)
            name = f"units_{len(self.tables)}"
            self.tables[key] = UnitTable(name, rows, ibis.table(rows.schema(), name=name))
        return self.tables[key]

    def _tally(self, units: UnitTable, on: Any, shown: Any, term: Term) -> Tally:
        key = (units.name, term.spread)
        if key not in self._known:
            self._known[key] = len(self.batches)
            self.batches.append(Batch(units, term.spread))
        batch = self._known[key]
        number = self.batches[batch].day_of(on)
        day = self.batches[batch].days[number]
        day.carried = day.carried or term.shape is not Shape.EVENTS
        return Tally(batch, number, day.column_of(shown))


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
    return (*term.spans, ("state_from", "state_until"))


def on_its_day(units: UnitTable, on: str) -> tuple[Any, ...]:
    """The condition that a unit is in the state of its day `on`; none where no state is told."""
    if not units.has_person:
        return ()
    table = units.table
    return (table[on] >= table.state_from, table[on] < table.state_until)


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
