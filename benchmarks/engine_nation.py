"""The whole catalogue over one, ten, many councils: time, memory, and a chart of cost against size.

Run as `python -m benchmarks.engine_nation [COUNCILS ...] [--breakdowns] [--chart FILE.svg]`; each
council has about a million rows of records. 1 and 3 by default; 1, 10 and 150 with
ALMONER_BENCH=full. Every size runs in a process of its own, which reads a lake of Parquet files and
writes a file of measurements, as `almoner measure` does. Over the files of the largest size, the
indicators of the front door are then measured by DuckDB and by Spark, which reads all councils at
once, and the two are compared.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from almoner.catalogue.register import chosen, computed_indicators
from almoner.engine.command import columns_read, covered
from almoner.engine.councils import measure_councils
from almoner.engine.measure import measure
from almoner.engine.reading import councils_in, rows_in
from almoner.records.directory import RecordsDirectory
from almoner.reference.measurement import MEASUREMENT_KEY
from benchmarks.made_lake import lake_of
from benchmarks.peers.by_hand import FRONT_DOOR_CODES
from benchmarks.timing import peak_memory_mib

SIZES, FULL = (1, 3), (1, 10, 150)


@dataclass(frozen=True)
class Cost:
    """What one size took."""

    councils: int
    rows: int
    wall: float
    cpu: float
    mib: float
    measurements: int


def measured(lake: Path, broken_down: bool) -> Cost:
    """The cost of measuring a lake, in this process; definitions compiled before."""
    records = RecordsDirectory(lake)
    councils = councils_in(records)
    rows = sum(rows_in(records, council) for council in councils)
    indicators = list(computed_indicators().values())
    columns_read(indicators, broken_down=broken_down)
    wall, cpu = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        made = measure_councils(
            lake, indicators, out=Path(folder) / "out.parquet", broken_down=broken_down
        )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Cost(len(councils), rows, wall, cpu, peak_memory_mib(), made)


def apart(councils: int, broken_down: bool, *, on_spark: bool) -> Cost:
    """The cost of so many councils, in a process of its own; and with Spark, said at once."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        lake = lake_of(Path(folder) / "lake", councils)
        print(f"{councils} councils made in {time.perf_counter() - began:.0f} s", flush=True)
        cost = Cost(**_told(lake, ["--breakdowns"] if broken_down else []))
        if on_spark:
            found = _told(lake, ["--on-spark"])
            print("{indicators} indicators of {councils} councils:".format(**found), end=" ")
            print("DuckDB {duckdb:.1f} s, Spark {spark:.1f} s (clock),".format(**found), end=" ")
            print("{measurements:,} measurements, the same".format(**found), flush=True)
    return cost


def _told(lake: Path, asked: Sequence[str]) -> dict[str, Any]:
    """What this module says of a lake in another process."""
    command = [sys.executable, "-m", "benchmarks.engine_nation", "--lake", str(lake), *asked]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found


def beside_spark(lake: Path) -> dict[str, Any]:
    """Seconds of the front door's indicators by DuckDB and by Spark; refuses to differ."""
    from almoner.engine.spark import SparkEngine

    indicators, records = chosen(list(FRONT_DOOR_CODES)), RecordsDirectory(lake)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.parquet"
        measure_councils(lake, indicators, out=out, broken_down=False)
        expected = pl.read_parquet(out).sort(MEASUREMENT_KEY)
    halfway = time.perf_counter()
    tables = columns_read(indicators, broken_down=False)
    with SparkEngine.of_directory(records, tables=tables) as engine:
        found = measure(engine, indicators, covered(records), broken_down=False)
    ended = time.perf_counter()
    assert found.sort(MEASUREMENT_KEY).equals(expected), "Spark's figures differ"
    return {
        "indicators": len(indicators),
        "councils": len(councils_in(records)),
        "duckdb": halfway - began,
        "spark": ended - halfway,
        "measurements": expected.height,
    }


