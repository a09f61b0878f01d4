"""The one place where a definition becomes SQL.

Ibis is used as a compiler of unbound tables, never as a runtime: the text goes to the engine's own
client. What Ibis cannot say (several groupings in one scan) is written here in the plain SQL that
all engines share. Only whole numbers and codes leave a statement.
"""

from __future__ import annotations

from typing import Any, Literal

import ibis

from almoner.engine.dimensions import DIMENSIONS
from almoner.engine.plan import Batch

Dialect = Literal["duckdb", "pyspark"]


def to_sql(expression: Any, dialect: Dialect = "duckdb") -> str:
    """The SQL text of an unbound Ibis table."""
    if dialect == "pyspark":
        _wake_pyspark()
    return str(ibis.to_sql(expression, dialect=dialect))


def _wake_pyspark() -> None:
    # Ibis 12 finds this dialect's settings only once the backend has been touched.
    _ = ibis.pyspark


def batch_sql(batch: Batch, first: int, last: int, dialect: Dialect = "duckdb") -> str:
    """One statement for a batch: sums by month, team, and one breakdown at a time.

    Months are indexes; everything before `first` falls into the month before it, everything after
    `last` is left out. A column of a grouping that a row does not belong to is null.
    """
    inner = to_sql(_columns(batch, first, last), dialect)
    sums = ", ".join(f"{_sum(batch, i)} AS n{i}" for i in range(len(batch.columns)))
    keys = [
        "k",
        "team_id",
        *(DIMENSIONS if batch.has_person else ()),
        *_area(batch),
        *_spread(batch),
    ]
    sets = ", ".join(f"({', '.join(group)})" for group in _groupings(batch))
    return (
        f"SELECT {', '.join(keys)}, {sums} FROM (\n{inner}\n) AS units "  # noqa: S608
        f"GROUP BY GROUPING SETS ({sets})"
    )


def _columns(batch: Batch, first: int, last: int) -> Any:
    month = ibis.ifelse(batch.month < first, first - 1, batch.month).cast("int32")
    chosen = {"k": month, "team_id": batch.units.team_id.fill_null("")}
    if batch.has_person:
        chosen |= {name: batch.units[name] for name in (*DIMENSIONS, "area")}
    if batch.spread is not None:
        chosen["spread"] = batch.spread.cast("int64")
    chosen |= {f"x{i}": column for i, column in enumerate(batch.columns)}
    kept = batch.month <= last
    if batch.spread is not None:
        kept = kept & batch.spread.notnull()
    return batch.units.filter(kept).select(**chosen)


def _sum(batch: Batch, i: int) -> str:
    if batch.columns[i].type().is_boolean():
        return f"COUNT(CASE WHEN x{i} THEN 1 END)"
    return f"CAST(SUM(x{i}) AS BIGINT)"


def _area(batch: Batch) -> tuple[str, ...]:
    return ("area",) if batch.has_person else ()


def _spread(batch: Batch) -> tuple[str, ...]:
    return ("spread",) if batch.spread is not None else ()


def _groupings(batch: Batch) -> list[tuple[str, ...]]:
    base = ("k", *_spread(batch))
    groups: list[tuple[str, ...]] = [(*base, "team_id")]
    if batch.has_person:
        groups += [(*base, "team_id", name) for name in DIMENSIONS]
        groups.append((*base, "area"))
    return groups
