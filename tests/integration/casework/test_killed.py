"""Killed at any moment it comes back whole: nothing acknowledged is lost, nothing half there.

`ALMONER_KILLS` says how many moments are tried: a few by default.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

KILLS = int(os.environ.get("ALMONER_KILLS", "8"))
LOADS = KILLS // 4
SEED = 20260331

PREPARE = """
import sys
from pathlib import Path
from almoner.website.starting import migrate, start
start(); migrate()
from tests.builders.authority import write_records
if sys.argv[1:]:
    write_records(Path(sys.argv[1]))
"""

LOADED = ("recordversion", "authority", "outbox", "auditevent")
OPEN_RECORDS = """
SELECT count(*) FROM casework_recordversion WHERE "table" = 'child_assessment'
AND is_current AND kind <> 'delete' AND json_extract(content, '$.authorised_on') IS NULL
"""
OPEN_KEPT = """
SELECT value FROM casework_livevalue
WHERE indicator = 'CH-ASSESSMENTS-OPEN' AND unit = 'X10000001' AND period = 'M2026-03'
"""
DONE = """
SELECT key FROM casework_recordversion WHERE "table" = 'child_assessment'
AND is_current AND json_extract(content, '$.authorised_on') IS NOT NULL ORDER BY key DESC
"""


class Site:
    """A database of its own, and a nursery of processes on it."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.database = folder / "almoner.sqlite3"
        self.environment = {
            **os.environ,
            "ALMONER_DATA_DIR": str(folder),
            "PYTHONPATH": os.pathsep.join([str(repository / "src"), str(repository)]),
        }
        self.environment.pop("DATABASE_URL", None)
        self.nursery: subprocess.Popen[str] | None = None

    def prepare(self, *arguments: str) -> None:
        """Make the database; with a folder, records in it."""
        command = [sys.executable, "-c", PREPARE, *arguments]
        subprocess.run(command, check=True, env=self.environment)

    def begin(self, *line: str) -> int:
        """Start a process; its id."""
        if self.nursery is None:
            pipe = subprocess.PIPE
            command = [sys.executable, "-m", "tests.builders.nursery"]
            self.nursery = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, text=True, env=self.environment
            )
            assert self.said() == "ready"
        assert self.nursery.stdin is not None
        self.nursery.stdin.write(" ".join(line) + "\n")
        self.nursery.stdin.flush()
        said = self.said()
        while not said.startswith("started "):
            said = self.said()
        return int(said.split()[1])

    def said(self) -> str:
        """The next line that the nursery or one of its children prints."""
        assert self.nursery is not None
        assert self.nursery.stdout is not None
        return self.nursery.stdout.readline().strip()

    def whole(self, *line: str) -> None:
        """Run a process to its end."""
        pid = self.begin(*line)
        wait_until(lambda: not lives(pid))

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
        """Queries that all see one moment."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            connection.execute("BEGIN")
            yield lambda sql: connection.execute(sql).fetchall()

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """The rows of one query."""
        with self.reading() as asked:
            return asked(sql)

    def number(self, sql: str) -> float:
        """The one number of a query."""
        return float(str(self.ask(sql)[0][0]))

    def kept(self) -> list[tuple[object, ...]]:
        """Every kept cell."""
        return self.ask(
            "SELECT unit, indicator, period, numerator, denominator, value, marker "
            "FROM casework_livevalue ORDER BY unit, indicator, period"
        )


def lives(pid: int) -> bool:
    """Whether there is a process of this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def kill(pid: int) -> None:
    """Kill a process outright, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not lives(pid))


def wait_until(happens: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something; fails when it does not come."""
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.005)


@pytest.fixture
def new_site(tmp_path: Path, repository: Path) -> Iterator[Site]:
    """A site with nothing in it yet, and a folder of records beside it."""
    made = Site(tmp_path, repository)
    made.prepare(str(tmp_path / "records"))
    yield made
    if made.nursery is not None:
        made.nursery.kill()
        made.nursery.communicate()


