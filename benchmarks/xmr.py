"""Process limits and signals of 100,000 series of 36 points, beside a peer in the same run.

The peer is abspc (`make peers`), or nhspy-plotthedots in an environment whose Python is named by
ALMONER_PEER_PYTHON: it is not in the package index. Without one, the ratio is to the slow double
of the tests, and that is said.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import time

import numpy as np
from rich.console import Console
from rich.table import Table

from almoner.signals.batch import SeriesBatch
from almoner.signals.comparison import rank_and_band
from almoner.signals.early_warning import watch
from almoner.signals.run_chart import run_chart
from almoner.signals.words import variation
from almoner.signals.xmr import Options, xmr
from benchmarks.peers import python_of
from tests.doubles.slow_xmr import slow_xmr

SERIES, POINTS, RUNS = 100_000, 36, 5
PEER_SERIES = 200

PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import pandas as pd
series = json.load(sys.stdin)
try:
    from nhspy_plotthedots.pandas_spc_calculations import pandas_spc_x_calc
    name = "nhspy-plotthedots"
    def read(values):
        return pandas_spc_x_calc(pd.DataFrame({"v": values}), "v")["special_cause_flag"].tolist()
except ImportError:
    from abspc import calculate_control_limits, detect_special_causes
    name = "abspc"
    def read(values):
        frame = calculate_control_limits(pd.DataFrame({"value": values}), "XmR")
        detect_special_causes(frame)
        return None
read(series[0])
seconds = []
for _run in range(5):
    start = time.perf_counter()
    flags = [read(values) for values in series]
    seconds.append(time.perf_counter() - start)
flags = [None if f is None else [bool(x) for x in f] for f in flags]
print(json.dumps({"name": name, "seconds": seconds, "flags": flags}))
"""


def peer(matrix: np.ndarray) -> tuple[str, float, list[list[bool] | None]]:
    """Name, median milliseconds a series, and flags where the peer has the same rules."""
    python = python_of("spc")
    if python:
        run = subprocess.run(
            [python, "-c", PEER],
            input=json.dumps(matrix.tolist()),
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(run.stdout.splitlines()[-1])
        each = 1000 * statistics.median(found["seconds"]) / len(matrix)
        return found["name"], each, found["flags"]
    seconds = []
    for _run in range(RUNS):
        start = time.perf_counter()
        read = [slow_xmr(values) for values in matrix.tolist()]
        seconds.append(time.perf_counter() - start)
    flags = [[p["kind"] != "common_cause" for p in points] for points, _v, _a in read]
    name = "slow double (no peer: make peers)"
    return name, 1000 * statistics.median(seconds) / len(matrix), flags


def catalogue() -> list[tuple[str, float]]:
    """Seconds (median) to read a council's catalogue: 150 indicators, 30 teams, 60 months."""
    rng = np.random.default_rng(60)
    matrix = rng.normal(50, 8, (150 * 30, 60)).round(1)
    batch = SeriesBatch.from_matrix(matrix)
    month = np.arange(60) % 12
    group = np.tile(np.arange(150 * 60), 30)
    improvement = np.repeat(rng.integers(-1, 2, 150), 30).astype(np.int8)

    def words() -> None:
        reading = xmr(batch, Options.default(batch, improvement=improvement))
        last = batch.offsets[1:] - 1
        for at, better in zip(last.tolist(), improvement.tolist(), strict=True):
            variation(int(reading.kind[at]), int(reading.direction[at]), better)

    parts = {
        "limits, rules, icons and sentences": words,
        "season, memory and early warning": lambda: watch(matrix, 48, month),
        "runs tests": lambda: run_chart(batch),
        "ranks and quarters of teams": lambda: rank_and_band(matrix.T.reshape(-1), group, 1),
    }
    found = []
    for name, work in parts.items():
        seconds = []
        for _run in range(RUNS):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
        found.append((name, statistics.median(seconds)))
    return found


def main() -> None:
    """Print the table."""
    rng = np.random.default_rng(36)
    matrix = rng.normal(50, 8, (SERIES, POINTS)).round(1)
    matrix[::4, 18:] += 10
    batch = SeriesBatch.from_matrix(matrix)
    xmr(batch)
    seconds = []
    for _run in range(RUNS):
        start = time.perf_counter()
        reading = xmr(batch)
        seconds.append(time.perf_counter() - start)
    each = 1000 * statistics.median(seconds) / SERIES
    name, peer_each, flags = peer(matrix[:PEER_SERIES])
    ours = (reading.kind.reshape(SERIES, POINTS)[:PEER_SERIES] != 0).tolist()
    same = [a == b for a, b in zip(ours, flags, strict=True) if b is not None]
    table = Table(title=f"XmR limits, rules and icons: {SERIES:,} series of {POINTS} points")
    for heading in ("", "series", "ms a series (median of 5)", "ratio", "same flags"):
        table.add_column(heading, justify="left" if not heading else "right")
    table.add_row("almoner", f"{SERIES:,}", f"{each:.4f}", "1", "")
    agreed = f"{sum(same)} of {len(same)}" if same else "other rules"
    table.add_row(name, f"{PEER_SERIES:,}", f"{peer_each:.3f}", f"{peer_each / each:,.0f}", agreed)
    Console(width=130).print(table)
    parts = catalogue()
    whole = Table(title="A council's catalogue: 150 indicators x 30 teams x 60 months (aim: 2 s)")
    whole.add_column("part")
    whole.add_column("seconds (median of 5)", justify="right")
    for part, took in [*parts, ("all", sum(took for _part, took in parts))]:
        whole.add_row(part, f"{took:.2f}")
    Console(width=130).print(whole)
    print(f"runs, seconds: {', '.join(f'{s:.2f}' for s in seconds)}; aim: under 0.06 ms a series")


if __name__ == "__main__":
    main()
