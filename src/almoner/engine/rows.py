"""Measurements gathered block by block, and made into one frame at the end.

A frame of its own for every indicator and kind of period costs more than counting them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from almoner.engine.values import FloatArray
from almoner.reference.marker import Marker
from almoner.reference.measurement import MEASUREMENT_SCHEMA
from almoner.reference.status import Status

WordArray = np.ndarray[tuple[int, ...], np.dtype[np.uint32]]
"""Places in the list of words: half the memory of what NumPy would take."""

_WORDS = ("indicator", "period", "area", "breakdown")
_NUMBERS = ("numerator", "denominator", "value")
WRITTEN = pa.schema(
    [
        (name, pa.float64() if name in _NUMBERS else pa.dictionary(pa.uint32(), pa.large_string()))
        for name in MEASUREMENT_SCHEMA
    ]
)
"""The columns of MEASUREMENT_SCHEMA as they are written to a file, where they are text again."""


@dataclass
class Rows:
    """Blocks of measurements: words as numbers of a list, so that each is spelt once."""

    _known: dict[str, int] = field(default_factory=dict)
    _lists: dict[tuple[str, ...], WordArray] = field(default_factory=dict)
    _words: dict[str, list[WordArray]] = field(default_factory=lambda: {n: [] for n in _WORDS})
    _numbers: dict[str, list[FloatArray]] = field(
        default_factory=lambda: {name: [] for name in _NUMBERS}
    )

    def words(self, words: Sequence[str]) -> WordArray:
        """These words as numbers of the list."""
        key = tuple(words)
        if key not in self._lists:
            self._lists[key] = np.array([self._number(word) for word in key], np.uint32)
        return self._lists[key]

    def add(
        self,
        code: str,
        *,
        periods: WordArray,
        areas: WordArray,
        breakdowns: WordArray,
    ) -> None:
        """The words of a block of one indicator: periods down, areas with their breakdown across.

        Their numbers follow with `add_numbers`, which may be for several blocks at once.
        """
        deep, wide = len(periods), len(areas)
        self._words["indicator"].append(np.full(deep * wide, self._number(code), np.uint32))
        self._words["period"].append(np.repeat(periods, wide))
        self._words["area"].append(np.tile(areas, deep))
        self._words["breakdown"].append(np.tile(breakdowns, deep))

    def add_numbers(self, numbers: tuple[FloatArray, FloatArray, FloatArray]) -> None:
        """Numerators, denominators and values of the rows added; NaN where there is none."""
        for name, block in zip(_NUMBERS, numbers, strict=True):
            self._numbers[name].append(block.reshape(-1))

    def _number(self, word: str) -> int:
        return self._known.setdefault(word, len(self._known))

    def table(self) -> pa.Table:
        """All of them in WRITTEN; asked for once, for it takes them.

        Words stay numbers of a list, as a Parquet file holds them: a tenth of the memory.
        """
        final, none = self._number(Status.FINAL.value), self._number(Marker.NOT_APPLICABLE.value)
        spelt = pl.Series(list(self._known), dtype=pl.String)
        words = spelt.to_arrow(compat_level=pl.CompatLevel.oldest())
        codes = {name: _joined(self._words.pop(name), np.uint32) for name in _WORDS}
        numbers = {name: _joined(self._numbers.pop(name), np.float64) for name in _NUMBERS}
        rows = pl.DataFrame(codes | numbers).with_columns(
            status=pl.lit(final, pl.UInt32),
            marker=pl.when(pl.col("value").is_nan()).then(pl.lit(none, pl.UInt32)),
            label=pl.lit(None, pl.UInt32),
        )
        rows = rows.with_columns(pl.col(*_NUMBERS).fill_nan(None))
        columns = {name: rows[name].to_arrow() for name in WRITTEN.names}
        return pa.table(
            [
                columns[one.name]
                if one.name in _NUMBERS
                else pa.DictionaryArray.from_arrays(columns[one.name], words)
                for one in WRITTEN
            ],
            schema=WRITTEN,
        )

    def frame(self) -> pl.DataFrame:
        """All of them, in the columns of MEASUREMENT_SCHEMA; asked for once, for it takes them."""
        if not self._words["indicator"]:
            return pl.DataFrame(schema=MEASUREMENT_SCHEMA)
        words = pl.Series(list(self._known), dtype=pl.String)
        columns = {name: words.gather(np.concatenate(self._words.pop(name))) for name in _WORDS}
        numbers = {name: np.concatenate(self._numbers.pop(name)) for name in _NUMBERS}
        return completed(pl.DataFrame(columns | numbers))


def _joined(blocks: list[Any], kind: Any) -> Any:
    return np.concatenate(blocks) if blocks else np.empty(0, kind)


def completed(rows: pl.DataFrame) -> pl.DataFrame:
    """Words and numbers (NaN where there is none) in the columns of MEASUREMENT_SCHEMA."""
    return rows.select(
        *_WORDS,
        pl.col(*_NUMBERS).fill_nan(None),
        status=pl.lit(Status.FINAL.value),
        marker=pl.when(pl.col("value").is_nan()).then(pl.lit(Marker.NOT_APPLICABLE.value)),
        label=pl.lit(None, pl.String),
    )
