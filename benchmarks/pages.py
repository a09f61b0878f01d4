"""How fast pages are made, and what memory that takes: gunicorn on all the data that we bring.

The baseline is the accessibility statement: a page in the same shell that reads no figures. "Cold"
is the first request for anything of the kind that a fresh server gets; "warm" is the same again.
Set ALMONER_BENCH_DATA to a data folder that is already loaded, to save the loading.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.timing import Timing, show, timed

COLD_RUNS = int(os.environ.get("ALMONER_BENCH_RUNS", "3"))
WARM_RUNS = 20 * COLD_RUNS
REQUESTS = 200

COUNCIL = "/councils/oxfordshire/"
INDICATOR = f"{COUNCIL}indicators/LAIT-ReReferral/"
INDICATOR_WITH_INTERVALS = f"{COUNCIL}indicators/CIN-Re_referrals_percent/"
BASELINE = "/accessibility/"


def main() -> None:
    """Print the tables."""
    ready = os.environ.get("ALMONER_BENCH_DATA")
    if ready:
        _measure(Path(ready))
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "almoner.cli", "demo", "--load-only"]
        environment = _environment(Path(folder))
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    large = _large_comparison(folder)
    pages = {
        "council page, every headline indicator": COUNCIL,
        "indicator page": INDICATOR,
        "indicator page with 150 intervals": INDICATOR_WITH_INTERVALS,
        "compare, 20 indicators x 12 councils": large,
    }
    cold = [_cold(folder, name, address) for name, address in pages.items()]
    with _server(folder) as (get, worker):
        baseline = timed("a page without figures", lambda: get(BASELINE), runs=WARM_RUNS)
        warm = [
            timed(
                name,
                lambda address=address: get(address),
                runs=WARM_RUNS,
                before=_once(get, address),
            )
            for name, address in pages.items()
        ]
        notes = {
            name: f"{len(get(address)) / 1024:,.0f} KiB; {_tiles(get(address))}".rstrip("; ")
            for name, address in pages.items()
        }
        before = _resident(worker)
        for address in _mixed(folder, large):
            get(address)
        after = _resident(worker)
    show("Pages warm", [baseline, *warm], baseline=baseline, notes=notes)
    show("Pages cold: the first of a fresh server", [baseline, *cold], baseline=baseline)
    print(
        f"memory of the worker: {before:,.0f} MiB at first, "
        f"{after:,.0f} MiB after {REQUESTS} mixed requests"
    )


def _cold(folder: Path, name: str, address: str) -> Timing:
    seconds = []
    for _run in range(COLD_RUNS):
        with _server(folder) as (get, _worker):
            get(BASELINE)
            start = time.perf_counter()
            get(address)
            seconds.append(time.perf_counter() - start)
    return Timing(name, tuple(seconds))


def _once(get: Callable[[str], bytes], address: str) -> Callable[[], object]:
    """Ask for the page before the first timing, and then no more."""
    asked: list[bytes] = []
    return lambda: asked or asked.append(get(address))


def _tiles(page: bytes) -> str:
    tiles = page.count(b'class="app-tile ')
    return f"{tiles} tiles" if tiles else ""


@contextmanager
def _server(folder: Path) -> Iterator[tuple[Callable[[str], bytes], int]]:
    """A server with one worker: a function that gets a page, and the worker's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "almoner.website.wsgi", f"--bind=127.0.0.1:{port}",
        "--threads=4", "--preload", "--log-level=error", "--no-control-socket", "--keep-alive=60",
    ]  # fmt: skip
    with subprocess.Popen(command, env=_environment(folder)) as server:
        connection = _connected(port)

        def get(address: str) -> bytes:
            connection.request("GET", address, headers={"Host": "localhost"})
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status == 200, (address, answer.status)
            return content

        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
        yield get, int(children.split()[0])
        connection.close()
        server.terminate()


def _connected(port: int) -> HTTPConnection:
    for _attempt in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return connection
    raise RuntimeError("the server did not start within 30 seconds")


def _environment(folder: Path) -> dict[str, str]:
    environment = {**os.environ, "ALMONER_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    return environment


def _resident(process: int) -> float:
    """Resident memory of a process, in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    (kib,) = (line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kib) / 1024


def _start(folder: Path) -> None:
    os.environ["ALMONER_DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    from almoner.website.starting import start

    start()


def _large_comparison(folder: Path) -> str:
    """Oxfordshire, its ten neighbours and Kent, by 20 indicators with parts."""
    _start(folder)
    from almoner.dashboards.choices import counted_had, neighbours_in_order
    from almoner.dashboards.selection import Selection
    from almoner.reference.areas import areas

    here = areas().require("Oxfordshire")
    counted = [entry for entries in counted_had(here).values() for entry in entries]
    chosen = Selection().adding(
        councils=[here, *neighbours_in_order(here), areas().require("Kent")],
        indicators=counted[:20],
    )
    assert (len(chosen.councils), len(chosen.indicators)) == (12, 20)
    return chosen.address()


def _mixed(folder: Path, large: str) -> list[str]:
    """Pages of every kind, of councils and indicators at random; the same on each run."""
    from almoner.measurements.models import Series
    from almoner.reference.areas import areas

    chance = random.Random(2024)
    councils = {one.code: one.slug for one in areas().councils()}
    found = Series.objects.filter(area__in=councils, breakdown="", value__isnull=False)
    pairs = list(found.values_list("area", "indicator"))
    addresses = []
    for number in range(REQUESTS):
        area, indicator = chance.choice(pairs)
        page = f"/councils/{councils[area]}/"
        addresses.append(
            (
                page,
                f"{page}indicators/{indicator}/",
                f"{page}indicators/{indicator}/",
                f"{page}indicators/",
                f"/indicators/{indicator}/",
                f"/compare/?council={councils[area]}&indicator={indicator}",
                large,
                "/search/?q=placement",
            )[number % 8]
        )
    return addresses


if __name__ == "__main__":
    main()
