"""Timing several runs and printing a table: shared by the benchmarks."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Timing:
    """Seconds of each run of something."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median run."""
        return statistics.median(self.seconds)


def timed(
    name: str,
    work: Callable[[], object],
    *,
    runs: int = 5,
    before: Callable[[], object] | None = None,
) -> Timing:
    """`work` timed `runs` times, `before` (not timed) ahead of each."""
    seconds = []
    for _run in range(runs):
        if before:
            before()
        gc.collect()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return Timing(name, tuple(seconds))


def show(
    title: str,
    timings: Sequence[Timing],
    *,
    baseline: Timing | None = None,
    notes: dict[str, str] | None = None,
) -> None:
    """Print the timings in milliseconds, each with its ratio to the baseline's median."""
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    for heading in ("runs", "min ms", "median ms", "max ms", "ratio"):
        table.add_column(heading, justify="right")
    table.add_column("note")
    for one in timings:
        ratio = f"{one.median / baseline.median:.2f}" if baseline else ""
        table.add_row(
            one.name,
            str(len(one.seconds)),
            *(f"{1000 * s:,.1f}" for s in (min(one.seconds), one.median, max(one.seconds))),
            ratio,
            (notes or {}).get(one.name, ""),
        )
    Console(width=130).print(table)


def peak_memory_mib() -> float:
    """The most memory that this process has had resident, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
