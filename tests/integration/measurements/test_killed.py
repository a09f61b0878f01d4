"""Killed at any moment, the store holds the old state or the new one; readers never wait."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

LOADER = """
import sys
from almoner.website.starting import migrate, start
start(); migrate()
import polars as pl
from almoner.measurements import actions
from almoner.publications.publication import Edition, SourceFile
from almoner.reference.areas import areas
from almoner.reference.measurement import MEASUREMENT_SCHEMA

number = int(sys.argv[1])
codes = [area.code for area in areas().councils()]
rows = [
    dict(indicator=f"MADEUP-{i}", period=f"Y{year}", area=code, breakdown="", numerator=None,
         denominator=None, value=float(number * 1000 + i), status="final", marker=None, label="")
    for i in range(8) for year in range(2015, 2025) for code in codes
]
frame = pl.DataFrame(rows, schema=MEASUREMENT_SCHEMA, orient="row")
print("ready", flush=True)
sys.stdin.readline()
actions.load(editions=[Edition("made-up", str(number), "Made up", frame, None,
                               (SourceFile(f"{number}.csv", str(number), 1),))])
print("loaded", flush=True)
"""


@contextmanager
def loader(number: int, data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is about to load edition `number`, and begins now."""
    environment = {**os.environ, "ALMONER_DATA_DIR": str(data_dir)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", LOADER, str(number)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        yield process


def states(path: Path) -> tuple[list[str], set[float], set[float]]:
    """Editions held, the last year's value less its indicator's number: of rows, of readings."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        # One transaction: all three questions are put to one state.
        database.execute("BEGIN")
        editions = [code for (code,) in database.execute("SELECT code FROM measurements_edition")]
        newest = max(map(int, editions))
        rows = database.execute(
            "SELECT s.indicator, m.value FROM measurements_measurement m"
            " JOIN measurements_series s ON s.id = m.series_id"
            " JOIN measurements_edition e ON e.id = m.edition_id WHERE e.code = ?",
            [str(newest)],
        ).fetchall()
        readings = database.execute("SELECT indicator, value FROM measurements_series").fetchall()
    return (
        editions,
        {value - int(code.split("-")[1]) for code, value in rows},
        {value - int(code.split("-")[1]) for code, value in readings},
    )


@pytest.mark.slow
def test_a_kill_at_a_random_moment_leaves_a_whole_state(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    path = tmp_path / "almoner.sqlite3"
    started = time.monotonic()
    with loader(1, tmp_path) as first:
        assert first.wait(timeout=120) == 0
    whole = (time.monotonic() - started) / 2
    killed = 0
    for number in range(2, 6):
        with loader(number, tmp_path) as process:
            time.sleep(chance.uniform(0, whole))
            process.kill()
            killed += process.wait() == -signal.SIGKILL
        editions, rows, readings = states(path)
        newest = max(map(int, editions))
        # Rows and readings are of the same edition: the one before, or this one, whole.
        assert rows == {newest * 1000.0}
        assert readings == {newest * 1000.0}
    assert killed


@pytest.mark.slow
def test_readers_see_the_old_state_while_another_process_loads(tmp_path: Path) -> None:
    path = tmp_path / "almoner.sqlite3"
    with loader(1, tmp_path) as first:
        assert first.wait(timeout=120) == 0
    with loader(2, tmp_path) as second:
        seen = []
        while second.poll() is None:
            _editions, rows, readings = states(path)
            assert rows == readings
            seen.append(rows)
    assert seen
    assert states(path)[2] == {2000.0}