@pytest.mark.slow
def test_killed_while_it_loads(new_site: Site) -> None:
    """A load is there wholly or not at all."""
    folder = str(new_site.database.parent / "records")
    lasts = 0.0
    for _time in range(2):  # the first is slower than those that follow
        emptied(new_site)
        began = time.monotonic()
        new_site.whole("load", folder)
        lasts = time.monotonic() - began
    loaded = new_site.number("SELECT count(*) FROM casework_recordversion")
    assert loaded > 1000
    chance, caught = random.Random(SEED), 0
    for moment in range(LOADS):
        emptied(new_site)
        loader = new_site.begin("load", folder)
        time.sleep(lasts * (moment + chance.random()) / LOADS)
        kill(loader)
        with new_site.reading() as asked:
            counts = [asked(f"SELECT count(*) FROM casework_{table}")[0][0] for table in LOADED]
            assert asked("PRAGMA quick_check") == [("ok",)]
        assert counts in ([0, 0, 0, 0], [loaded, 1, 1, 1])
        caught += counts[0] == 0
    assert caught, "every load had ended before it was killed"


def emptied(site: Site) -> None:
    """Take out all that loads have made."""
    with closing(sqlite3.connect(site.database)) as connection, connection:
        for table in LOADED:
            connection.execute(f"DELETE FROM casework_{table}")


@pytest.mark.slow
def test_killed_while_it_takes_changes_in(new_site: Site) -> None:
    """At any moment the kept figure and what waits in the outbox add up to the records."""
    new_site.whole("load", str(new_site.database.parent / "records"))
    new_site.whole("once")
    keys = [str(row[0]) for row in new_site.ask(DONE)]
    moments = KILLS - LOADS
    chance = random.Random(SEED + 1)
    acknowledged: set[str] = set()
    between = writers = 0
    for moment in range(moments):
        engine = new_site.begin("engine")
        mine = keys[moment % len(keys) :: moments][:6]
        writer = new_site.begin("change", *mine)
        if moment % 3 == 2:  # the writer is killed as well, in the middle of its changes
            for _key in mine[: chance.randrange(1, 4)]:
                acknowledged.add(new_site.said().split()[1])
            time.sleep(chance.uniform(0, 0.02))
            kill(writer)
            writers += 1
        else:
            acknowledged |= {new_site.said().split()[1] for _key in mine}
        time.sleep(chance.uniform(0, 1.5))
        kill(engine)
        between += level(new_site)
    assert between, "no kill fell between a change and its cells"
    assert writers or moments < 3
    undone = acknowledged & {str(row[0]) for row in new_site.ask(DONE)}
    assert not undone, "an acknowledged change was lost"
    new_site.whole("once")
    assert level(new_site) == 0
    after_recovery = new_site.kept()
    with closing(sqlite3.connect(new_site.database)) as connection, connection:
        connection.execute("DELETE FROM casework_livevalue")
    new_site.whole("once")
    assert new_site.kept() == after_recovery


def level(site: Site) -> int:
    """How many changes wait; the rest must be wholly in the figures, and nothing half kept."""
    with site.reading() as asked:
        waiting = int(str(asked("SELECT count(DISTINCT key) FROM casework_outbox")[0][0]))
        whole = asked("SELECT count(*) FROM casework_outbox WHERE key = ''")[0][0]
        opened, kept = asked(OPEN_RECORDS)[0][0], asked(OPEN_KEPT)[0][0]
        versions = asked("SELECT count(*) FROM casework_recordversion WHERE source = 'tests'")
        audited = asked("SELECT count(*) FROM casework_auditevent WHERE action = 'records.changed'")
        assert asked("PRAGMA quick_check") == [("ok",)]
    assert whole == 0
    assert versions == audited
    assert float(str(kept)) == float(str(opened)) - waiting
    return waiting


@pytest.mark.slow
def test_a_second_engine_refuses_to_start(new_site: Site) -> None:
    new_site.whole("load", str(new_site.database.parent / "records"))
    engine = new_site.begin("engine")
    lock = new_site.database.parent / "almoner.sqlite3.engine-lock"
    wait_until(lambda: lock.exists() and not new_site.ask("SELECT 1 FROM casework_outbox"))
    second = subprocess.run(
        [sys.executable, "-m", "almoner.cli", "engine", "--once"],
        env=new_site.environment, capture_output=True, text=True,
    )  # fmt: skip
    kill(engine)
    assert second.returncode == 2
    assert "an engine is running on this database already" in second.stderr
