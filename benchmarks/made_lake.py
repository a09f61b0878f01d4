"""A lake of made-up councils for benchmarks, of about a million rows each."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from almoner.records.directory import RecordsDirectory
from almoner.records.lake_rows import LEFT_OUT, joined
from almoner.records.tables import declared_tables
from almoner.simulation.run import Simulation

PEOPLE, YEARS = 33_000, 5
DIFFERENT = 10
"""Councils with identifiers of their own; more are the same files again under other names, which
only councils that are read together must not be."""


def code(number: int) -> str:
    """The code of a made-up council."""
    return f"X2{number:07}"


def lake_of(folder: Path, councils: int) -> Path:
    """A folder in the shape of a lake with so many councils, each like one that was simulated."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "records"
        Simulation(PEOPLE, YEARS, 1).write(source)
        records = RecordsDirectory(source)
        own = str(records.scan("team").select("council").first().collect().item())
        for name in set(records.tables) - LEFT_OUT:
            for number in range(councils):
                place = folder / name / f"council_code={code(number)}"
                place.mkdir(parents=True)
                file = place / "rows.parquet"
                if number < DIFFERENT:
                    rows = joined(
                        records.versions(name), declared_tables()[name], own, code(number)
                    )
                    rows.collect().write_parquet(file, compression="zstd", statistics=True)
                else:
                    first = file.parent.parent / f"council_code={code(number % DIFFERENT)}"
                    os.link(first / file.name, file)
        (folder / "records.json").write_bytes((source / "records.json").read_bytes())
    return folder
