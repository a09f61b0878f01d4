"""The results of statements as numbers: what each row counts, and where it belongs.

A result is turned into arrays once, and cut into its groupings and days where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from almoner.engine.cube import ALL_GROUPINGS, Entries, Grouping, Sums
from almoner.engine.dimensions import DIMENSIONS
from almoner.engine.places import IntArray, Months

_APART = ALL_GROUPINGS[1:]


def is_sum(column: str) -> bool:
    """Whether a column of a result is something added up, not a key."""
    return column[0] == "n" and column[1:].isdigit()


def seen(results: Sequence[pa.Table], name: str) -> set[Any]:
    """The values that a key takes in any result."""
    columns = [rows[name] for rows in results if name in rows.column_names]
    return {value for each in columns for value in each.unique().to_pylist()} - {None}


def laid_out(
    results: Sequence[pa.Table], groupings: Sequence[Grouping], months: Months
) -> dict[Grouping, list[Sums | None]]:
    """For each grouping the sums of every batch; None where a batch has none."""
    found: dict[Grouping, list[Sums | None]] = {each: [None] * len(results) for each in groupings}
    for number, rows in enumerate(results):
        if rows.num_rows:
            for grouping, sums in _Result.of(rows, months).parts(groupings):
                found[grouping][number] = sums
    return found


@dataclass(frozen=True)
class _Coded:
    """A column as numbers of its different values in order; -1 where it has none."""

    numbers: IntArray
    known: list[Any]

    @classmethod
    def of(cls, values: pa.ChunkedArray) -> _Coded:
        coded = values.combine_chunks().dictionary_encode(null_encoding="encode")
        words = coded.dictionary.to_pylist()
        known = sorted(word for word in words if word is not None)
        order: dict[Any, int] = {word: number for number, word in enumerate(known)} | {None: -1}
        rank = np.array([order[word] for word in words], np.int64)
        return cls(rank[np.from_dlpack(coded.indices)], known)

    def among(self, at: IntArray) -> tuple[IntArray, tuple[Any, ...]]:
        """Of some rows: each one's number among the values that these have, and the values."""
        numbers = self.numbers[at]
        there = np.zeros(len(self.known), np.bool_)
        there[numbers] = True
        if there.all():
            return numbers, tuple(self.known)
        return (np.cumsum(there) - 1)[numbers], tuple(self.known[i] for i in np.flatnonzero(there))


@dataclass(frozen=True)
class _Result:
    """One batch's rows: `group` is the number of each one's grouping, `keys` its coded columns."""

    day: IntArray
    group: IntArray
    month: IntArray
    keys: Mapping[str, _Coded]
    numbers: IntArray

    @classmethod
    def of(cls, rows: pa.Table, months: Months) -> _Result:
        names = [n for n in ("team_id", "spread", *_APART) if n in rows.column_names]
        keys = {name: _Coded.of(rows[name]) for name in names}
        group = np.zeros(rows.num_rows, np.int64)
        for number, name in enumerate(_APART, start=1):
            if name in keys:
                group[keys[name].numbers >= 0] = number
        return cls(
            _array(rows["d"]),
            group,
            _array(rows["k"]) - (months.first - 1),
            keys,
            np.stack(
                [_array(rows[f"n{i}"]) for i in range(sum(map(is_sum, rows.column_names)))], 1
            ),
        )

    def parts(self, groupings: Sequence[Grouping]) -> Iterator[tuple[Grouping, Sums]]:
        """The sums of each grouping that any row belongs to."""
        order = np.lexsort((self.day, self.group))
        found, starts = np.unique(self.group[order], return_index=True)
        for number, first, after in zip(found, starts, [*starts[1:], len(order)], strict=True):
            if ALL_GROUPINGS[number] in groupings:
                yield ALL_GROUPINGS[number], self._sums(ALL_GROUPINGS[number], order[first:after])

    def _sums(self, grouping: Grouping, at: IntArray) -> Sums:
        place, places = self.keys["area" if grouping == "area" else "team_id"].among(at)
        spread = self.keys["spread"].among(at) if "spread" in self.keys else (_nought(at), ())
        member, members = _nought(at), ("",)
        if grouping in DIMENSIONS:
            member, members = self.keys[grouping].among(at)
        entries = Entries(self.month[at], place, member, spread[0], self.numbers[at])
        return Sums(places, members, spread[1], dict(entries.by_day(self.day[at])))


def _nought(at: IntArray) -> IntArray:
    return np.zeros(len(at), np.int64)


def _array(column: pa.ChunkedArray) -> IntArray:
    # Arrow's own `to_numpy` imports pandas: a fifth of a second for nothing.
    found: Any = np.from_dlpack(column.combine_chunks())
    return found
