"""Measurements made fit for a named audience.

All that is shown of an indicator is taken together: every place, breakdown and period, and other
indicators that count the same units. How it is done: docs/decisions/0025-disclosure-control.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.measures import Count, Mean, Percentile, Rate, Total
from almoner.catalogue.terms import Shape, Term
from almoner.engine.disclosure import RuleSet, rounded, rule_set
from almoner.engine.disclosure_table import BoolArray
from almoner.engine.places import IntArray, Places
from almoner.engine.protection_block import (
    Block,
    Kindred,
    Shown,
    Told,
    same_shape,
    shown_of,
    shown_together,
)
from almoner.engine.values import quotient
from almoner.reference.marker import Marker

_COUNTS = ("numerator", "denominator")


def protected(
    frame: pl.DataFrame, indicators: Sequence[Indicator], places: Places, code: str
) -> pl.DataFrame:
    """Measurements with what a rule set withholds taken out and marked, and the rest rounded.

    A measurement whose numerator or denominator is withheld shows neither, nor its value. Refuses
    a rule set that is not packaged.
    """
    rules = rule_set(code)
    by_code = {indicator.code: indicator for indicator in indicators}
    numbered = frame.with_row_index("row")
    parts = {str(key[0]): rows for key, rows in numbered.group_by("indicator")}
    hidden = np.zeros(frame.height, bool)
    if rules.secondary:
        terms = _Terms({one: by_code[one] for one in parts}, parts, places, rules)
        for one, rows in parts.items():
            hidden[rows["row"].to_numpy()] = terms.hidden(one)
    else:
        for rows in parts.values():
            hidden[rows["row"].to_numpy()] = _small(rows, rules)
    return _masked(frame, by_code, hidden, rules)


def _small(rows: pl.DataFrame, rules: RuleSet) -> BoolArray:
    found = np.zeros(rows.height, bool)
    for column in _COUNTS:
        found |= rules.small(rows[column].fill_null(0).cast(pl.Int64).to_numpy())
    return found


class _Terms:
    """The terms of some indicators, and what may be shown of each: decided once for all of them."""

    def __init__(
        self,
        indicators: dict[str, Indicator],
        parts: dict[str, pl.DataFrame],
        places: Places,
        rules: RuleSet,
    ) -> None:
        self._indicators, self._rules = indicators, rules
        self._blocks = {code: Block.of(parts[code], places) for code in indicators}
        self._largest: dict[Term, tuple[str, str]] = {}
        self._under: dict[Term, list[Term]] = {}
        self._over: dict[Term, list[Term]] = {}
        self._shown: dict[Term, Shown] = {}
        self._same: dict[Term, Term] = {}
        self._known: dict[tuple[object, ...], Term] = {}
        for code in sorted(indicators, key=lambda one: -self._blocks[one].size):
            self._note(code)
        self._flows = self._linked()

    def _roles(self, code: str) -> dict[str, Term]:
        """Which column of an indicator holds which term; terms of equal counts are one."""
        roles = _roles(self._indicators[code])
        block = self._blocks[code]
        for column, term in roles.items():
            if term not in self._same:
                cells = block.areas, block.members, block.periods, block.counts[column].tobytes()
                self._same[term] = self._known.setdefault((term.shape, *cells), term)
        return {column: self._same[term] for column, term in roles.items()}

    def _note(self, code: str) -> None:
        roles = self._roles(code)
        for column, term in roles.items():
            self._largest.setdefault(term, (code, column))
        if len(roles) == 2 and _is_share(self._indicators[code]):
            above, below = roles["numerator"], roles["denominator"]
            if above == below or above in self._ancestors(below):
                return  # all of the units, or a chain that would close
            self._under.setdefault(above, []).append(below)
            self._over.setdefault(below, []).append(above)

    def _ancestors(self, term: Term) -> set[Term]:
        found: set[Term] = set()
        queue = [term]
        while queue:
            more = [one for one in self._under.get(queue.pop(), ()) if one not in found]
            found.update(more)
            queue += more
        return found

    def hidden(self, code: str) -> BoolArray:
        """Which rows of an indicator are not shown."""
        block = self._blocks[code]
        measure = self._indicators[code].measure
        found = np.zeros(block.rows, bool)
        for column, term in self._roles(code).items():
            if column == "numerator" and isinstance(measure, Mean):
                continue  # a sum of something over units: shown where the units are
            found |= self._of(term).hidden(block)
        return found

    def _of(self, term: Term) -> Shown:
        if term not in self._shown:
            three = self._flows.get(term)
            if three is None:
                self._shown[term] = shown_of(self._told(term), self._rules.small)
            else:
                stock, begun, ended = (self._told(one) for one in three)
                found = shown_together(stock, begun, ended, self._rules.small)
                self._shown.update(zip(three, found, strict=True))
        return self._shown[term]

    def _told(self, term: Term) -> Told:
        code, column = self._largest[term]
        block = self._blocks[code]
        return Told(block, block.counts[column], term.shape, self._kin(term, code))

    def _linked(self) -> dict[Term, tuple[Term, Term, Term]]:
        """The stocks whose comings and goings are here too, each of the three to all of them."""
        found: dict[Term, tuple[Term, Term, Term]] = {}
        for stock in self._largest:
            if stock.shape is not Shape.OPEN or len(stock.spans) != 1:
                continue
            begun, ended = (
                self._same.get(replace(stock, shape=Shape.EVENTS, on=day, spans=()))
                for day in stock.spans[0]
            )
            if begun is None or ended is None or len({stock, begun, ended} - set(found)) < 3:
                continue
            if begun != ended:
                found |= dict.fromkeys((stock, begun, ended), (stock, begun, ended))
        return found

    def _kin(self, term: Term, code: str) -> Kindred:
        parts = tuple(self._beside(self._over.get(term, ()), code))
        wholes = [one for one in self._under.get(term, ()) if self._near(one, code)]
        if not wholes:
            return Kindred(parts=parts)
        whole = wholes[0]
        beside = tuple(self._beside(self._over[whole], code))
        return Kindred(next(iter(self._beside([whole], code))), self._of(whole), beside, parts)

    def _near(self, term: Term, code: str) -> bool:
        """Whether another term is counted over the same places, members and periods."""
        return same_shape(self._blocks[self._largest[term][0]], self._blocks[code])

    def _beside(self, terms: Iterable[Term], code: str) -> Iterator[IntArray]:
        """The counts of other terms in the same cells."""
        for one in dict.fromkeys(terms):
            other, column = self._largest[one]
            if self._near(one, code):
                yield self._blocks[other].counts[column]


def _roles(indicator: Indicator) -> dict[str, Term]:
    """Which column of a measurement holds which term, residents left out."""
    measure = indicator.measure
    if isinstance(measure, Percentile):
        return {"denominator": measure.numerator}
    found = {"numerator": measure.numerator}
    if measure.denominator is not None and not isinstance(measure, Rate):
        found["denominator"] = measure.denominator
    return found


def _is_share(indicator: Indicator) -> bool:
    """Whether the numerator counts some of the units of the denominator."""
    measure = indicator.measure
    below = measure.denominator
    return (
        below is not None
        and measure.numerator.weight is None
        and measure.numerator.rows == below.rows
        and measure.numerator.shape == below.shape
        and set(below.where) <= set(measure.numerator.where)
    )


def _masked(
    frame: pl.DataFrame, by_code: dict[str, Indicator], hidden: BoolArray, rules: RuleSet
) -> pl.DataFrame:
    shown = _rounded(frame, by_code, rules) if rules.base > 1 else frame
    out = pl.Series(hidden)
    return shown.with_columns(
        *(pl.when(~out).then(pl.col(name)).alias(name) for name in (*_COUNTS, "value")),
        marker=pl.when(out).then(pl.lit(Marker.SUPPRESSED.value)).otherwise(pl.col("marker")),
    )


def _rounded(frame: pl.DataFrame, by_code: dict[str, Indicator], rules: RuleSet) -> pl.DataFrame:
    parts = [
        _rounded_one(rows, by_code[str(key[0])], rules)
        for key, rows in frame.with_row_index("row").group_by("indicator")
    ]
    return pl.concat(parts or [frame.with_row_index("row")]).sort("row").drop("row")


def _rounded_one(rows: pl.DataFrame, indicator: Indicator, rules: RuleSet) -> pl.DataFrame:
    counts = {
        name: rounded(rows[name].fill_null(0).cast(pl.Int64).to_numpy(), rules.base)
        for name in _COUNTS
    }
    below = counts["denominator"]
    if isinstance(indicator.measure, Rate):  # residents are no secret, and are not rounded
        below = counts["denominator"] = rows["denominator"].fill_null(0).cast(pl.Int64).to_numpy()
    if isinstance(indicator.measure, Count | Total):
        below = np.ones_like(below)
    value = quotient(counts["numerator"], below, indicator.measure.scale, indicator.decimals_shown)
    kept = rows["numerator"].is_not_null()
    return rows.with_columns(
        *(
            pl.when(pl.col(name).is_not_null())
            .then(pl.Series(counts[name]).cast(pl.Float64))
            .alias(name)
            for name in _COUNTS
        ),
        value=pl.when(kept).then(pl.Series(value).fill_nan(None)).otherwise(pl.col("value")),
    )
