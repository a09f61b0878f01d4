"""One change to one person: until all cells that it touches are kept, stored, and shown.

Run: python -m benchmarks.live [--people 3400] [--changes 40] [--site 3400] [--readers 50]; with
ALMONER_BENCH=full for councils of 34,000 and 340,000 people: one million and ten million rows.

First the engine alone, at each size of council: changes of six tables, one by one, and a batch.
Wall and CPU time are both given, for CPU time says more on a machine that does other things too.
Then a site as in production at each size (SQLite, `almoner serve` and its engine): changes made
while everything is counted for the first time, and then, with so many open pages, from a change
acknowledged to its cells stored, and to each page told. `--records` and `--site-records` take
folders that were made before instead of making councils up.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.readers.open_pages import OpenPages, free_port

CHANGED = (
    ("child_assessment", "authorised_on"), ("referral", "closed_on"), ("contact", "decided_on"),
    ("adult_request", "completed_on"), ("adult_service", "ended_on"), ("person", "born_on"),
)  # fmt: skip
BATCH = 1_000


def line(name: str, *figures: str) -> None:
    print(f"{name:46}" + "".join(f"{figure:>12}" for figure in figures), flush=True)


def spread(seconds: Sequence[float]) -> list[str]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return [f"{1000 * statistics.median(ordered):.1f}", f"{1000 * high:.1f}"]


@contextmanager
def records_of(people: int, folder: Path | None) -> Iterator[Path]:
    """A folder of records: this one, or one made up."""
    if folder:
        yield folder
        return
    from almoner.simulation.run import Simulation

    with tempfile.TemporaryDirectory() as made:
        Simulation(people, 5, 7).write(Path(made) / "records")
        yield Path(made) / "records"


def a_change(frame: pl.DataFrame, column: str, number: int) -> pl.DataFrame:
    """The same row with another day in a column: one of the last three years."""
    day = dt.date(2026, 3, 28) - dt.timedelta(days=random.Random(number).randrange(1000))
    if column == "born_on":
        day = day.replace(year=day.year - 10 - number % 70)
    return frame.with_columns(pl.lit(day).alias(column))


def engine_alone(folder: Path, changes: int) -> list[float]:
    """Print what a change costs the engine; CPU seconds of all of them."""
    from almoner.catalogue.register import computed_indicators
    from almoner.engine.command import covered
    from almoner.engine.live import Change, Live
    from almoner.engine.mirror import Mirror
    from almoner.records.directory import RecordsDirectory

    directory = RecordsDirectory(folder)
    began = time.perf_counter()
    mirror = Mirror.of_directory(directory)
    everything = tuple(computed_indicators().values())
    live = Live(mirror, everything, covered(directory), ("", "area"))
    started = time.perf_counter() - began
    rows = sum(scalar(mirror, f'SELECT count(*) AS n FROM "{name}"') for name in tables())
    print(
        f"\nThe engine alone: {rows:,} rows, {len(everything)} indicators, from nothing to ", end=""
    )
    print(f"every cell in {started:.1f} s; milliseconds")
    line("a change of", "median", "p95", "CPU median", "CPU p95")
    total: list[float] = []
    for table, column in CHANGED:
        walls, cpus = [], []
        for number in range(-2, changes):  # the first prepare their statements, and are left out
            row = mirror.run(f'FROM "{table}" LIMIT 1 OFFSET {1 + 37 * abs(number)}')
            change = Change(table, a_change(row, column, number))
            wall, cpu = time.perf_counter(), time.process_time()
            live.change(change)
            if number >= 0:
                walls.append(time.perf_counter() - wall)
                cpus.append(time.process_time() - cpu)
        line(table, *spread(walls), *spread(cpus))
        total += cpus
    several = mirror.run(f"FROM child_assessment LIMIT {BATCH}")
    wall, cpu = time.perf_counter(), time.process_time()
    live.change(Change("child_assessment", a_change(several, "authorised_on", 1)))
    each = [
        f"{1000 * (time.perf_counter() - wall):.0f}",
        "",
        f"{1000 * (time.process_time() - cpu):.0f}",
    ]
    line(f"{several.height:,} assessments in one batch", *each)
    wall, cpu = time.perf_counter(), time.process_time()
    differing = live.compared()
    each = [
        f"{1000 * (time.perf_counter() - wall):.0f}",
        "",
        f"{1000 * (time.process_time() - cpu):.0f}",
    ]
    line("compared with a full rebuild", *each)
    print(f"differing cells: {len(differing)}")
    assert not differing
    return total


def tables() -> list[str]:
    from almoner.records.tables import declared_tables

    return [table.name for table in declared_tables().values() if table.counted]


def scalar(mirror: Any, sql: str) -> int:
    return int(mirror.run(sql)["n"][0])


def cpu_of(pid: int) -> float:
    """CPU seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def site(folder: Path, changes: int, readers: int) -> None:
    """Print how long it is until a change's cells are stored, and until open pages are told."""
    from almoner.engine.prepared import folder as compiled

    with tempfile.TemporaryDirectory() as data:
        compiled().mkdir(parents=True, exist_ok=True)
        Path(data, "compiled").symlink_to(compiled())  # compiled once, as on any later start
        os.environ |= {"ALMONER_DATA_DIR": data}
        os.environ.pop("DATABASE_URL", None)
        from almoner.website.starting import migrate, start

        start()
        migrate()
        from almoner.casework.asking import ask
        from almoner.casework.loading import load_records
        from almoner.casework.models import EngineState, Outbox, RecordVersion

        began = time.perf_counter()
        code = load_records(folder=folder, name="Made up", by="benchmark").code
        rows = RecordVersion.objects.filter(is_current=True).count()
        print(
            f"\nA site: {rows:,} current rows loaded in {time.perf_counter() - began:.0f} s", end=""
        )
        port = free_port()
        almoner = [sys.executable, "-m", "almoner.cli"]
        began = time.perf_counter()
        meanwhile: list[float] = []
        with (
            subprocess.Popen([*almoner, "engine"]) as engine,
            subprocess.Popen([*almoner, "serve", "--no-engine", "--port", str(port)]) as server,
        ):
            try:
                keys = keys_of_changed()
                while not EngineState.objects.filter(revision__gt=0).exists():
                    assert engine.poll() is None
                    meanwhile.append(one_change(code, keys, len(meanwhile)))
                    time.sleep(0.1)
                print(f", every cell after {time.perf_counter() - began:.0f} s more")
                line(f"{len(meanwhile)} changes meanwhile, acknowledged after", *spread(meanwhile))
                until(lambda: not Outbox.objects.exists(), engine)
                with OpenPages(port, f"/live/{code}/{code}/events", readers) as pages:
                    changed(code, changes, keys, pages, engine)
                print(f"the engine's memory at its most: {most_memory(engine.pid):.1f} GiB", end="")
                print(f"; differing cells: {len(ask(code, ask='compare')['differing'])}")
            finally:
                server.terminate()
                engine.terminate()


