"""The shapes that an indicator can take. Each says what is added up and how a value is made of it.

`scale` turns numerator over denominator (or a bare numerator) into the unit shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Cohort, Events, Predicate, While
from almoner.catalogue.terms import Term, term_of


@dataclass(frozen=True, slots=True)
class Measure:
    """A numerator and, for all but counts and sums, a denominator."""

    @property
    def numerator(self) -> Term:
        """What is counted."""
        raise NotImplementedError

    @property
    def denominator(self) -> Term | None:
        """What it is counted among; None for a count, or for a rate per population."""
        return None

    @property
    def scale(self) -> Fraction:
        """What the quotient is multiplied by."""
        return Fraction(1)


@dataclass(frozen=True, slots=True)
class Count(Measure):
    """How many units there are."""

    of: Cohort

    @property
    def numerator(self) -> Term:
        """The units."""
        return term_of(self.of)


@dataclass(frozen=True, slots=True)
class Total(Measure):
    """The sum of a whole-number column over units, divided by `per` (100 turns pence to pounds)."""

    of: Cohort
    weight: str
    per: int = 1

    @property
    def numerator(self) -> Term:
        """The sum."""
        return term_of(self.of, self.weight)

    @property
    def scale(self) -> Fraction:
        """One over `per`."""
        return Fraction(1, self.per)


@dataclass(frozen=True, slots=True)
class Percentage(Measure):
    """Of the units in a cohort, the share for which something holds: never over 100."""

    of: Cohort
    having: Predicate | While

    @property
    def numerator(self) -> Term:
        """Those for which it holds."""
        return term_of(self.of).having(self.having)

    @property
    def denominator(self) -> Term:
        """All of them."""
        return term_of(self.of)

    @property
    def scale(self) -> Fraction:
        """Per hundred."""
        return Fraction(100)


@dataclass(frozen=True, slots=True)
class MeanOfPercentages(Measure):
    """The mean of several percentages of one cohort."""

    of: Cohort
    having: tuple[Predicate, ...]

    @property
    def numerator(self) -> Term:
        """For each unit, how many of the conditions hold."""
        return term_of(self.of, self._conditions_met)

    def _conditions_met(self, units: Any) -> Any:
        met = [condition(units).fill_null(False).cast("int64") for condition in self.having]
        return sum(met[1:], start=met[0])

    @property
    def denominator(self) -> Term:
        """All units."""
        return term_of(self.of)

    @property
    def scale(self) -> Fraction:
        """Per hundred, shared among the conditions."""
        return Fraction(100, len(self.having))


@dataclass(frozen=True, slots=True)
class Rate(Measure):
    """Units per so many residents of an age band (`population`)."""

    of: Cohort
    population: str
    times: int = 10_000

    @property
    def numerator(self) -> Term:
        """The units."""
        return term_of(self.of)

    @property
    def scale(self) -> Fraction:
        """Per so many residents."""
        return Fraction(self.times)


@dataclass(frozen=True, slots=True)
class Mean(Measure):
    """The mean of a whole-number column over the units that have it; `per` as in `Total`."""

    of: Cohort
    weight: str
    per: int = 1

    @property
    def numerator(self) -> Term:
        """The sum."""
        return term_of(self.of, self.weight).having(self._known)

    @property
    def denominator(self) -> Term:
        """The units with a number."""
        return term_of(self.of).having(self._known)

    def _known(self, units: Any) -> Any:
        return units[self.weight].notnull()

    @property
    def scale(self) -> Fraction:
        """One over `per`."""
        return Fraction(1, self.per)


@dataclass(frozen=True, slots=True)
class Ratio(Measure):
    """One sum over another: unit costs, cases per worker, completions per arrival."""

    top: Cohort
    bottom: Cohort
    top_weight: str | None = None
    bottom_weight: str | None = None
    times: Fraction = Fraction(1)

    @property
    def numerator(self) -> Term:
        """The first sum."""
        return term_of(self.top, self.top_weight)

    @property
    def denominator(self) -> Term:
        """The second."""
        return term_of(self.bottom, self.bottom_weight)

    @property
    def scale(self) -> Fraction:
        """`times`."""
        return self.times


@dataclass(frozen=True, slots=True)
class Percentile(Measure):
    """The value below which a share of the events lies; the median is the mean of the middle two.

    Counted from a histogram of whole numbers, so that it is exact and adds up.
    """

    of: Events
    duration: str
    at: Fraction = Fraction(1, 2)

    @property
    def numerator(self) -> Term:
        """Events by duration; those without one are left out."""
        base = term_of(self.of)
        return Term(base.shape, base.rows, on=base.on, where=base.where, spread=self.duration)
