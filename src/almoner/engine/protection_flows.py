"""A stock with what comes in and what goes out: one could be had from the other two.

At every place and in every group the stock at the end of a month is that of the month before, and
those who came, less those who went. So the three are decided together, row by row:

- both flows are shown equally finely;
- the stock is shown only at the ends of periods for which the flows are shown: between them
  somebody may have come or gone in another month, and nobody could tell;
- where a stock is withheld, the flows are coarse enough that one who went in the month after
  could have gone in that month (or come, the other way about).

A move in one of the three then has room in the others, whose rows are withheld where it needs them.
That those have somebody to move there as well is not proved, only attacked (see the generative
test): a proof that asked for it would withhold nearly everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from almoner.engine.disclosure_levels import found_levels
from almoner.engine.disclosure_table import BoolArray, Levels, Table
from almoner.engine.places import IntArray

Small = Callable[[IntArray], BoolArray]
_ROUNDS = 4


@dataclass(frozen=True)
class Laid:
    """The tables of one term in one council, and the levels under which it never goes."""

    tables: Sequence[Table]
    floors: Sequence[Levels]


def levels_together(
    stock: Laid, begun: Laid, ended: Laid, small: Small
) -> tuple[Levels, Levels, Levels]:
    """What may be shown of a stock, of those who came into it and of those who left it."""
    ends = _Ends.of(begun.tables[0])
    flows = begun, ended
    own = found_levels(stock.tables, small, stock.floors)
    flow = _nothing(own)
    for _round in range(_ROUNDS):
        flow = _flow_levels(flows, small, [flow, ends.needed(own)])
        tables = [ends.beside(table, flow) for table in stock.tables]
        again = found_levels(tables, small, [*stock.floors, own, ends.least(flow)])
        settled = _same(again, own)
        own = again
        if settled:
            return own, flow, _copy(flow)
    for levels in (own, flow):
        for rows in levels.rows():
            rows[...] = 3
    return own, flow, _copy(flow)


def _flow_levels(flows: tuple[Laid, Laid], small: Small, floors: list[Levels]) -> Levels:
    """Levels at which both flows are safe: raised in turn until neither asks for more."""
    every = [*floors, *flows[0].floors, *flows[1].floors]
    found = _nothing(floors[0])
    for _round in range(_ROUNDS):
        before = found
        for flow in flows:
            found = found_levels(flow.tables, small, [*every, found])
        if _same(found, before):
            return found
    for rows in found.rows():
        rows[...] = 3
    return found


@dataclass(frozen=True)
class _Ends:
    """Per moment, how coarse flows must be for one to have gone in the next month instead: 1 within
    a quarter, 2 within a year, 3 from year to year and at the end."""

    coarse: IntArray

    @classmethod
    def of(cls, table: Table) -> _Ends:
        """Of the moments of a flow's table."""
        quarter, year = table.calendar.quarter, table.calendar.year
        coarse = np.full(len(quarter), 3)
        coarse[:-1] = np.where(
            quarter[1:] == quarter[:-1], 1, np.where(year[1:] == year[:-1], 2, 3)
        )
        return cls(coarse)

    def needed(self, stock: Levels) -> Levels:
        """The levels of flows that a withheld stock asks for, in its month and the next."""
        found = []
        for rows in stock.rows():
            level = np.where(rows >= 3, self.coarse, 0)
            level[..., 1:] = np.maximum(level[..., 1:], level[..., :-1])
            found.append(level)
        return Levels(*found)

    def least(self, flow: Levels) -> Levels:
        """The levels of a stock beside such flows: withheld within what they do not tell apart."""
        found = []
        for rows in flow.rows():
            after = np.concatenate([rows[..., 1:], rows[..., -1:]], axis=-1)
            between = (self.coarse < 3) & (np.minimum(rows, after) >= self.coarse)
            found.append(np.where(between, 3, 0))
        return Levels(*found)

    def beside(self, table: Table, flow: Levels) -> Table:
        """The stock's moves that go with somebody's having gone, or come, a month later."""
        levels = []
        for rows in flow.rows():
            after = np.concatenate([rows[..., 1:], rows[..., -1:]], axis=-1)
            levels.append(np.where(np.minimum(rows, after) >= self.coarse, 3, 0))
        return replace(table, also=(*table.also, Levels(*levels)))


def _nothing(like: Levels) -> Levels:
    return Levels(*(np.zeros_like(rows) for rows in like.rows()))


def _copy(levels: Levels) -> Levels:
    return Levels(*(rows.copy() for rows in levels.rows()))


def _same(one: Levels, other: Levels) -> bool:
    return all(bool((a == b).all()) for a, b in zip(one.rows(), other.rows(), strict=True))
