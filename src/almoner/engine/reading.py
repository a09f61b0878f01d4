"""Record tables read by DuckDB from their own files, and of each only the columns that are wanted.

That is done where the files are exactly as declared; others go through the checks of `records`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.directory import RecordsDirectory
from almoner.records.provenance import KNOWN_FROM, KNOWN_UNTIL, PROVENANCE
from almoner.records.table import Kind, Table

_KEY = "council_code="
_TYPES = {Kind.TEXT: "VARCHAR", Kind.DATE: "DATE", Kind.INTEGER: "BIGINT", Kind.FLAG: "BOOLEAN"}


def councils_in(records: RecordsDirectory) -> list[str]:
    """The councils that a lake's records are split by; none where they are not split."""
    place = records.tables.get("team")
    if place is None or not place.is_dir():
        return []
    return sorted(one.name.removeprefix(_KEY) for one in place.glob(f"{_KEY}*"))


def rows_in(records: RecordsDirectory, council: str) -> int:
    """How many versions of rows a lake holds of a council, from the files' own footers."""
    return sum(
        pl.scan_parquet(files, hive_partitioning=False).select(pl.len()).collect().item()
        for place in records.tables.values()
        if (files := sorted((place / f"{_KEY}{council}").glob("*.parquet")))
    )


def read_sql(
    records: RecordsDirectory,
    table: Table,
    columns: Collection[str],
    on: date | None,
    councils: Sequence[str] | None,
) -> str | None:
    """The query that reads a table as known on a day (None: now), of all councils or of some.

    Columns that are not wanted are left out. None where the files are not as declared.
    """
    place = records.tables.get(table.name)
    files = _files(place, councils) if place is not None and place.stem == table.name else []
    if not files:
        return None
    found = pl.scan_parquet(files, hive_partitioning=False).collect_schema()
    declared = polars_schema(table)
    if any(kind != (declared | PROVENANCE).get(name) for name, kind in found.items()):
        return None
    if any(column.required and column.name not in found for column in table.columns):
        return None
    wanted = [
        f'"{column.name}"'
        if column.name in found
        else f'CAST(NULL AS {_TYPES[column.kind]}) AS "{column.name}"'
        for column in table.columns
        if column.name in columns
    ]
    names = ", ".join("'" + str(file.resolve()).replace("'", "''") + "'" for file in files)
    return (
        f"SELECT {', '.join(wanted)} "  # noqa: S608 - names of ours
        f"FROM read_parquet([{names}], hive_partitioning = false, union_by_name = true)"
        f"{_where(found.names(), on)}"
    )


def _files(place: Path, councils: Sequence[str] | None) -> list[Path]:
    if place.is_file():
        return [place] if place.suffix == ".parquet" else []
    if councils is None:
        return sorted((*place.glob("*.parquet"), *place.glob("*=*/*.parquet")))
    return [
        file for code in councils for file in sorted((place / f"{_KEY}{code}").glob("*.parquet"))
    ]


def _where(names: Sequence[str], on: date | None) -> str:
    conditions = []
    if KNOWN_FROM in names and on is not None:
        conditions.append(f"({KNOWN_FROM} IS NULL OR {KNOWN_FROM} <= DATE '{on}')")
    if KNOWN_UNTIL in names:
        later = f" OR {KNOWN_UNTIL} > DATE '{on}'" if on is not None else ""
        conditions.append(f"({KNOWN_UNTIL} IS NULL{later})")
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
