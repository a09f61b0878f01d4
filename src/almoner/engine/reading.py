"""Record tables read by DuckDB from their own files, and of each only the columns that are wanted.

That is done where the files are exactly as declared; others go through the checks of `records`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from almoner.records.directory import RecordsDirectory
from almoner.records.provenance import KNOWN_FROM, KNOWN_UNTIL, SOURCE
from almoner.records.table import Kind, Table

_KEY = "council_code="
_TYPES = {Kind.TEXT: "VARCHAR", Kind.DATE: "DATE", Kind.INTEGER: "BIGINT", Kind.FLAG: "BOOLEAN"}
_STAMPS = {KNOWN_FROM: pa.date32(), KNOWN_UNTIL: pa.date32(), SOURCE: pa.string()}


def councils_in(records: RecordsDirectory) -> list[str]:
    """The councils that a lake's records are split by; none where they are not split."""
    place = records.tables.get("team")
    if place is None or not place.is_dir():
        return []
    return sorted(one.name.removeprefix(_KEY) for one in place.glob(f"{_KEY}*"))


def rows_in(records: RecordsDirectory, council: str) -> int:
    """How many versions of rows a lake holds of a council, from the files' own footers."""
    return sum(
        pq.read_metadata(file).num_rows
        for place in records.tables.values()
        for file in (place / f"{_KEY}{council}").glob("*.parquet")
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
    found = _columns_in(files, table)
    if found is None or any(c.required and c.name not in found for c in table.columns):
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
        f"{_where(found, on)}"
    )


def empty_sql(table: Table) -> str:
    """The statement that makes a table without rows."""
    columns = ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns)
    return f'CREATE OR REPLACE TABLE "{table.name}" ({columns})'


def _columns_in(files: Sequence[Path], table: Table) -> set[str] | None:
    """The columns that any of the files has; None where one is not of its declared type."""
    declared = {column.name: column.kind.arrow for column in table.columns} | _STAMPS
    found = set()
    for file in files:
        for one in pq.read_schema(file):
            found.add(one.name)
            kind = pa.string() if _is_text(one.type) else one.type
            if declared.get(one.name) != kind:
                return None
    return found


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _files(place: Path, councils: Sequence[str] | None) -> list[Path]:
    if place.is_file():
        return [place] if place.suffix == ".parquet" else []
    if councils is None:
        return sorted((*place.glob("*.parquet"), *place.glob("*=*/*.parquet")))
    return [
        file for code in councils for file in sorted((place / f"{_KEY}{code}").glob("*.parquet"))
    ]


def _where(names: Collection[str], on: date | None) -> str:
    conditions = []
    if KNOWN_FROM in names and on is not None:
        conditions.append(f"({KNOWN_FROM} IS NULL OR {KNOWN_FROM} <= DATE '{on}')")
    if KNOWN_UNTIL in names:
        later = f" OR {KNOWN_UNTIL} > DATE '{on}'" if on is not None else ""
        conditions.append(f"({KNOWN_UNTIL} IS NULL{later})")
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
