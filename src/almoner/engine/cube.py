"""From sums by team and month to whole numbers by place and period.

All of this is addition of whole numbers, so that the difference one person's record makes goes
through the same steps as the whole, and adds to it exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from almoner.catalogue.terms import Shape, Term
from almoner.engine.dimensions import DIMENSIONS
from almoner.engine.places import IntArray, Months, Places
from almoner.engine.plan import WINDOWS, Layout, TallyPair

Grouping = str
"""A set of cells: "" for teams and larger places, "area" for homes, or a breakdown's name."""

ALL_GROUPINGS: tuple[Grouping, ...] = ("", *DIMENSIONS, "area")


@dataclass(frozen=True)
class Cells:
    """The whole numbers of one indicator and grouping.

    `totals[window]` has the axes: numerator and denominator, month, place, member, and (for a
    percentile) the value counted; `spread` holds those values, and is empty for other measures.
    """

    places: tuple[str, ...]
    members: tuple[str, ...]
    spread: tuple[int, ...]
    totals: Mapping[int, IntArray]


@dataclass(frozen=True)
class Axes:
    """What the results of all batches speak of, so that their arrays line up."""

    months: Months
    places: Places
    areas: tuple[str, ...]
    members: Mapping[Grouping, tuple[str, ...]]

    def rows(self, grouping: Grouping) -> tuple[str, ...]:
        """Teams, or homes."""
        return self.areas if grouping == "area" else self.places.teams

    def columns(self, grouping: Grouping) -> tuple[str, ...]:
        """The members of a breakdown; one nameless member where there is none."""
        return self.members.get(grouping, ("",))


def seen(results: Sequence[pl.DataFrame], name: str) -> set[Any]:
    """The values that a key takes in any result."""
    found: set[Any] = set()
    for rows in results:
        if rows.height and name in rows.columns:
            found |= set(rows[name].drop_nulls().unique().to_list())
    return found


@dataclass(frozen=True)
class Sums:
    """The result of one batch for one grouping.

    `values[column, month, place, member, spread]`; month 0 is all that was before the first.
    """

    values: IntArray
    spread: tuple[int, ...]


def lay_out(rows: pl.DataFrame, grouping: Grouping, axes: Axes) -> Sums | None:
    """The rows of a batch's result that belong to a grouping, as an array; None when none do."""
    if rows.height:
        rows = _rows_of(rows, grouping)
    if not rows.height:
        return None
    place, member = axes.rows(grouping), axes.columns(grouping)
    spread = tuple(sorted(seen([rows], "spread"))) or (0,)
    columns = [name for name in rows.columns if name[0] == "n" and name[1:].isdigit()]
    shape = (len(columns), len(axes.months) + 1, len(place), len(member), len(spread))
    values = np.zeros(shape, np.int64)
    values[
        :,
        rows["k"].to_numpy() - (axes.months.first - 1),
        _numbers(rows["area" if grouping == "area" else "team_id"], place),
        _numbers(rows[grouping], member) if grouping in DIMENSIONS else 0,
        _numbers(rows["spread"], spread) if "spread" in rows.columns else 0,
    ] = rows.select(columns).to_numpy().T
    return Sums(values, spread if "spread" in rows.columns else ())


def _rows_of(rows: pl.DataFrame, grouping: Grouping) -> pl.DataFrame:
    if "area" not in rows.columns:
        return rows if grouping == "" else rows.clear()
    if grouping == "":
        empty = [pl.col(name).is_null() for name in DIMENSIONS]
        return rows.filter(pl.col("team_id").is_not_null(), *empty)
    return rows.filter(pl.col(grouping).is_not_null())


def _numbers(values: pl.Series, codes: Sequence[Any]) -> IntArray:
    order = {code: i for i, code in enumerate(codes)}
    return values.replace_strict(order, return_dtype=pl.Int64).to_numpy()


def cells(
    layout: Layout,
    term_number: int,
    code: str,
    term: Term,
    sums: Sequence[Sums | None],
    places: Places | None,
) -> tuple[dict[int, IntArray], tuple[int, ...]] | None:
    """One term of an indicator over the windows of 1, 3 and 12 months, by place or home.

    Teams are rolled up month by month before months are added up: what a team did counts for the
    service that it belonged to then.
    """
    found = {}
    spread: tuple[int, ...] = ()
    for window, pair in layout.terms[code][term_number].items():
        level = _levels(pair, sums)
        if level is None:
            return None
        first = sums[pair.starts.batch]
        spread = first.spread if first is not None else ()
        found[window] = level if places is None else rolled_up(level, places)
    return _windows(term, found), spread


def _levels(pair: TallyPair, sums: Sequence[Sums | None]) -> IntArray | None:
    """What a term amounts to in each month: events that fell in it, or units open at its end."""
    starts = sums[pair.starts.batch]
    if starts is None:
        return None
    begun = starts.values[pair.starts.column]
    if pair.ends is None:
        return begun[1:]
    ends = sums[pair.ends.batch]
    balance = begun if ends is None else begun - ends.values[pair.ends.column]
    return np.cumsum(balance, axis=0)[1:]


def _windows(term: Term, by_window: dict[int, IntArray]) -> dict[int, IntArray]:
    if term.shape is Shape.WITHIN:
        return by_window
    monthly = by_window[0]
    if term.shape is Shape.OPEN:
        return dict.fromkeys(WINDOWS, monthly)
    return over_windows(monthly)  # events, and stocks added up month by month


def over_windows(monthly: IntArray, axis: int = 0) -> dict[int, IntArray]:
    """The sums over 1, 3 and 12 months that end with each month."""
    running = np.cumsum(monthly, axis=axis)
    return {1: monthly} | {window: _last(running, window, axis) for window in WINDOWS[1:]}


def _last(running: IntArray, window: int, axis: int) -> IntArray:
    moved = running.copy()
    ahead, behind = (slice(None),) * axis, running.shape[axis] - window
    moved[(*ahead, slice(window, None))] -= running[(*ahead, slice(max(behind, 0)))]
    return moved


def rolled_up(by_team: IntArray, places: Places) -> IntArray:
    """Months x teams x members x spread to the same with services and councils after the teams."""
    wholes = np.einsum("ktms,ktp->kpms", by_team, places.weights)
    return np.concatenate([by_team, wholes], axis=1)
