"""One definition, every engine: Spark and DuckDB add up the same numbers, for every indicator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from almoner.catalogue.register import chosen, computed_indicators
from almoner.engine.command import covered
from almoner.engine.compiler import Program
from almoner.engine.counting import CellsByKey, count, make_axes
from almoner.engine.measure import measure, results_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.engine.prepared import prepared
from almoner.records import lake as lakes
from almoner.records.directory import RecordsDirectory
from almoner.records.working_calendar import calendar, working_days
from almoner.simulation.run import Simulation
from tests.builders.random_records import frames, random_tables
from tests.doubles.slow_measure import SlowMeasure

pytestmark = [pytest.mark.spark, pytest.mark.slow]

MONTHS = Months(2023 * 12 + 3, 2024 * 12 + 11)
SEED = 7
# A few rows: plans cost more than work, so nothing is compiled for speed.
SMALL = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.driver.extraJavaOptions": (
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m"
    ),
}


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    pytest.importorskip("pyspark")
    from almoner.engine.spark import session_at

    found = session_at("local[2]", SMALL)
    yield found
    found.stop()


def test_every_indicator_is_the_same_on_spark(session: Any) -> None:
    from almoner.engine.spark import SparkEngine

    indicators = list(computed_indicators().values())
    tables = random_tables(SEED)
    ready = prepared(indicators)
    with Mirror.of_frames(frames(tables)) as mirror:
        fast = results_of(mirror, ready.program, MONTHS)
        team, membership = mirror.run("FROM team"), mirror.run("FROM team_membership")
    program = prepared(indicators, dialect="pyspark").program
    spark = results_of(SparkEngine.of_frames(session, frames(tables)), program, MONTHS)
    axes = make_axes(fast, team, membership, MONTHS)
    differing = _differing(program, fast, spark)
    counted = [count(ready.layout, results, axes) for results in (fast, spark)]
    assert not differing, _judged(tables, *counted)
    assert sum(len(rows) for rows in spark) > 2_000
    assert len(counted[1]) > 3 * len(indicators)


def _differing(
    program: Program, fast: list[pa.Table], spark: list[pa.Table]
) -> list[tuple[str, ...]]:
    """The unit tables of the statements whose rows are not the same in both."""
    frames_of = zip(map(_frame, fast), map(_frame, spark), strict=True)
    return [
        needs
        for needs, (one, other) in zip(program.needs, frames_of, strict=True)
        if one.columns != other.columns
        or not one.sort(one.columns).equals(other.cast(one.schema).sort(one.columns))
    ]


def _frame(rows: pa.Table) -> pl.DataFrame:
    found: Any = pl.from_arrow(rows)
    return found


def _judged(tables: dict[str, Any], fast: CellsByKey, spark: CellsByKey) -> str:
    """Which engine is wrong, by the slow double."""
    days = {"calendar": calendar(), "working_day": working_days()}
    near = {
        name: frame.filter(frame["day"].dt.year().is_between(2022, 2026)).to_dicts()
        for name, frame in days.items()
    }
    referee = SlowMeasure(tables | near, MONTHS.first, MONTHS.last)
    said = []
    for code, indicator in computed_indicators().items():
        sums = [_totals(cells, code) for cells in (fast, spark)]
        if sums[0] != sums[1]:
            slow = [
                sum(sum(one.values()) for one in term.values())
                for term in referee.totals(indicator)
            ]
            said.append(f"{code}: DuckDB {sums[0]}, Spark {sums[1]}, the slow double {slow}")
    return "\n".join(said) or "the same cells of different rows"


def _totals(cells: CellsByKey, code: str) -> list[int]:
    """Everything added up, by term: enough to tell two engines apart."""
    found: list[int] = []
    for (one, _grouping), block in cells.items():
        for window, totals in block.totals.items() if one == code else ():
            sums = totals[:, window - 1 :].reshape(len(totals), -1).sum(axis=1).tolist()
            found = [a + b for a, b in zip(found or [0] * len(sums), sums, strict=True)]
    return found


CODES = ["CH-ASSESSMENTS-45", "CH-ASSESSMENTS-MEDIAN", "CH-CARE", "AD-REQUESTS"]
KEY = ["indicator", "period", "area", "breakdown"]


def test_spark_reads_the_files_of_a_lake(session: Any, tmp_path: Path) -> None:
    from almoner.engine.spark import SparkEngine

    for seed, code in ((1, "E10000025"), (2, "E06000030")):
        Simulation(300, 2, seed).write(tmp_path / code)
        lakes.add(tmp_path / "lake", tmp_path / code, code)
    records, indicators = RecordsDirectory(tmp_path / "lake"), chosen(CODES)
    with Mirror.of_directory(records) as mirror:
        one = measure(mirror, indicators, covered(records))
    other = measure(
        SparkEngine.of_directory(records, session=session), indicators, covered(records)
    )
    assert set(one["indicator"]) == set(CODES)
    assert one.sort(KEY).equals(other.sort(KEY))