def chart(costs: Sequence[Cost], words: str) -> str:
    """Seconds against rows, both on logarithmic scales, as SVG; the dashed line is linear."""
    left, top, wide, deep = 70, 40, 470, 250
    xs = [one.rows for one in costs]
    ys = [value for one in costs for value in (one.wall, one.cpu)]
    low, high = math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs) * 1.01))
    least, most = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys) * 1.01))

    def at(rows: float, seconds: float) -> tuple[float, float]:
        return (
            left + wide * (math.log10(rows) - low) / (high - low),
            top + deep * (1 - (math.log10(seconds) - least) / (most - least)),
        )

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 580 350" role="img">',
        f'<g font-family="sans-serif" font-size="12"><title>{words}</title>',
        f'<rect width="580" height="350" fill="#fff"/><text x="{left}" y="20">{words}</text>',
    ]
    for power in range(low, high + 1):
        x, _y = at(10**power, 10**least)
        parts.append(f'<path d="M{x:.0f} {top}v{deep}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{top + deep + 18}" text-anchor="middle">')
        parts.append(f"{10 ** (power - 6):g}M rows</text>")
    for power in range(least, most + 1):
        _x, y = at(10**low, 10**power)
        parts.append(f'<path d="M{left} {y:.0f}h{wide}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">')
        parts.append(f"{10**power:g} s</text>")
    first = costs[0]
    ends = (at(one.rows, first.wall * one.rows / first.rows) for one in (first, costs[-1]))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in ends)
    parts.append(f'<polyline points="{line}" stroke="#888" stroke-dasharray="5" fill="none"/>')
    for name, colour in (("wall", "#1d70b8"), ("cpu", "#b8461d")):
        points = [at(one.rows, getattr(one, name)) for one in costs]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" stroke="{colour}" stroke-width="2" fill="none"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
    parts.append(
        f'<text x="{left}" y="340"><tspan fill="#1d70b8">seconds on the clock</tspan>, '
        '<tspan fill="#b8461d">seconds of processor</tspan>, dashed: linear</text></g></svg>'
    )
    return "\n".join(parts) + "\n"


def show(costs: Sequence[Cost]) -> None:
    """Print a table; the last columns are to the size before."""
    print(
        f"{'councils':>8}{'rows':>14}{'wall s':>9}{'CPU s':>9}{'MiB':>8}{'measurements':>14}",
        end="",
    )
    print(f"{'rows x':>8}{'wall x':>8}{'CPU x':>8}")
    for before, one in zip([None, *costs], costs, strict=False):
        print(f"{one.councils:>8}{one.rows:>14,}{one.wall:>9.1f}{one.cpu:>9.1f}", end="")
        print(f"{one.mib:>8,.0f}{one.measurements:>14,}", end="")
        if before is not None:
            each = (one.rows / before.rows, one.wall / before.wall, one.cpu / before.cpu)
            print("".join(f"{times:>8.1f}" for times in each), end="")
        print()


def main() -> None:
    """Measure every size and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("councils", type=int, nargs="*")
    parser.add_argument("--breakdowns", action="store_true")
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--lake", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--on-spark", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.lake and asked.on_spark:
        print(json.dumps(beside_spark(asked.lake)))
        return
    if asked.lake:
        print(json.dumps(asdict(measured(asked.lake, asked.breakdowns))))
        return
    sizes = asked.councils or (FULL if os.environ.get("ALMONER_BENCH") == "full" else SIZES)
    costs = [apart(n, asked.breakdowns, on_spark=n == max(sizes)) for n in sizes]
    words = f"{len(computed_indicators())} indicators" + (
        " with every breakdown" if asked.breakdowns else " by team, service, council"
    )
    print(f"{words}, every month, quarter and year; load at the end {os.getloadavg()[0]:.1f}")
    show(costs)
    if asked.chart:
        asked.chart.write_text(chart(costs, words), encoding="utf-8")


if __name__ == "__main__":
    main()
