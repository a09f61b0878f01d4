"""Disclosure control of whole indicators, with every breakdown, over five years of a council."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import polars as pl

from almoner.catalogue.register import chosen
from almoner.engine.command import covered
from almoner.engine.measure import measure_with_places
from almoner.engine.mirror import Mirror
from almoner.engine.protection import protected
from almoner.records.directory import RecordsDirectory
from almoner.reference.marker import Marker
from almoner.simulation.run import Simulation

PEOPLE, YEARS, RUNS = 20_000, 5, 3
SETS = (["CH-REFERRALS"], ["CH-ASSESSMENTS", "CH-ASSESSMENTS-45"], ["AD-REQUESTS"], ["CH-PLANS"])
RULES = "dhsc-ascof"


def main() -> None:
    """Print the median time for each set of indicators, and what stays visible."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "records"
        Simulation(PEOPLE, YEARS, 1).write(place)
        records = RecordsDirectory(place)
        with Mirror.of_directory(records) as mirror:
            print(
                f"{'indicators':<40}{'figures':>9}{'seconds':>9}{'CPU':>7}{'5 or more shown':>17}"
            )
            for codes in SETS:
                _one(mirror, records, codes)


def _one(mirror: Mirror, records: RecordsDirectory, codes: list[str]) -> None:
    indicators = chosen(codes)
    frame, places = measure_with_places(mirror, indicators, covered(records))
    walls, cpus = [], []
    for _run in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        out = protected(frame, indicators, places, RULES)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    large = frame["numerator"] >= 5
    kept = out.filter(large)["marker"].fill_null("") != Marker.SUPPRESSED.value
    shown = f"{kept.sum() / max(pl.Series(large).sum(), 1):.0%}"
    print(
        f"{' '.join(codes):<40}{frame.height:>9,}{statistics.median(walls):>9.2f}"
        f"{statistics.median(cpus):>7.2f}{shown:>17}"
    )


if __name__ == "__main__":
    main()
