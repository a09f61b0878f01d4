"""Apache Spark: the same statements over the same files, for those whose data already live there.

An optional extra: `pip install almoner[spark]`, and Java.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from almoner.engine.compiler import Dialect, states_sql
from almoner.records.checks import polars_schema
from almoner.records.directory import RecordsDirectory
from almoner.records.provenance import KNOWN_FROM, KNOWN_UNTIL
from almoner.records.table import Kind, Table
from almoner.records.tables import declared_tables
from almoner.records.working_calendar import calendar, working_days

_TYPES = {Kind.TEXT: "string", Kind.DATE: "date", Kind.INTEGER: "bigint", Kind.FLAG: "boolean"}


class SparkEngine:
    """Tables as views of a Spark session, and the statements run over them."""

    dialect: Dialect = "pyspark"

    def __init__(self, session: Any) -> None:
        self.session = session

    @classmethod
    def of_directory(
        cls, records: RecordsDirectory, as_known_on: date | None = None, session: Any = None
    ) -> SparkEngine:
        """An engine over a folder of records, as known on a day (None: now)."""
        engine = cls(session or local_session())
        for table in declared_tables().values():
            engine._view(records, table, as_known_on)
        engine.put("calendar", calendar())
        engine.put("working_day", working_days())
        for name, sql in states_sql("pyspark").items():
            engine.make(name, sql)
        return engine

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
        """Make a temporary, kept view of a query's result, in place of one of that name."""
        self.session.sql(sql).createOrReplaceTempView(name)
        self.session.catalog.cacheTable(name)

    def run(self, sql: str) -> pl.DataFrame:
        """The result of a statement."""
        result: Any = pl.from_arrow(self.session.sql(sql).toArrow())
        return result

    def __enter__(self) -> SparkEngine:
        """The engine itself; the session is stopped on leaving."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop the session."""
        self.session.stop()


def local_session() -> Any:
    """A Spark session in this process, on the cores of this machine, bound to the loopback."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder: Any = SparkSession.builder
    builder = builder.master("local[*]").appName("almoner")
    for name, value in settings.items():
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
