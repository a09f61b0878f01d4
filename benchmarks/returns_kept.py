"""Times the keeping of an invented council's SSDA903: two years, then the second again, corrected.

    python -m benchmarks.returns_kept [--children 3000]

Works in a data folder of its own. Prints rows, wall and processor seconds of each, and of making
the return from the record again.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from benchmarks.councils.looked_after import make
from benchmarks.returns_ssda903 import AUTHORITY

YEARS = {"last": "2025-26", "this": "2026-27"}


def timed(what: str, work: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    print(f"{what:44}{time.perf_counter() - wall:8.2f} s{time.process_time() - processor:8.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--children", type=int, default=3000)
    children = parser.parse_args().children
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALMONER_DATA_DIR"] = str(Path(folder) / "data")
        print(f"{make(Path(folder), children, 0.0):,} rows of {children:,} children, two years")
        measure(Path(folder))


def measure(folder: Path) -> None:
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.held import rows_known
    from almoner.casework.submitting import files_at, keep
    from almoner.returns.keeping import from_records
    from almoner.returns.kinds import kind_of

    def submit(tables: Mapping[str, pl.DataFrame], year: str, path: Path) -> None:
        keep("SSDA903", tables, year=year, authority=AUTHORITY, files=files_at(path),
             by="benchmark", set_aside=True)  # fmt: skip

    print(f"{'':44}{'wall':>10}{'processor':>10}")
    for name, year in YEARS.items():
        tables = kind_of("SSDA903").read(folder / name)
        rows = sum(frame.height for frame in tables.values())
        timed(
            f"keep {year}, {rows:,} rows", lambda t=tables, y=year, n=name: submit(t, y, folder / n)
        )
    timed("keep 2026-27, the same again", lambda: submit(tables, "2026-27", folder / "this"))
    header = tables["Header"].with_columns(pl.lit("WIRI").alias("ETHNIC"))
    corrected = {**tables, "Header": pl.concat([header.head(50), tables["Header"].slice(50)])}
    timed("keep 2026-27, 50 rows corrected", lambda: submit(corrected, "2026-27", folder / "this"))
    timed(
        "make 2026-27 from the record",
        lambda: from_records("SSDA903", rows_known(AUTHORITY, submitted=True), year="2026-27",
                             authority=AUTHORITY),
    )  # fmt: skip


if __name__ == "__main__":
    main()
