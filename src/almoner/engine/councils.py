"""A lake of many councils measured a few at a time, so that no size has to fit in memory.

No figure of a team or council depends on another's records; so councils are taken together only as
far as that saves work, and what is measured of them is written before the next are read. Only what
is counted by home is added up over all of them, and written last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from almoner.catalogue.definitions import Indicator
from almoner.engine.command import COUNCILS_OWN, columns_read, covered
from almoner.engine.counting import count_apart, make_axes
from almoner.engine.cube import ALL_GROUPINGS, Axes, Grouping
from almoner.engine.measure import results_of, rows_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months, Places
from almoner.engine.prepared import Prepared, prepared
from almoner.engine.reading import councils_in, rows_in
from almoner.engine.results import is_sum
from almoner.engine.rows import WRITTEN
from almoner.records.directory import RecordsDirectory
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_BY_TEAM = tuple(name for name in ALL_GROUPINGS if name != "area")
ROWS_AT_ONCE = 5_000_000
"""Rows of records that are read together; with breakdowns, about 3 GiB (ours)."""


def measure_councils(
    lake: Path,
    indicators: Sequence[Indicator],
    *,
    out: Path,
    as_known_on: date | None = None,
    broken_down: bool = True,
    rows_at_once: int = ROWS_AT_ONCE,
    said: Callable[[Sequence[str]], None] = lambda _councils: None,
) -> int:
    """Write the measurements of every council of a lake to `out`; how many.

    `said` is told the councils that are done. Refuses an `out` that is no .parquet, and records
    that are not split by council.
    """
    if out.suffix != ".parquet":
        raise Refusal(_("a lake's measurements are written as .parquet"), found=out.name)
    records = RecordsDirectory(lake)
    councils = councils_in(records)
    if not councils:
        raise Refusal(_("these records are not split by council"), file=lake)
    months = covered(records, as_known_on)
    columns = columns_read(indicators, broken_down=broken_down)
    ready = prepared(indicators, broken_down=broken_down)
    homes = _Homes(months)
    with _Writer(out) as writer:
        for some in _together(records, councils, rows_at_once):
            with Mirror.of_directory(
                records, as_known_on, columns=columns, councils=some
            ) as mirror:
                found = _Found.of(mirror, ready, months)
            writer.write_all(found, ready, _BY_TEAM)
            if broken_down:
                homes.add(found.results, found.population)
            said(some)
        if broken_down:
            writer.write_all(homes.found, ready, ("area",))
    return writer.written


def measure_council(
    records: Path,
    indicators: Sequence[Indicator],
    *,
    out: Path,
    as_known_on: date | None = None,
    broken_down: bool = True,
) -> int:
    """Write the measurements of one council's records to `out`, a .parquet; how many.

    As `measure_directory` does, in less memory: one grouping is made and written after another.
    """
    directory = RecordsDirectory(records)
    directory.check()
    months = covered(directory, as_known_on)
    ready = prepared(indicators, broken_down=broken_down)
    columns = columns_read(indicators, broken_down=broken_down)
    with Mirror.of_directory(directory, as_known_on, columns=columns) as mirror:
        found = _Found.of(mirror, ready, months)
    with _Writer(out) as writer:
        writer.write_all(found, ready, ALL_GROUPINGS)
    return writer.written


@dataclass(frozen=True)
class _Found:
    """What was counted, where, and who lives there."""

    results: Sequence[pa.Table]
    axes: Axes
    population: pl.DataFrame

    @classmethod
    def of(cls, mirror: Mirror, ready: Prepared, months: Months) -> _Found:
        results = results_of(mirror, ready.program, months)
        team, membership, population = (mirror.run(f"FROM {name}") for name in COUNCILS_OWN)
        return cls(results, make_axes(results, team, membership, months), population)


@dataclass
class _Homes:
    """What was counted by home: people of several councils may live in one place."""

    months: Months
    results: list[pa.Table] = field(default_factory=list)
    population: pl.DataFrame = field(default_factory=pl.DataFrame)

    def add(self, results: Sequence[pa.Table], population: pl.DataFrame) -> None:
        """Take in what a few councils counted."""
        new = [_of_homes(rows) for rows in results]
        held = self.results or [rows.slice(0, 0) for rows in new]
        self.results = [_summed(pa.concat_tables(pair)) for pair in zip(held, new, strict=True)]
        self.population = pl.concat([self.population, population], how="diagonal")

    @property
    def found(self) -> _Found:
        """All of it, of no team."""
        axes = Axes(self.months, Places((), (), {}, len(self.months)))
        return _Found(self.results, axes, self.population)


def _of_homes(rows: pa.Table) -> pa.Table:
    """The rows that are counted by home."""
    return rows.filter(rows["area"].is_valid()) if "area" in rows.column_names else rows.slice(0, 0)


def _summed(rows: pa.Table) -> pa.Table:
    sums = [name for name in rows.column_names if is_sum(name)]
    keys = [name for name in rows.column_names if name not in sums]
    added = rows.group_by(keys, use_threads=False).aggregate([(name, "sum") for name in sums])
    return added.rename_columns([name.removesuffix("_sum") for name in added.column_names]).select(
        rows.column_names
    )


class _Writer:
    """A Parquet file that is whole, or not there."""

    def __init__(self, out: Path) -> None:
        self.out, self.part = out, out.with_name(f"{out.name}.part")
        self.written = 0

    def __enter__(self) -> _Writer:
        """Begin."""
        # Without Arrow's own schema, so that what is read back is text and not numbers of a list.
        self.file = pq.ParquetWriter(self.part, WRITTEN, compression="zstd", store_schema=False)
        return self

    def write_all(self, found: _Found, ready: Prepared, groupings: Sequence[Grouping]) -> None:
        """The measurements of what was counted, one grouping after another."""
        layout, months = ready.layout, found.axes.months
        for counted in count_apart(layout, found.results, found.axes, groupings):
            rows = rows_of(layout.indicators, counted, months, found.population).table()
            self.file.write_table(rows)
            self.written += rows.num_rows

    def __exit__(self, error: object, *_more: object) -> None:
        """End: put the file in its place, or take it away."""
        self.file.close()
        if error is None:
            self.part.replace(self.out)
        else:
            self.part.unlink()


def is_lake(records: Path) -> bool:
    """Whether records are split by council."""
    return records.is_dir() and bool(councils_in(RecordsDirectory(records)))


def _together(records: RecordsDirectory, councils: Sequence[str], most: int) -> Iterator[list[str]]:
    """Councils in order, as many at a time as have so many rows between them; at least one."""
    some: list[str] = []
    rows = 0
    for council in councils:
        more = rows_in(records, council)
        if some and rows + more > most:
            yield some
            some, rows = [], 0
        some.append(council)
        rows += more
    if some:
        yield some
