"""Kept measurements in the database: read, and brought into line with what was computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import polars as pl
from django.db import connection

from almoner.casework.loading import stored_moment
from almoner.casework.models import EngineState, LiveValue
from almoner.measurements import bulk

KEY = ["unit", "indicator", "breakdown", "period"]
CONTENT = ["numerator", "denominator", "value", "marker", "version"]
SCHEMA: dict[str, pl.DataType] = {
    **{name: pl.String() for name in KEY},
    **{name: pl.Float64() for name in ("numerator", "denominator", "value")},
    "marker": pl.String(),
    "version": pl.Int64(),
}


def as_cells(measurements: pl.DataFrame, versions: dict[str, int]) -> pl.DataFrame:
    """Measurements in the columns of SCHEMA.

    `versions` has the version of each indicator's definition.
    """
    return measurements.select(
        pl.col("area").alias("unit"),
        "indicator",
        "breakdown",
        "period",
        "numerator",
        "denominator",
        "value",
        pl.col("marker").fill_null(""),
        version=pl.col("indicator").replace_strict(versions, return_dtype=pl.Int64),
    )


def stored(authority: str) -> pl.DataFrame:
    """The kept cells of an authority."""
    columns = ", ".join(f'"{name}"' for name in SCHEMA)
    table = LiveValue._meta.db_table
    sql = f'SELECT {columns} FROM "{table}" WHERE authority = %s'  # noqa: S608 - names of ours
    return bulk.frame(sql, [authority], SCHEMA)


def differing(cells: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """The cells that `held` lacks or has otherwise."""
    return cells.join(held, on=[*KEY, *CONTENT], how="anti", nulls_equal=True)


def write(authority: str, cells: pl.DataFrame, at: datetime) -> None:
    """Insert or update these cells. The caller holds the transaction."""
    if cells.is_empty():
        return
    rows = cells.with_columns(authority=pl.lit(authority), computed_at=pl.lit(stored_moment(at)))
    names = ", ".join(f'"{name}"' for name in rows.columns)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in [*CONTENT, "computed_at"])
    key = ", ".join(f'"{name}"' for name in ["authority", *KEY])
    marks = ", ".join(["%s"] * len(rows.columns))
    sql = (
        f'INSERT INTO "{LiveValue._meta.db_table}" ({names}) VALUES ({marks}) '  # noqa: S608
        f"ON CONFLICT ({key}) DO UPDATE SET {updates}"
    )
    with connection.cursor() as cursor:
        for part in rows.iter_slices(50_000):
            cursor.executemany(sql, part.rows())


def append(authority: str, cells: pl.DataFrame, at: datetime) -> None:
    """Insert cells, none of which is kept yet. The caller holds the transaction."""
    rows = cells.with_columns(authority=pl.lit(authority), computed_at=pl.lit(stored_moment(at)))
    bulk.append(LiveValue, rows)


def in_turn(cells: pl.DataFrame, at_once: int) -> Iterator[pl.DataFrame]:
    """Cells in the order of their key, about so many at once, no series of a unit cut in two."""
    ordered = cells.sort(KEY)
    series = ordered.group_by("unit", "indicator", maintain_order=True).len()["len"]
    turn = (series.cum_sum() - series) // at_once
    start = 0
    for length in (
        pl.DataFrame({"turn": turn, "len": series})
        .group_by("turn", maintain_order=True)
        .sum()["len"]
    ):
        yield ordered.slice(start, length)
        start += length


def remove(authority: str, cells: pl.DataFrame) -> None:
    """Take out cells that are no longer there. The caller holds the transaction."""
    table = LiveValue._meta.db_table
    same = " AND ".join(f'"{name}" = %s' for name in ["authority", *KEY])
    rows = [(authority, *row) for row in cells.select(KEY).iter_rows()]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f'DELETE FROM "{table}" WHERE {same}', rows)  # noqa: S608


def revised(authority: str, at: datetime) -> None:
    """Say that kept values changed. The caller holds the transaction."""
    state, _new = EngineState.objects.get_or_create(authority=authority)
    state.revision += 1
    state.computed_at = at
    state.save(update_fields=["revision", "computed_at"])
