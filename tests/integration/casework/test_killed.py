"""Killed at any moment the engine comes back whole: nothing acknowledged is lost, nothing half."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders.authority import CODES

MOMENTS = 5
OPEN = "CH-ASSESSMENTS-OPEN"

PREPARE = """
import sys
from pathlib import Path
from almoner.website.starting import migrate, start
start(); migrate()
from tests.builders.authority import write_records
from almoner.casework.loading import load_records
load_records(folder=write_records(Path(sys.argv[1])), name="Isisbridge", by="tests")
"""

ENGINE = f"""
import sys
from almoner.website.starting import start
start()
from almoner.catalogue.register import chosen
from almoner.casework.process import run_engine
print("ready", flush=True)
run_engine(indicators=chosen({list(CODES)!r}), once="once" in sys.argv)
"""

CHANGES = """
import sys
from almoner.website.starting import start
start()
from almoner.casework.actions import change_records
from almoner.casework.checking import RecordChange
from almoner.casework.models import ChangeKind
print("ready", flush=True)
for line in sys.stdin:
    key = line.strip()
    asked = RecordChange("child_assessment", key, ChangeKind.CORRECT, {"authorised_on": None})
    change_records(authority="X10000001", changes=[asked], by="Ada", source="tests")
    print("kept", flush=True)
"""


class Site:
    """A database of its own, and the processes on it."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.database = folder / "almoner.sqlite3"
        self.environment = {
            **os.environ,
            "ALMONER_DATA_DIR": str(folder),
            "PYTHONPATH": str(repository),
        }
        self.environment.pop("DATABASE_URL", None)
        self.run(PREPARE, str(folder / "records"))

    def run(self, program: str, *arguments: str) -> None:
        """Run a program to its end."""
        command = [sys.executable, "-c", program, *arguments]
        subprocess.run(command, check=True, env=self.environment)

    @contextmanager
    def started(self, program: str) -> Iterator[subprocess.Popen[str]]:
        """A program that has got ready, and is killed at the end."""
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", program]
        with subprocess.Popen(
            command, stdin=pipe, stdout=pipe, text=True, env=self.environment
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            try:
                yield process
            finally:
                process.kill()

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """The rows of a query."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def kept(self) -> list[tuple[object, ...]]:
        """Every kept cell."""
        return self.ask(
            "SELECT unit, indicator, period, numerator, denominator, value, marker "
            "FROM casework_livevalue ORDER BY unit, indicator, period"
        )

    def waiting(self) -> int:
        """What the outbox holds."""
        return int(str(self.ask("SELECT count(*) FROM casework_outbox")[0][0]))

    def open_assessments(self) -> int:
        """Assessments in progress, counted from the records themselves."""
        rows = self.ask(
            "SELECT count(*) FROM casework_recordversion WHERE \"table\" = 'child_assessment' "
            "AND is_current AND kind <> 'delete' "
            "AND json_extract(content, '$.authorised_on') IS NULL"
        )
        return int(str(rows[0][0]))

    def figure(self) -> float:
        """The kept number of assessments in progress at the end."""
        rows = self.ask(
            "SELECT value FROM casework_livevalue WHERE indicator = ? AND unit = 'X10000001' "
            "AND period = 'M2026-03'",
            OPEN,
        )
        return float(str(rows[0][0]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Site:
    """An authority whose figures have been counted once."""
    made = Site(tmp_path_factory.mktemp("killed"), repository)
    made.run(ENGINE, "once")
    return made


def wait_until(happens: object, seconds: float = 60) -> None:
    """Wait for something; fails when it does not come."""
    until = time.monotonic() + seconds
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.01)


@pytest.mark.slow
def test_killed_while_it_takes_changes_in(site: Site) -> None:
    keys = [
        str(row[0])
        for row in site.ask(
            "SELECT key FROM casework_recordversion WHERE \"table\" = 'child_assessment' "
            "AND is_current AND json_extract(content, '$.authorised_on') IS NOT NULL "
            "ORDER BY key DESC"
        )
    ]
    assert len(keys) > MOMENTS
    chance = random.Random(20260331)
    caught_between = 0
    with site.started(CHANGES) as changes:
        assert changes.stdin is not None
        assert changes.stdout is not None
        for key in keys[:MOMENTS]:
            with site.started(ENGINE) as engine:
                wait_until(lambda: site.waiting() == 0)
                wait_until(lambda: site.figure() == site.open_assessments())
                changes.stdin.write(f"{key}\n")
                changes.stdin.flush()
                assert changes.stdout.readline() == "kept\n"
                time.sleep(chance.uniform(0, 0.3))
                engine.send_signal(signal.SIGKILL)
                engine.wait()
            # Either the change is wholly in the figures, or it is still waiting.
            level = site.figure() == site.open_assessments()
            assert level == (site.waiting() == 0)
            caught_between += not level
        assert caught_between, "no kill fell between the change and its cells"
    site.run(ENGINE, "once")
    assert site.waiting() == 0
    assert site.figure() == site.open_assessments()
    after_recovery = site.kept()
    with closing(sqlite3.connect(site.database)) as connection, connection:
        connection.execute("DELETE FROM casework_livevalue")
    site.run(ENGINE, "once")
    assert site.kept() == after_recovery


def test_a_second_engine_refuses_to_start(site: Site) -> None:
    with site.started(ENGINE):
        wait_until(lambda: (site.database.parent / "almoner.sqlite3.engine-lock").exists())
        time.sleep(0.2)
        second = subprocess.run(
            [sys.executable, "-c", ENGINE], env=site.environment, capture_output=True, text=True
        )
    assert second.returncode != 0
    assert "an engine is running on this database already" in second.stderr
