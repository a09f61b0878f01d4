"""Apache Spark: the same statements over the same files, for those whose data already live there.

An optional extra: `pip install almoner[spark]`, and Java.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from almoner.engine.compiler import Dialect
from almoner.records.checks import polars_schema
from almoner.records.directory import RecordsDirectory
from almoner.records.provenance import KNOWN_FROM, KNOWN_UNTIL
from almoner.records.table import Kind, Table
from almoner.records.tables import declared_tables
from almoner.records.working_calendar import calendar, working_days

MASTER = "ALMONER_SPARK_MASTER"
_AT_ONCE = 4  # statements in flight: one plans while others run
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.constraintPropagation.enabled": "false",  # plans take a third less time without
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
_TYPES = {Kind.TEXT: "string", Kind.DATE: "date", Kind.INTEGER: "bigint", Kind.FLAG: "boolean"}


class SparkEngine:
    """Tables as views of a Spark session, and the statements run over them."""

    dialect: Dialect = "pyspark"

    def __init__(self, session: Any, *, keep: bool = True) -> None:
        """`keep`: whether tables that are made are kept in memory; not worth it for small ones."""
        self.session = session
        self.keep = keep

    @classmethod
    def of_directory(
        cls,
        records: RecordsDirectory,
        as_known_on: date | None = None,
        session: Any = None,
        *,
        tables: Collection[str] | None = None,
    ) -> SparkEngine:
        """An engine over a folder of records, as known on a day (None: now).

        `tables`: those to read (None: all), for it takes Spark a while to look at each.
        """
        engine = cls(session or default_session())
        for table in declared_tables().values():
            if table.counted and (tables is None or table.name in tables):
                engine._view(records, table, as_known_on)
        engine._days()
        return engine

    @classmethod
    def of_frames(cls, session: Any, frames: Mapping[str, pl.DataFrame]) -> SparkEngine:
        """An engine over a few rows given as frames; tables that are not given are empty."""
        engine = cls(session, keep=False)
        for table in declared_tables().values():
            empty = pl.DataFrame(schema=polars_schema(table))
            engine.put(table.name, frames.get(table.name, empty))
        engine._days()
        return engine

    def _days(self) -> None:
        self.put("calendar", calendar())
        self.put("working_day", working_days())

    def _view(self, records: RecordsDirectory, table: Table, on: date | None) -> None:
        place = records.tables.get(table.name)
        if place is None or place.suffix == ".csv":
            rows = records.scan(table.name, as_known_on=on).collect()
            self.put(table.name, rows.cast(polars_schema(table)))  # type: ignore[arg-type]
            return
        frame = self.session.read.parquet(str(place.resolve()))
        columns = [
            f"CAST({_found(column.name, column.standard, frame.columns)} AS {_TYPES[column.kind]})"
            f" AS {column.name}"
            for column in table.columns
        ]
        for condition in _known(frame.columns, on):
            frame = frame.where(condition)
        frame.selectExpr(*columns).createOrReplaceTempView(table.name)

    def put(self, name: str, rows: pl.DataFrame) -> None:
        """Put rows in place under a name."""
        self.session.createDataFrame(rows.to_arrow()).createOrReplaceTempView(name)

    def make(self, name: str, sql: str) -> None:
        """Make a temporary view of a query's result, in place of one of that name."""
        self.session.sql(sql).createOrReplaceTempView(name)
        if self.keep:
            self.session.catalog.cacheTable(name)

    def run(self, sql: str) -> pl.DataFrame:
        """The result of a statement."""
        result: Any = pl.from_arrow(self._result(sql))
        return result

    def run_together(self, statements: Sequence[str]) -> list[pa.Table]:
        """The results of statements, several at a time, so that no core waits for a plan."""
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return list(threads.map(self._result, statements))

    def _result(self, sql: str) -> pa.Table:
        return self.session.sql(sql).toArrow()

    def __enter__(self) -> SparkEngine:
        """The engine itself; the session is stopped on leaving."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop the session."""
        self.session.stop()


def default_session() -> Any:
    """A session at the master that ALMONER_SPARK_MASTER names, or on this machine's cores."""
    return session_at(os.environ.get(MASTER, "local[*]"))


def session_at(master: str, settings: Mapping[str, str] | None = None) -> Any:
    """A Spark session at a master: "local[*]", or "spark://host:7077" of a cluster.

    On this machine alone it listens to nobody else; at a cluster, Spark's own settings hold.
    """
    from pyspark.sql import SparkSession

    wanted = dict(_SETTINGS)
    wanted["spark.sql.warehouse.dir"] = str(Path(tempfile.gettempdir()) / "spark-warehouse")
    if master.startswith("local"):
        wanted |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    builder: Any = SparkSession.builder
    builder = builder.master(master).appName("almoner")
    for name, value in (wanted | dict(settings or {})).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _found(name: str, standard: str, columns: list[str]) -> str:
    if name in columns:
        return name
    return standard if standard in columns else "NULL"


def _known(columns: list[str], on: date | None) -> list[str]:
    conditions = []
    if KNOWN_FROM in columns and on is not None:
        conditions.append(f"{KNOWN_FROM} IS NULL OR {KNOWN_FROM} <= DATE '{on}'")
    if KNOWN_UNTIL in columns:
        later = f" OR {KNOWN_UNTIL} > DATE '{on}'" if on is not None else ""
        conditions.append(f"{KNOWN_UNTIL} IS NULL{later}")
    return conditions
