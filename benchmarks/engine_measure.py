"""How long measuring one council takes, step by step, and beside the same written by hand.

Run as `python -m benchmarks.engine_measure [PEOPLE ...]`; 5,000 and 30,000 people (about a million
rows) by default. By hand are the fifteen indicators of the front door (contacts and assessments) by
team and month: two scans with every count in them, as somebody who knew all fifteen would write.
Prints medians, wall and CPU seconds, ratios, and memory.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from almoner.catalogue.register import chosen, computed_indicators
from almoner.engine.command import columns_read, covered
from almoner.engine.compiler import compiled
from almoner.engine.counting import count, make_axes
from almoner.engine.measure import measure, results_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.engine.plan import make_plan
from almoner.engine.prepared import prepared
from almoner.records.directory import RecordsDirectory
from almoner.simulation.run import Simulation
from benchmarks.engine_one import days_of
from benchmarks.peers.by_hand import FRONT_DOOR, FRONT_DOOR_CODES
from benchmarks.timing import peak_memory_mib

RUNS = 5
Figures = tuple[float, float]
"""Median wall and CPU seconds."""


def timed(work: Callable[[], object], runs: int = RUNS) -> Figures:
    """Median wall and CPU seconds."""
    walls, cpus = [], []
    for _run in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls), statistics.median(cpus)


def line(name: str, figures: Figures) -> None:
    """Print one row."""
    print(f"{name:62}{figures[0]:9.3f}{figures[1]:9.3f}")


def front_door(mirror: Mirror, months: Months) -> None:
    """Fifteen indicators by hand, and by their definitions."""
    days = days_of(months)
    ready = prepared(chosen(list(FRONT_DOOR_CODES)), broken_down=False)

    def by_hand() -> int:
        found = 0
        for sql in FRONT_DOOR:
            given = {"last": days["last"], "before": months.first - 1}
            rows = mirror.connection.execute(sql, given).to_arrow_table()
            whats, ns, months_of = (rows.column(n).to_pylist() for n in ("what", "n", "k"))
            found += sum(
                n
                for what, n, k in zip(whats, ns, months_of, strict=True)
                if what in ("decided", "authorised") and k >= months.first
            )
        return found

    def ours() -> object:
        return results_of(mirror, ready.program, months)

    made = measure(mirror, chosen(["CH-CONTACTS-FLOW", "CH-ASSESSMENTS"]), months)
    council = made.filter(made["area"].str.starts_with("X"), breakdown="")
    monthly = council.filter(council["period"].str.starts_with("M"))
    assert int(monthly["numerator"].sum()) == by_hand(), "the counts differ"
    hand, definitions = timed(by_hand), timed(ours)
    line("front door, 15 indicators, two scans by hand", hand)
    line("the same by their definitions", definitions)
    print(f"{'ratio':62}{definitions[0] / hand[0]:9.2f}{definitions[1] / hand[1]:9.2f}")


def catalogue(mirror: Mirror, months: Months, *, broken_down: bool) -> None:
    """Every indicator: compiled, counted, made into measurements."""
    everything = list(computed_indicators().values())
    words = "with every breakdown" if broken_down else "by team, service, council"
    compiling = partial(_compiled, broken_down)
    line(f"compile the catalogue, {words}", timed(compiling, 1))
    ready = prepared(everything, broken_down=broken_down)
    line("the same, read from disk", timed(partial(prepared, everything, broken_down=broken_down)))

    def counting() -> object:
        results = results_of(mirror, ready.program, months)
        team, membership = mirror.run("FROM team"), mirror.run("FROM team_membership")
        return count(ready.layout, results, make_axes(results, team, membership, months))

    number = f"{len(ready.program.tables)} tables, {len(ready.program.statements)} statements"
    line(
        f"{len(everything)} indicators, {words}: {number}",
        timed(partial(results_of, mirror, ready.program, months), 3),
    )
    line("and whole numbers by place and period", timed(counting, 3))
    line(
        "and values, as one frame of measurements",
        timed(partial(measure, mirror, everything, months, broken_down=broken_down), 3),
    )


def _compiled(broken_down: bool) -> object:
    return compiled(make_plan(list(computed_indicators().values()), broken_down=broken_down))


def bench(people: int) -> None:
    """Everything for one made-up council."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "records"
        began = time.perf_counter()
        rows = sum(Simulation(people, 5, 1).write(out).values())
        made = time.perf_counter() - began
        directory = RecordsDirectory(out)
        months = covered(directory)
        everything = list(computed_indicators().values())
        columns = columns_read(everything, broken_down=True)
        loading = partial(Mirror.of_directory, directory, columns=columns)
        print(f"\n{people:,} people, {rows:,} rows, made in {made:.1f} s; seconds: wall, CPU")
        line("load what is read", timed(lambda: loading().connection.close(), 3))
        with loading() as mirror:
            front_door(mirror, months)
            for broken_down in (False, True):
                catalogue(mirror, months, broken_down=broken_down)
        print(f"{'most memory so far, MiB':62}{peak_memory_mib():9.0f}")


if __name__ == "__main__":
    for number in [int(text) for text in sys.argv[1:]] or [5_000, 30_000]:
        bench(number)
