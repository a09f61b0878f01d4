"""A directory of records: one Parquet or CSV file, or one folder of Parquet files, per table.

A folder may be split by council (`council_code=CODE`), as in a lake, whose newest state is read.

A file is named as the table is, or as the table of its standard. Files under our own names may
hold no column that is not declared; an extract in the standard's shape may, and the rest of it
is left aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from almoner.records import checks
from almoner.records.provenance import PROVENANCE, known_on
from almoner.records.table import Table
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

CURRENT = "current"
"""Where a lake keeps its newest state."""


@dataclass(frozen=True)
class RecordsDirectory:
    """Records on disk. Nothing is read until it is asked for."""

    path: Path

    def __post_init__(self) -> None:
        """Of a lake, hold on to the state of this moment: a later one must not mix with it."""
        if (self.path / CURRENT).is_dir():
            object.__setattr__(self, "path", (self.path / CURRENT).resolve())

    @cached_property
    def tables(self) -> dict[str, Path]:
        """Which declared tables are here, and the file or folder of each."""
        if not self.path.is_dir():
            raise Refusal(_("there is no such folder of records"), file=self.path)
        found = {
            table.name: place
            for table in declared_tables().values()
            if (place := self._place(table)) is not None
        }
        if not found:
            raise Refusal(
                _("no table of the record is here"),
                file=self.path,
                expected="person.parquet, referral.csv, ssd_cin_episodes.csv …",
            )
        return found

    def _place(self, table: Table) -> Path | None:
        names = [table.name] + ([table.standard_table] if table.standard_table else [])
        for name in names:
            for candidate in (f"{name}.parquet", f"{name}.csv", name):
                place = self.path / candidate
                if place.is_file() or (place.is_dir() and _files(place)):
                    return place
        return None

    def scan(self, name: str, *, as_known_on: date | None = None) -> pl.LazyFrame:
        """The rows of a table that were current on a day (None: now), in the declared columns.

        A table that is not here has no rows. Refuses columns and values that are not as declared.
        """
        table = declared_tables()[name]
        if name not in self.tables:
            return pl.LazyFrame(schema=checks.polars_schema(table))
        return known_on(self._versions(table), as_known_on).select(
            column.name for column in table.columns
        )

    def versions(self, name: str) -> pl.LazyFrame:
        """Every version of the rows of a table, with what provenance the file gives."""
        return self._versions(declared_tables()[name])

    def _versions(self, table: Table) -> pl.LazyFrame:
        place = self.tables[table.name]
        own_name = place.stem == table.name
        if place.suffix == ".csv":
            raw = pl.read_csv(place, infer_schema=False).lazy()
        else:
            raw = pl.scan_parquet(_files(place) or place, hive_partitioning=False)
        return checks.shaped(raw, table, file=place, strict_columns=own_name)

    def check(self) -> dict[str, int]:
        """Rows by table, or a refusal naming file, row and column of the first fault.

        Checks types, required values, code lists, that no key stands twice among current rows,
        and that every reference leads to a row.
        """
        counts = {}
        for name in self.tables:
            table = declared_tables()[name]
            frame = self._versions(table).collect()
            checks.check_values(frame, table, file=self.tables[name])
            for column in table.columns:
                if column.refers in self.tables and column.name != table.key:
                    keys = self._versions(declared_tables()[column.refers])
                    checks.check_reference(frame, column, keys, file=self.tables[name])
            counts[name] = frame.height
        return counts


def _files(place: Path) -> list[Path]:
    """The Parquet files of a table's folder, split by council or not."""
    return sorted((*place.glob("*.parquet"), *place.glob("*=*/*.parquet")))


def provenance_columns() -> tuple[str, ...]:
    """The optional columns that say from when to when a row was current, and its source."""
    return tuple(PROVENANCE)
