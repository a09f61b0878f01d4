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
from datetime import date, timedelta
from pathlib import Path

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
from benchmarks.timing import Timing, show, timed

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


def peer(database: Path) -> tuple[Timing, int] | None:
    """MetricFlow's seconds, and how many assessments it counted."""
    python = python_of("metricflow")
    if python is None:
        return None
    script = Path(__file__).parent / "peers" / "metricflow_query.py"
    told = subprocess.run(
        [python, script, database, str(RUNS)], capture_output=True, text=True, check=True
    ).stdout
    found = json.loads(told.splitlines()[-1])
    return Timing("MetricFlow with dbt-duckdb", tuple(found["seconds"])), found["in_time"]


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
                return int(results_of(mirror, ready.program, months)[0][column].sum())

            assert ours() == by_hand(), "the counts differ"
            timings = [
                timed("SQL by hand", by_hand, runs=RUNS),
                timed("its definition: the counts", ours, runs=RUNS),
                timed(
                    "its definition: all periods and places, as measurements",
                    lambda: measure(mirror, indicators, months, broken_down=False),
                    runs=RUNS,
                ),
            ]
        other = peer(database)
        title = f"{CODE} by team over {len(months)} months, {events:,} events"
        show(title, timings + ([other[0]] if other else []), baseline=timings[0])
        if other:
            ratio = other[0].median / timings[2].median
            print(f"MetricFlow takes {ratio:.1f} times as long as measurements by definition")
        else:
            print("MetricFlow is not here: `make peers`")


if __name__ == "__main__":
    full = os.environ.get("ALMONER_BENCH") == "full"
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000 if full else 300_000)
