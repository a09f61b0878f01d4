"""From a change acknowledged to its cells stored, through the engine's own process, on SQLite.

Run: python benchmarks/live.py [--people 5000 50000] [--changes 20]. For each size a made-up
authority is loaded, the engine started on all computed indicators, and changes of different kinds
made one after another, each when the one before is stored. Prints median and 95th percentile.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measured(people: int, changes: int, folder: Path) -> dict[str, float]:
    """Seconds, by what was measured."""
    os.environ["ALMONER_DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.loading import load_records
    from almoner.casework.models import EngineState, RecordVersion
    from almoner.simulation.run import Simulation

    records = folder / "records"
    Simulation(people, 5, 7).write(records)
    began = time.perf_counter()
    authority = load_records(folder=records, name="Made up", by="benchmark")
    loaded = time.perf_counter() - began
    rows = RecordVersion.objects.filter(is_current=True).count()
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "almoner.cli", "engine"]) as engine:
        while not EngineState.objects.filter(revision__gt=0).exists():
            assert engine.poll() is None
            time.sleep(0.2)
        counted = time.perf_counter() - began
        try:
            times = [_one(authority.code, number) for number in range(changes)]
        finally:
            engine.terminate()
    times.sort()
    return {
        "current rows": rows,
        "load": loaded,
        "engine start to all cells": counted,
        "change to stored, median": statistics.median(times),
        "change to stored, p95": times[min(len(times) - 1, int(len(times) * 0.95))],
    }


def _one(authority: str, number: int) -> float:
    from almoner.casework.actions import change_records
    from almoner.casework.checking import RecordChange
    from almoner.casework.models import ChangeKind, EngineState, Outbox, RecordVersion

    chance = random.Random(number)
    table, column = chance.choice(
        [("child_assessment", "authorised_on"), ("referral", "closed_on"),
         ("contact", "decided_on"), ("adult_request", "completed_on")]
    )  # fmt: skip
    rows = RecordVersion.objects.filter(table=table, is_current=True)
    key = rows.order_by("key").values_list("key", flat=True)[chance.randrange(rows.count())]
    revision = EngineState.objects.get().revision
    asked = RecordChange(table, key, ChangeKind.CORRECT, {column: f"2026-03-{number % 28 + 1:02}"})
    change_records(authority=authority, changes=[asked], by="benchmark", source="benchmark")
    began = time.perf_counter()
    while EngineState.objects.get().revision == revision or Outbox.objects.exists():
        time.sleep(0.002)
    return time.perf_counter() - began


def main() -> None:
    """Measure every size in a process of its own, for Django is set up once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--changes", type=int, default=20)
    asked = parser.parse_args()
    if len(asked.people) > 1:
        for people in asked.people:
            command = [sys.executable, __file__, "--people", str(people)]
            subprocess.run([*command, "--changes", str(asked.changes)], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measured(asked.people[0], asked.changes, Path(folder))
    print(f"{asked.people[0]:,} people")
    for name, value in found.items():
        shown = f"{value:,.0f}" if name == "current rows" else f"{value:.3f} s"
        print(f"  {name:28}{shown:>14}")


if __name__ == "__main__":
    main()
