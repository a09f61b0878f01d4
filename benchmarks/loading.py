"""How long everything takes to load, and to be read again: the packaged publications, in SQLite.

The baseline is the least that could be done with the same rows: the values alone, into a table
without an index, by the same driver.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

RUNS = int(os.environ.get("ALMONER_BENCH_RUNS", "3"))


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALMONER_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        from almoner.website.starting import start

        start()
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    from django.db import connection

    from almoner.measurements import actions
    from almoner.measurements.models import Series
    from almoner.publications.register import publications
    from almoner.website.starting import migrate
    from benchmarks.timing import peak_memory_mib, show, timed

    listed = publications()
    read = {one.code: one.read(one.packaged) for one in listed}
    reading = [
        timed(f"read {one.code}", lambda one=one: one.read(one.packaged), runs=RUNS)
        for one in listed
    ]
    rows = [
        row
        for editions in read.values()
        for edition in editions
        for row in edition.measurements.select("value", "numerator", "denominator").iter_rows()
    ]

    def floor() -> None:
        with closing(sqlite3.connect(folder / "floor.sqlite3")) as database:
            database.execute("DROP TABLE IF EXISTS floor")
            database.execute("CREATE TABLE floor (a, b, c)")
            database.executemany("INSERT INTO floor VALUES (?, ?, ?)", rows)
            database.commit()

    def fresh() -> None:
        connection.close()
        for path in folder.glob("almoner.sqlite3*"):
            path.unlink()
        migrate()

    def keep() -> None:
        for editions in read.values():
            actions.load(editions=editions)

    baseline = timed("the same values into a bare table", floor, runs=RUNS)
    kept = timed("keep everything, with readings", keep, runs=RUNS, before=fresh)
    codes = sorted(set(Series.objects.values_list("indicator", flat=True)))
    again = timed(
        "read every series again", lambda: actions.read_again(indicators=codes), runs=RUNS
    )
    size = (folder / "almoner.sqlite3").stat().st_size / 2**20
    notes = {
        kept.name: f"{len(rows):,} measurements, {len(codes):,} indicators; {size:,.0f} MiB kept",
        again.name: f"{Series.objects.count():,} series: ranks, quartiles, neighbours, signals",
    }
    show(
        "Loading everything that comes with Almoner",
        [baseline, kept, again],
        baseline=baseline,
        notes=notes,
    )
    show("Reading the publishers' files", reading)
    print(f"peak memory of the loading process: {peak_memory_mib():,.0f} MiB")
    shutil.rmtree(folder / "static", ignore_errors=True)


if __name__ == "__main__":
    main()