def until(happens: Callable[[], bool], engine: subprocess.Popen[bytes]) -> None:
    while not happens():
        assert engine.poll() is None
        time.sleep(0.1)


Keys = dict[str, list[str]]


def keys_of_changed() -> Keys:
    """Some rows of each table that is changed."""
    from almoner.casework.models import RecordVersion

    return {
        table: list(
            RecordVersion.objects.filter(table=table, is_current=True)
            .order_by("key")
            .values_list("key", flat=True)[:2000]
        )
        for table, _column in CHANGED
    }


def one_change(code: str, keys: Keys, number: int) -> float:
    """Change a row of one table or another; seconds until that was acknowledged."""
    from almoner.casework.actions import change_records
    from almoner.casework.checking import RecordChange
    from almoner.casework.models import ChangeKind

    table, column = CHANGED[number % len(CHANGED)]
    chance = random.Random(number)
    day = dt.date(2026, 3, 28) - dt.timedelta(days=chance.randrange(1000))
    if column == "born_on":
        day = day.replace(year=day.year - 10 - chance.randrange(70))
    asked = RecordChange(
        table, chance.choice(keys[table]), ChangeKind.CORRECT, {column: day.isoformat()}
    )
    began = time.perf_counter()
    change_records(authority=code, changes=[asked], by="benchmark", source="benchmark")
    return time.perf_counter() - began


def most_memory(pid: int) -> float:
    """The most that a process has held, in GiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(row.split()[1] for row in status.splitlines() if "VmHWM" in row)) / 2**20


def changed(
    code: str, changes: int, keys: Keys, pages: OpenPages, engine: subprocess.Popen[bytes]
) -> None:
    from almoner.casework.models import EngineState, Outbox

    stored, cpus, acknowledged, told = [], [], [], []
    for number in range(-len(CHANGED), changes):  # one of each table to prepare its statements
        revision, cpu = EngineState.objects.get().revision, cpu_of(engine.pid)
        took = one_change(code, keys, number)
        kept = time.perf_counter()
        while EngineState.objects.get().revision == revision or Outbox.objects.exists():
            time.sleep(0.001)
        done = time.perf_counter()
        after = EngineState.objects.get().revision
        if number >= 0:
            acknowledged.append(took)
            stored.append(done - kept)
            cpus.append(cpu_of(engine.pid) - cpu)
            told += [moment - kept for moment in pages.told(after)]
        else:
            pages.told(after)
        time.sleep(0.2)
    print(f"{changes} changes one by one, {pages.number} open pages; milliseconds")
    line("", "median", "p95")
    line("until a change is acknowledged", *spread(acknowledged))
    line("from there until all its cells are stored", *spread(stored))
    line("CPU of the engine meanwhile (by the 10 ms)", *spread(cpus))
    if told:
        line("from there until each page is sent them", *spread(told))


def main() -> None:
    """Each size in a process of its own: memory of one does not burden the next."""
    sizes = [34_000, 340_000] if os.environ.get("ALMONER_BENCH") == "full" else [3_400]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", help="sizes of the engine alone")
    parser.add_argument("--records", type=Path, nargs="*", default=[])
    parser.add_argument("--changes", type=int, default=60)
    parser.add_argument("--site", type=int, nargs="*", help="sizes of a site")
    parser.add_argument("--site-records", type=Path, nargs="*", default=[])
    parser.add_argument("--readers", type=int, default=50)
    asked = parser.parse_args()
    alone = asked.records or (sizes if asked.people is None else asked.people)
    sites = asked.site_records or (sizes if asked.site is None else asked.site)
    if len(alone) + len(sites) == 1:
        size = [*alone, *sites][0]
        known = size if isinstance(size, Path) else None
        with records_of(0 if known else size, known) as folder:
            if alone:
                engine_alone(folder, asked.changes)
            else:
                site(folder, asked.changes, asked.readers)
        return
    command = [sys.executable, "-m", "benchmarks.live", "--changes", str(asked.changes)]
    command += ["--readers", str(asked.readers)]
    for kind, other, each in [("people", "site", alone), ("site", "people", sites)]:
        for size in each:
            records = {"people": "records", "site": "site-records"}[kind]
            name = records if isinstance(size, Path) else kind
            subprocess.run([*command, f"--{name}", str(size), f"--{other}"], check=True)


if __name__ == "__main__":
    main()
