"""A lake of made-up councils for benchmarks, of about a million rows each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from almoner.records.directory import RecordsDirectory
from almoner.records.lake_rows import LEFT_OUT, joined
from almoner.records.tables import declared_tables
from almoner.simulation.run import Simulation

PEOPLE, YEARS = 33_000, 5


def code(number: int) -> str:
    """The code of a made-up council."""
    return f"X2{number:07}"


def lake_of(folder: Path, councils: int) -> Path:
    """A folder in the shape of a lake with so many councils.

    One is simulated; each stands there with identifiers of its own, for its people and teams, so
    that an engine that reads all of them together finds as many people as there are.
    """
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "records"
        Simulation(PEOPLE, YEARS, 1).write(source)
        records = RecordsDirectory(source)
        own = str(records.scan("team").select("council").first().collect().item())
        for name in sorted(set(records.tables) - LEFT_OUT):
            versions, table = records.versions(name).collect().lazy(), declared_tables()[name]
            for number in range(councils):
                place = folder / name / f"council_code={code(number)}"
                place.mkdir(parents=True)
                rows = joined(versions, table, own, code(number)).collect()
                rows.write_parquet(place / "rows.parquet", compression="zstd", compression_level=1)
        (folder / "records.json").write_bytes((source / "records.json").read_bytes())
    return folder
