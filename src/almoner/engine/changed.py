"""What a difference does to measurements: those that are otherwise now, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.measures import Rate
from almoner.catalogue.terms import Shape
from almoner.engine.counting import CellsByKey, shapes_of
from almoner.engine.cube import Cells
from almoner.engine.kept import Kept, KeptByKey
from almoner.engine.measure import LENGTH, BoolArray, met, numbers_of, with_residents
from almoner.engine.places import IntArray, Months
from almoner.engine.population import residents
from almoner.engine.rows import completed
from almoner.engine.values import FloatArray
from almoner.reference.breakdown import breakdown_code
from almoner.reference.measurement import MEASUREMENT_SCHEMA
from almoner.reference.period import PeriodKind

KEY = ("indicator", "period", "area", "breakdown")
_Cell = tuple[str, str]
"""A place and a member of a breakdown."""


@dataclass(frozen=True)
class Changed:
    """Measurements in the columns of MEASUREMENT_SCHEMA, and the keys (KEY) of those gone.

    A measurement goes when its place no longer has anything that the indicator counts.
    """

    now: pl.DataFrame
    gone: pl.DataFrame


@dataclass
class _Found:
    """The words of rows under way."""

    words: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in KEY})

    def add(self, code: str, periods: Sequence[str], area: str, breakdown: str) -> None:
        """The words of one place's periods."""
        each = (("indicator", code), ("area", area), ("breakdown", breakdown))
        for name, word in each:
            self.words[name] += [word] * len(periods)
        self.words["period"] += periods


@dataclass
class Telling:
    """Tells changed measurements of these indicators. `population` gives the residents of rates."""

    indicators: Sequence[Indicator]
    months: Months
    population: pl.DataFrame
    _people: dict[tuple[str, str], IntArray] = field(default_factory=dict)

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {one.code: one for one in self.indicators}

    @cached_property
    def _periods(self) -> dict[PeriodKind, tuple[IntArray, list[str]]]:
        """For each kind: the months (from nought) that end a period, and the periods' codes."""
        months = self.months
        return {
            kind: (
                np.array(months.ends(kind), np.int64) - months.first,
                [months.code(k, kind) for k in months.ends(kind)],
            )
            for kind in LENGTH
        }

    def present(self, kept: KeptByKey, difference: CellsByKey) -> set[tuple[str, str, _Cell, int]]:
        """Of the cells that a difference meets, those that have anything to show."""
        return {
            (*key, cell, window)
            for key, cells in difference.items()
            if key in kept
            for cell in _met_by(cells)
            if _held(kept[key], cell)
            for window in self._shown(key, kept[key], cell)[1]
        }

    def told(
        self,
        kept: KeptByKey,
        difference: CellsByKey,
        before: set[tuple[str, str, _Cell, int]],
    ) -> Changed:
        """What a difference that has been added to the kept cells changed.

        `before` is what was `present` before it was.
        """
        now, gone = _Found(), _Found()
        blocks = []
        for key, cells in difference.items():
            shown: list[IntArray] = []
            spread: tuple[int, ...] = ()
            for cell in _met_by(cells):
                part, windows = self._shown(key, kept[key], cell)
                spread = part.spread
                moves = _months_moved(cells, cell)
                for kind, (ends, codes) in self._kinds(key):
                    window = LENGTH[kind]
                    was = (*key, cell, window) in before
                    if window in windows:
                        at = ends[moves[window][ends]] if was else ends
                        chosen = codes if len(at) == len(ends) else _chosen(codes, ends, at)
                        now.add(key[0], chosen, cell[0], _breakdown(key[1], cell[1]))
                        shown.append(part.totals[window][:, :, :, 0][:, at])
                    elif was:
                        gone.add(key[0], codes, cell[0], _breakdown(key[1], cell[1]))
            if shown:
                together = np.concatenate(shown, axis=1)
                blocks.append(numbers_of(self._by_code[key[0]], together, spread))
        return Changed(
            _measurements(now, blocks), pl.DataFrame(gone.words, dict.fromkeys(KEY, pl.String))
        )

    def _kinds(
        self, key: tuple[str, str]
    ) -> Iterator[tuple[PeriodKind, tuple[IntArray, list[str]]]]:
        indicator = self._by_code[key[0]]
        if isinstance(indicator.measure, Rate) and key[1] not in ("", "area"):
            return
        for kind, periods in self._periods.items():
            if kind is PeriodKind.ROLLING_YEAR and shapes_of(indicator) == {Shape.OPEN}:
                continue
            yield kind, periods

    def _shown(self, key: tuple[str, str], kept: Kept, cell: _Cell) -> tuple[Cells, list[int]]:
        """The cells of a place and member, and the windows in which there is anything to show."""
        indicator = self._by_code[key[0]]
        part = kept.part(*cell)
        if isinstance(indicator.measure, Rate):
            part = with_residents(part, self._residents(indicator.measure.population, cell[0]))
        return part, [w for w, total in part.totals.items() if met(indicator, total).any()]

    def _residents(self, band: str, place: str) -> IntArray:
        if (band, place) not in self._people:
            found = residents(self.population, band, [place], self.months)
            self._people[band, place] = found
        return self._people[band, place]


def _measurements(now: _Found, blocks: Sequence[tuple[FloatArray, ...]]) -> pl.DataFrame:
    if not blocks:
        return pl.DataFrame(schema=MEASUREMENT_SCHEMA)
    names = ("numerator", "denominator", "value")
    numbers = {
        name: np.concatenate([block[i][:, 0] for block in blocks]) for i, name in enumerate(names)
    }
    return completed(pl.DataFrame(now.words | numbers))


def _met_by(cells: Cells) -> list[_Cell]:
    """The places and members in which a difference is not nought."""
    touched = np.any([total.any(axis=(0, 1, 4)) for total in cells.totals.values()], axis=0)
    return [(cells.places[i], cells.members[j]) for i, j in np.argwhere(touched)]


def _held(kept: Kept, cell: _Cell) -> bool:
    return cell[0] in kept.places and cell[1] in kept.members


def _months_moved(cells: Cells, cell: _Cell) -> dict[int, BoolArray]:
    place, member = cells.places.index(cell[0]), cells.members.index(cell[1])
    return {
        window: np.any(total[:, :, place, member], axis=(0, 2))
        for window, total in cells.totals.items()
    }


def _chosen(codes: Sequence[str], ends: IntArray, at: IntArray) -> list[str]:
    return [codes[i] for i in np.searchsorted(ends, at)]


def _breakdown(grouping: str, member: str) -> str:
    return breakdown_code({grouping: member}) if member else ""
