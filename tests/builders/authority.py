"""A small made-up authority whose records are kept, and the indicators that tests keep for it."""

from __future__ import annotations

from pathlib import Path

CODES = (
    "CH-ASSESSMENTS-45",
    "CH-ASSESSMENTS-OPEN",
    "CH-ASSESSMENTS-OVERDUE",
    "CH-REFERRALS",
    "AD-REQUESTS-OPEN",
)
PEOPLE, YEARS, SEED = 400, 2, 11


def write_records(folder: Path) -> Path:
    """The records of the authority, as Parquet."""
    from almoner.simulation.run import Simulation

    Simulation(PEOPLE, YEARS, SEED).write(folder)
    return folder
