"""Counts: statements run, results laid out, cells of whole numbers for every indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.terms import Shape, Term
from almoner.engine.cube import (
    ALL_GROUPINGS,
    Axes,
    Cells,
    Frame,
    Grouping,
    Sums,
    cells,
)
from almoner.engine.places import IntArray, Months, make_places
from almoner.engine.plan import WINDOWS, Layout, TallyPair
from almoner.engine.results import laid_out, seen

CellsByKey = dict[tuple[str, Grouping], Cells]
"""Indicator code and grouping to its cells."""


def make_axes(
    results: Sequence[pa.Table], team: pl.DataFrame, membership: pl.DataFrame, months: Months
) -> Axes:
    """The places that these results, and the declared teams, speak of."""
    return Axes(months, make_places(team, membership, seen(results, "team_id"), months))


def count(
    layout: Layout,
    results: Sequence[pa.Table],
    axes: Axes,
    groupings: Sequence[Grouping] = ALL_GROUPINGS,
) -> CellsByKey:
    """The cells of every indicator, for every grouping that it is broken down by."""
    found: CellsByKey = {}
    for cells_of_one in count_apart(layout, results, axes, groupings):
        found |= cells_of_one
    return found


def count_apart(
    layout: Layout, results: Sequence[pa.Table], axes: Axes, groupings: Sequence[Grouping]
) -> Iterator[CellsByKey]:
    """As `count`, one grouping after another, so that no two need be held together."""
    wanted = groupings if layout.broken_down else ALL_GROUPINGS[:1]
    for grouping, sums in laid_out(results, wanted, axes.months).items():
        yield count_sums(layout, layout.indicators, grouping, sums, axes)


def count_sums(
    layout: Layout,
    indicators: Sequence[Indicator],
    grouping: Grouping,
    sums: Sequence[Sums | None],
    axes: Axes,
) -> CellsByKey:
    """The cells of these indicators for one grouping, from the sums of every batch."""
    found: CellsByKey = {}
    counter = _Counter(layout, sums, axes)
    for indicator in _broken_down_by(indicators, grouping):
        made = counter.cells(indicator, by_team=grouping != "area")
        if made is not None:
            found[indicator.code, grouping] = made
    return found


def _broken_down_by(indicators: Sequence[Indicator], grouping: Grouping) -> Iterator[Indicator]:
    return (one for one in indicators if not grouping or grouping in one.breakdowns)


@dataclass
class _Counter:
    """One grouping. Terms that several indicators share are counted once."""

    layout: Layout
    sums: Sequence[Sums | None]
    axes: Axes
    _frames: dict[frozenset[int], Frame] = field(default_factory=dict)
    _terms: dict[Any, dict[int, IntArray]] = field(default_factory=dict)

    def cells(self, indicator: Indicator, *, by_team: bool) -> Cells | None:
        """The cells of an indicator; None where it met nothing."""
        wanted = self.layout.terms[indicator.code]
        batches = batches_of(wanted)
        present = [sums for batch in batches if (sums := self.sums[batch]) is not None]
        if not present:
            return None
        if batches not in self._frames:
            self._frames[batches] = Frame.of(present, self.axes, by_team=by_team)
        frame = self._frames[batches]
        made = [
            self._term(pairs, term, batches)
            for pairs, term in zip(wanted, terms_of(indicator), strict=True)
        ]
        totals = _stacked(made)
        places = frame.places if frame.wholes is None else frame.wholes.codes
        return Cells(places, frame.members, frame.spread, totals)

    def _term(
        self, pairs: dict[int, TallyPair], term: Term, batches: frozenset[int]
    ) -> dict[int, IntArray]:
        key = (term.shape, batches, *pairs.items())
        if key not in self._terms:
            self._terms[key] = cells(pairs, term, self.sums, self._frames[batches])
        return self._terms[key]


def _stacked(terms: Sequence[Mapping[int, IntArray]]) -> dict[int, IntArray]:
    """Terms one above the other, by window; windows that are the same array stay one."""
    found: dict[int, IntArray] = {}
    made: dict[tuple[int, ...], IntArray] = {}
    for window in WINDOWS:
        parts = [term[window] for term in terms]
        key = tuple(map(id, parts))
        if key not in made:
            made[key] = np.stack(parts) if len(parts) > 1 else parts[0][None]
        found[window] = made[key]
    return found


def batches_of(terms: Sequence[Mapping[int, TallyPair]]) -> frozenset[int]:
    """The batches that hold the tallies of an indicator's terms."""
    tallies = (t for pairs in terms for pair in pairs.values() for t in (pair.starts, pair.ends))
    return frozenset(tally.batch for tally in tallies if tally is not None)


def shapes_of(indicator: Indicator) -> set[Shape]:
    """The shapes of an indicator's terms."""
    return {term.shape for term in terms_of(indicator)}


def terms_of(indicator: Indicator) -> list[Term]:
    """The numerator, and the denominator where there is one."""
    terms: list[Term | None] = [indicator.measure.numerator, indicator.measure.denominator]
    return [term for term in terms if term is not None]
