"""To show again what need not have been withheld: rows are let back while every proof stands.

What is withheld besides is chosen step by step, and an early choice is often made needless by a
later one. Rows are tried in halves: all of them at once, and where that leaves a small count
without proof, one half and then the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from almoner.engine.disclosure_table import Levels, Table
from almoner.engine.places import IntArray

TRIES = 24
"""Proofs that are looked for in one year: more show a little more, and take longer."""

Row = tuple[int, tuple[int, ...]]
"""Which of the arrays of levels, and which row of it."""


def show_again(
    table: Table, levels: Levels, least: Levels, proven: Callable[[Levels], bool]
) -> None:
    """Lower rows of one year towards `least`, the levels that they would have by themselves."""
    left = TRIES

    def lowered(rows: list[Row]) -> None:
        nonlocal left
        if not rows or left <= 0:
            return
        left -= 1
        before = [levels.rows()[part][at].copy() for part, at in rows]
        for part, at in rows:
            levels.rows()[part][at] = least.rows()[part][at]
        if proven(levels):
            return
        for (part, at), held in zip(rows, before, strict=True):
            levels.rows()[part][at] = held
        if len(rows) > 1:
            half = len(rows) // 2
            lowered(rows[:half])
            lowered(rows[half:])

    for group in _groups(table, levels, least):
        lowered(group)


def _groups(table: Table, levels: Levels, least: Levels) -> Iterator[list[Row]]:
    """Rows that are withheld further than by themselves, those that say most first."""
    counts = table.teams, table.by_service, table.council, table.homes
    for part in (2, 1, 3, 0):
        raised = (levels.rows()[part] > least.rows()[part]).any(axis=-1)
        volume = counts[part].sum(axis=-1)
        rows: list[Row] = [(part, tuple(int(i) for i in at)) for at in np.argwhere(raised)]
        rows.sort(key=lambda row: -_of(volume, row[1]))
        yield rows


def _of(volume: IntArray, at: tuple[int, ...]) -> int:
    return int(volume[at])
