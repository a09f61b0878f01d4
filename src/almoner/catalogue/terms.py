"""What an engine is asked to add up: the whole numbers behind a measure.

Every measure is made of terms, and every term is a sum over units of a whole number. Sums can be
batched, taken over any engine, rolled up from teams to services, and moved by the difference that
one person's record makes. Division and rounding come after, in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from almoner.catalogue.cohorts import (
    Cohort,
    Events,
    Months,
    Open,
    Predicate,
    Rows,
    While,
    WindowRows,
    Within,
)


class Shape(Enum):
    """When a term's units count."""

    EVENTS = "in the month in which they happen"
    OPEN = "at the end of each month while they last"
    WITHIN = "in each period that meets them"
    MONTHS = "for every month at the end of which they last"


@dataclass(frozen=True, slots=True)
class Term:
    """A sum over units.

    EVENTS: by the month of `on`. The others: at month ends within all of the `spans` (pairs
    of first day and day after the last). `weight` is the whole number added for a unit (a column,
    or an expression; None counts units) and `spread` the column whose values are kept apart, for
    percentiles.
    """

    shape: Shape
    rows: Rows | WindowRows
    on: str = ""
    spans: tuple[tuple[str, str], ...] = ()
    where: tuple[Predicate, ...] = ()
    weight: str | Predicate | None = None
    spread: str = ""

    def having(self, narrowing: Predicate | While) -> Term:
        """The same units, only those (and only while) the narrowing holds."""
        if not isinstance(narrowing, While):
            return replace(self, where=(*self.where, narrowing))
        where = (*self.where, narrowing.where) if narrowing.where else self.where
        return replace(self, where=where, spans=(*self.spans, (narrowing.from_, narrowing.until)))


def term_of(cohort: Cohort, weight: str | Callable[..., object] | None = None) -> Term:
    """The term that counts a cohort, or adds up `weight` over it."""
    where = (cohort.where,) if cohort.where else ()
    match cohort:
        case Events():
            return Term(Shape.EVENTS, cohort.rows, on=cohort.on, where=where, weight=weight)
        case Months():
            spans = ((cohort.from_, cohort.until),)
            return Term(Shape.MONTHS, cohort.rows, spans=spans, where=where, weight=weight)
        case Open():
            spans = ((cohort.from_, cohort.until),)
            return Term(Shape.OPEN, cohort.rows, spans=spans, where=where, weight=weight)
        case Within():
            spans = (("from_on", "until_on"),)
            return Term(Shape.WITHIN, cohort.rows, spans=spans, where=where, weight=weight)
