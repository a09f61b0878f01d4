"""Measurements of indicators: every period, place and breakdown of each, in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import polars as pl
import pyarrow as pa

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.measures import Count, Percentile, Rate, Total
from almoner.catalogue.terms import Shape
from almoner.engine.compiler import Dialect, Program
from almoner.engine.counting import CellsByKey, count, make_axes, shapes_of
from almoner.engine.cube import Cells, Grouping
from almoner.engine.places import IntArray, Months, Places
from almoner.engine.population import residents
from almoner.engine.prepared import prepared
from almoner.engine.rows import Rows
from almoner.engine.values import FloatArray, percentile, quotient
from almoner.reference.breakdown import breakdown_code
from almoner.reference.period import PeriodKind

LENGTH = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.ROLLING_YEAR: 12,
}
"""The months in a period of each kind."""

BoolArray = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


class Runs(Protocol):
    """Something that runs statements over the tables of the record."""

    dialect: Dialect

    def run(self, sql: str) -> pl.DataFrame:
        """The result of one statement."""

    def make(self, name: str, sql: str) -> None:
        """Make a temporary table of a query's result, in place of one of that name."""

    def run_together(self, statements: Sequence[str]) -> list[pa.Table]:
        """The result of each statement."""


@runtime_checkable
class MakesTogether(Protocol):
    """Something that makes tables faster together than one after another."""

    def make_together(self, tables: Mapping[str, str]) -> None:
        """Make tables of queries' results, by name; a later one may be made of an earlier one."""


def measure(
    engine: Runs, indicators: Sequence[Indicator], months: Months, *, broken_down: bool = True
) -> pl.DataFrame:
    """Measurements (in the columns of MEASUREMENT_SCHEMA) from the records in an engine.

    `area` is a team, a service, a council or a locality. A stock is shown for months, quarters and
    years; everything else for rolling years too. A place and member that an indicator never met
    has no rows; one that it did meet has a row for every whole period.
    """
    return measure_with_places(engine, indicators, months, broken_down=broken_down)[0]


def measure_with_places(
    engine: Runs, indicators: Sequence[Indicator], months: Months, *, broken_down: bool = True
) -> tuple[pl.DataFrame, Places]:
    """As `measure`, with the places and how they add up."""
    ready = prepared(indicators, broken_down=broken_down, dialect=engine.dialect)
    results = results_of(engine, ready.program, months)
    team, membership, population = (
        engine.run(f"SELECT * FROM {name}")  # noqa: S608 - names of ours
        for name in ("team", "team_membership", "population")
    )
    axes = make_axes(results, team, membership, months)
    counted = count(ready.layout, results, axes)
    return measurements(indicators, counted, months, population), axes.places


def results_of(engine: Runs, program: Program, months: Months) -> list[pa.Table]:
    """The result of every statement of a program."""
    tables = program.made(months.first, months.last)
    if isinstance(engine, MakesTogether):
        engine.make_together(tables)
    else:
        for name, sql in tables.items():
            engine.make(name, sql)
    return engine.run_together(program.between(months.first, months.last))


def measurements(
    indicators: Sequence[Indicator], counted: CellsByKey, months: Months, population: pl.DataFrame
) -> pl.DataFrame:
    """The cells of indicators as measurements."""
    return rows_of(indicators, counted, months, population).frame()


def rows_of(
    indicators: Sequence[Indicator], counted: CellsByKey, months: Months, population: pl.DataFrame
) -> Rows:
    """The cells of indicators as rows of measurements, not yet a frame."""
    by_code = {indicator.code: indicator for indicator in indicators}
    rows = Rows()
    periods = periods_of(months)
    for (code, grouping), cells in counted.items():
        indicator = by_code[code]
        if isinstance(indicator.measure, Rate):
            if grouping not in ("", "area"):
                continue  # no estimates of residents by sex or ethnic group are held
            people = residents(population, indicator.measure.population, cells.places, months)
            cells = with_residents(cells, people)
        _add(rows, indicator, grouping, cells, periods)
    return rows


@dataclass(frozen=True)
class Periods:
    """The whole periods of a kind: the months that end them, from nought, and their codes."""

    kind: PeriodKind
    ends: IntArray
    codes: tuple[str, ...]


def periods_of(months: Months) -> tuple[Periods, ...]:
    """The whole periods of every kind of which there are any."""
    found = []
    for kind in LENGTH:
        ends = months.ends(kind)
        codes = tuple(months.code(k, kind) for k in ends)
        found.append(Periods(kind, np.array(ends, np.int64) - months.first, codes))
    return tuple(one for one in found if one.codes)


def _add(
    rows: Rows,
    indicator: Indicator,
    grouping: Grouping,
    cells: Cells,
    periods: Sequence[Periods],
) -> None:
    """The measurements of one indicator and grouping."""
    codes = [breakdown_code({grouping: name}) if name else "" for name in cells.members]
    areas, parts = rows.words(cells.places), rows.words(codes)
    at = {w: np.nonzero(met(indicator, total)) for w, total in cells.totals.items()}
    shown = []
    stock = shapes_of(indicator) == {Shape.OPEN}
    for one in periods:
        if stock and one.kind is PeriodKind.ROLLING_YEAR:
            continue
        place, member = at[LENGTH[one.kind]]
        rows.add(
            indicator.code,
            periods=rows.words(one.codes),
            areas=areas[place],
            breakdowns=parts[member],
        )
        found = cells.totals[LENGTH[one.kind]][:, one.ends[:, None], place, member]
        shown.append(found.reshape(len(found), -1, found.shape[-1]))
    if shown:
        rows.add_numbers(numbers_of(indicator, np.concatenate(shown, axis=1), cells.spread))


def with_residents(cells: Cells, people: IntArray) -> Cells:
    """The cells of a rate, with residents (months x places) below the line."""

    def with_people(totals: IntArray) -> IntArray:
        below = np.broadcast_to(people[None, :, :, None, None], totals.shape)
        return np.concatenate([totals * (below > 0), below])

    return Cells(
        cells.places,
        cells.members,
        cells.spread,
        {window: with_people(totals) for window, totals in cells.totals.items()},
    )


def met(indicator: Indicator, totals: IntArray) -> BoolArray:
    """Places x members: where an indicator has anything to show, whatever the period.

    Where it counts somebody; or, when it is a share of something, where there is that something.
    """
    above = totals.shape[0] == 1 or isinstance(indicator.measure, Rate)
    return (totals[0] if above else totals[-1]).any(axis=(0, 3))


def numbers_of(
    indicator: Indicator, shown: IntArray, spread: tuple[int, ...]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Numerators, denominators and values; NaN where there is none.

    `shown` is terms x any axes (periods, places) x the values in `spread`.
    """
    shape, decimals = indicator.measure, indicator.decimals_shown
    missing = np.full(shown.shape[1:-1], np.nan)
    if isinstance(shape, Percentile):
        events = shown[0].sum(axis=-1).astype(float)
        return missing, events, percentile(shown[0], spread, shape.at, decimals)
    numerator = shown[0, ..., 0]
    if isinstance(shape, Count | Total):
        ones = np.ones_like(numerator)
        value = quotient(numerator, ones, shape.scale, decimals) if shape.scale != 1 else numerator
        return numerator.astype(float), missing, value.astype(float)
    denominator = shown[1, ..., 0]
    value = quotient(numerator, denominator, shape.scale, decimals)
    return numerator.astype(float), denominator.astype(float), value
