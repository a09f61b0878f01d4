"""How long measuring takes: one indicator against SQL by hand, the whole catalogue, one change.

Run as `python -m benchmarks.engine_measure [PEOPLE ...]`. Prints medians, wall and CPU seconds, and
memory.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from almoner.catalogue.register import chosen, computed_indicators
from almoner.engine.command import covered
from almoner.engine.compiler import compiled
from almoner.engine.counting import count, make_axes
from almoner.engine.live import Change, Live
from almoner.engine.measure import measure, results_of
from almoner.engine.mirror import Mirror
from almoner.engine.plan import make_plan
from almoner.engine.prepared import prepared
from almoner.records.directory import RecordsDirectory
from almoner.simulation.run import Simulation
from benchmarks.timing import peak_memory_mib

RUNS = 5
# One indicator as somebody would write it: assessments within 45 working days by team and month.
BY_HAND = """
SELECT year(a.authorised_on) * 12 + month(a.authorised_on) - 1 AS k, a.team_id,
       count(*) AS n, count(*) FILTER (WHERE e.working_days - s.working_days <= 45) AS within
FROM child_assessment a
LEFT JOIN calendar s ON s.day = a.started_on
LEFT JOIN calendar e ON e.day = a.authorised_on
WHERE a.authorised_on IS NOT NULL GROUP BY 1, 2
"""


def timed(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Median wall and CPU seconds."""
    walls, cpus = [], []
    for _run in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls), statistics.median(cpus)


def line(name: str, figures: tuple[float, float]) -> None:
    print(f"{name:62}{figures[0]:9.3f}{figures[1]:9.3f}")


def bench(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "records"
        began = time.perf_counter()
        rows = sum(Simulation(people, 5, 1).write(out).values())
        made = time.perf_counter() - began
        directory = RecordsDirectory(out)
        months = covered(directory)
        print(f"\n{people:,} people, {rows:,} rows, made in {made:.1f} s; seconds: wall, CPU")
        line("load the mirror", timed(lambda: Mirror.of_directory(directory).connection.close(), 3))
        mirror = Mirror.of_directory(directory)
        by_hand = timed(lambda: mirror.run(BY_HAND))
        line("one indicator, SQL by hand", by_hand)
        program = compiled(make_plan(chosen(["CH-ASSESSMENTS-45"]), broken_down=False))
        ours = timed(lambda: results_of(mirror, program, months))
        line("the same by its definition (compiled before)", ours)
        print(f"{'ratio of CPU':62}{'':9}{ours[1] / by_hand[1]:9.2f}")
        everything = list(computed_indicators().values())
        for broken_down in (False, True):
            words = "with every breakdown" if broken_down else "by team, service, council"

            def compiling(broken_down=broken_down) -> object:
                return compiled(make_plan(everything, broken_down=broken_down))

            line(f"compile the catalogue, {words}", timed(compiling, 1))
            ready = prepared(everything, broken_down=broken_down)
            line(
                "the same, read from disk",
                timed(partial(prepared, everything, broken_down=broken_down)),
            )

            def statements(ready=ready) -> object:
                return results_of(mirror, ready.program, months)

            def counting(ready=ready) -> object:
                results = results_of(mirror, ready.program, months)
                team, membership = mirror.run("FROM team"), mirror.run("FROM team_membership")
                return count(ready.layout, results, make_axes(results, team, membership, months))

            def measuring(broken_down=broken_down) -> object:
                return measure(mirror, everything, months, broken_down=broken_down)

            line(f"{len(everything)} indicators, {words}: statements", timed(statements, 3))
            line("and whole numbers by place and period", timed(counting, 3))
            line("and values, as one frame of measurements", timed(measuring, 3))
        print(f"{'most memory so far, MiB':62}{peak_memory_mib():9.0f}")
        live = Live(mirror, tuple(everything[::10]), months)
        row = mirror.run("FROM child_assessment LIMIT 1")
        teams = iter(["CH-ASSESS-1", "CH-ASSESS-2"] * RUNS)

        def change() -> object:
            moved = row.with_columns(team_id=pl.lit(next(teams)))
            return live.change(Change("child_assessment", moved))

        line(f"one change of one assessment, {len(live.indicators)} indicators", timed(change))
        print("differing cells after the changes:", len(live.compared()))


if __name__ == "__main__":
    for number in [int(text) for text in sys.argv[1:]] or [5_000, 30_000]:
        bench(number)
