"""Counts: statements run, results laid out, cells of whole numbers for every indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.terms import Shape, Term
from almoner.engine.cube import (
    ALL_GROUPINGS,
    Axes,
    Cells,
    Grouping,
    Sums,
    cells,
    lay_out,
    seen,
)
from almoner.engine.dimensions import DIMENSIONS
from almoner.engine.places import IntArray, Months, make_places
from almoner.engine.plan import WINDOWS, Layout

CellsByKey = dict[tuple[str, Grouping], Cells]
"""Indicator code and grouping to its cells."""

_Known = dict[Any, tuple[dict[int, IntArray], tuple[int, ...]] | None]
"""Terms that several indicators share, counted once for a grouping."""


def make_axes(
    results: Sequence[pl.DataFrame], team: pl.DataFrame, membership: pl.DataFrame, months: Months
) -> Axes:
    """The places and members that these results, and the declared teams, speak of."""
    return Axes(
        months,
        make_places(team, membership, seen(results, "team_id"), months),
        tuple(sorted(seen(results, "area"))),
        {name: tuple(sorted(seen(results, name))) for name in DIMENSIONS},
    )


def count(
    layout: Layout,
    results: Sequence[pl.DataFrame],
    axes: Axes,
    groupings: Sequence[Grouping] = ALL_GROUPINGS,
) -> CellsByKey:
    """The cells of every indicator, for every grouping that it is broken down by."""
    found: CellsByKey = {}
    for grouping in groupings if layout.broken_down else ("",):
        sums = [lay_out(rows, grouping, axes) for rows in results]
        found |= count_sums(layout, layout.indicators, grouping, sums, axes)
    return found


def count_sums(
    layout: Layout,
    indicators: Sequence[Indicator],
    grouping: Grouping,
    sums: Sequence[Sums | None],
    axes: Axes,
) -> CellsByKey:
    """The cells of these indicators for one grouping, from the sums of every batch."""
    found: CellsByKey = {}
    known: _Known = {}
    for indicator in _broken_down_by(indicators, grouping):
        made = _cells(layout, indicator, grouping, sums, axes, known)
        if made is not None:
            found[indicator.code, grouping] = made
    return found


def _broken_down_by(indicators: Sequence[Indicator], grouping: Grouping) -> Iterator[Indicator]:
    return (one for one in indicators if not grouping or grouping in one.breakdowns)


def _cells(
    layout: Layout,
    indicator: Indicator,
    grouping: Grouping,
    sums: Sequence[Sums | None],
    axes: Axes,
    known: _Known,
) -> Cells | None:
    place = axes.places if grouping != "area" else None
    made = []
    for number, term in enumerate(terms_of(indicator)):
        key = (term.shape, *layout.terms[indicator.code][number].items())
        if key not in known:
            known[key] = cells(layout, number, indicator.code, term, sums, place)
        made.append(known[key])
    present = [one for one in made if one is not None]
    if not present:
        return None
    empty = np.zeros_like(present[0][0][WINDOWS[0]])
    totals = {
        window: np.stack([one[0][window] if one is not None else empty for one in made])
        for window in WINDOWS
    }
    codes = place.codes if place else axes.areas
    return Cells(codes, axes.columns(grouping), present[0][1], totals)


def shapes_of(indicator: Indicator) -> set[Shape]:
    """The shapes of an indicator's terms."""
    return {term.shape for term in terms_of(indicator)}


def terms_of(indicator: Indicator) -> list[Term]:
    """The numerator, and the denominator where there is one."""
    terms: list[Term | None] = [indicator.measure.numerator, indicator.measure.denominator]
    return [term for term in terms if term is not None]
