"""The process in which cases run: it says before each case which it is, and after it what came."""

from __future__ import annotations

import resource
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

MEMORY_MIB = 1024
ADDRESS_SPACE_BYTES = 12 * 2**30


def resident_mib() -> float:
    """The most memory that this process has had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work(start: int, pipe: Connection, folder: str) -> None:
    """Run case after case from `start`; say before each which it is, and after it what came."""
    # A thousand threads' worth of reserved addresses is no memory, so the limit is a wide one;
    # what is resident is measured after each case.
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE_BYTES, ADDRESS_SPACE_BYTES))
    from tests.fuzz.case import run

    number = start
    while True:
        pipe.send((number, "begun", ""))
        try:
            came, said = run(number, Path(folder)), ""
        except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
            came, said = "failed", traceback.format_exc()
        if came != "failed" and resident_mib() > MEMORY_MIB:
            came, said = "failed", f"{resident_mib():.0f} MiB resident"
        pipe.send((number, came, said))
        number += 1
