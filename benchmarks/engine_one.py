"""One indicator by team over 72 months: SQL by hand, its definition, MetricFlow, in one run.

Run as `python -m benchmarks.engine_one [EVENTS]`; 300,000 events, or 3 million with
ALMONER_BENCH=full. The events are assessments of a made-up council, repeated under new keys.
MetricFlow (dbt-duckdb, the same release of DuckDB, the same file) runs in an environment of its
own; `make peers` makes it. Prints medians, and ratios to the SQL by hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import duckdb

from almoner.catalogue.register import chosen
from almoner.engine.command import covered
from almoner.engine.measure import measure, results_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.engine.prepared import prepared
from almoner.records.directory import RecordsDirectory
from almoner.records.tables import declared_tables
from almoner.simulation.run import Simulation
from benchmarks.peers import python_of
from benchmarks.peers.by_hand import IN_TIME

RUNS = 7
CODE = "CH-ASSESSMENTS-45"


def loaded(database: Path, records: RecordsDirectory, events: int) -> Mirror:
    """A database on disk with so many assessments, and every other table empty."""
    mirror = Mirror(duckdb.connect(str(database)))
    for table in declared_tables().values():
        mirror.load(table, None)
    mirror.load_calendar()
    mirror.load(declared_tables()["child_assessment"], records.scan("child_assessment"))
    held = mirror.run("SELECT count(*) AS n FROM child_assessment")["n"][0]
    mirror.make(
        "child_assessment",
        "SELECT a.* REPLACE (a.assessment_id || '-' || i AS assessment_id) "
        f"FROM range({-(-events // held)}) AS copies(i), child_assessment AS a LIMIT {events}",
    )
    mirror.connection.execute("CHECKPOINT")
    return mirror


def days_of(months: Months) -> dict[str, date]:
    """The first and last day of the months."""
    (year, month), (after, then) = (divmod(k, 12) for k in (months.first, months.last + 1))
    return {
        "first": date(year, month + 1, 1),
        "last": date(after, then + 1, 1) - timedelta(days=1),
    }


@dataclass(frozen=True)
class Lane:
    """One way of asking: seconds of each run, on the clock and of processor."""

    name: str
    seconds: Sequence[float]
    cpu: Sequence[float]


def timed(name: str, work: Callable[[], object]) -> Lane:
    """`work` timed, after a run that is not counted."""
    work()
    seconds, cpu = [], []
    for _run in range(RUNS):
        began, worked = time.perf_counter(), time.process_time()
        work()
        seconds.append(time.perf_counter() - began)
        cpu.append(time.process_time() - worked)
    return Lane(name, seconds, cpu)


def show(lanes: Sequence[Lane]) -> None:
    """Print medians, and ratios to the first."""
    first = lanes[0]
    print(f"{'':58}{'clock ms':>10}{'ratio':>7}{'CPU ms':>10}{'ratio':>7}")
    for lane in lanes:
        print(f"{lane.name:58}", end="")
        for mine, base in ((lane.seconds, first.seconds), (lane.cpu, first.cpu)):
            print(f"{1000 * median(mine):>10.1f}{median(mine) / median(base):>7.2f}", end="")
        print()


def peer(database: Path) -> Lane | None:
    """MetricFlow's seconds; None where it is not installed."""
    python = python_of("metricflow")
    if python is None:
        return None
    script = Path(__file__).parent / "peers" / "metricflow_query.py"
    told = subprocess.run(
        [python, script, database, str(RUNS)], capture_output=True, text=True, check=True
    ).stdout
    found = json.loads(told.splitlines()[-1])
    return Lane("MetricFlow with dbt-duckdb", found["seconds"], found["cpu"])


def main(events: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        out, database = Path(folder) / "records", Path(folder) / "peer.duckdb"
        Simulation(5_000, 6, 1).write(out)
        records = RecordsDirectory(out)
        months = covered(records)
        indicators = chosen([CODE])
        with loaded(database, records, events) as mirror:
            ready = prepared(indicators, broken_down=False)
            column = f"n{ready.layout.terms[CODE][0][0].starts.column}"
            days = days_of(months)

            def by_hand() -> int:
                rows = mirror.connection.execute(IN_TIME, days).to_arrow_table()
                return sum(rows.column("in_time").to_pylist())

            def ours() -> int:
                counted = results_of(mirror, ready.program, months)[0][column]
                return sum(counted.to_pylist())

            assert ours() == by_hand(), "the counts differ"
            lanes = [
                timed("SQL by hand", by_hand),
                timed("its definition: the counts", ours),
                timed(
                    "its definition: all periods and places, as measurements",
                    lambda: measure(mirror, indicators, months, broken_down=False),
                ),
            ]
        other = peer(database)
        print(f"{CODE} by team over {len(months)} months, {events:,} events, medians of {RUNS}")
        show([*lanes, *([other] if other else [])])
        if other:
            clock = median(other.seconds) / median(lanes[2].seconds)
            cpu = median(other.cpu) / median(lanes[2].cpu)
            print(f"MetricFlow takes {clock:.1f} times as long as measurements (CPU {cpu:.1f})")
        else:
            print("MetricFlow is not here: `make peers`")


if __name__ == "__main__":
    full = os.environ.get("ALMONER_BENCH") == "full"
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000 if full else 300_000)
