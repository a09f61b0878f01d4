"""Feeds every reader of returns with damaged files, in a process that is watched.

    python -m tests.fuzz --minutes 60 [--start N] [--log FILE]
    python -m tests.fuzz --case N

A case that raises anything but a refusal, takes more than the seconds allowed, uses more than a
gibibyte of memory, or kills the process is a failure: its number and what happened are printed
and the next case goes on in a new process. `--case` runs one again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzz.worker import resident_mib, work


@dataclass
class Watch:
    """The run as a whole: what came of how many cases, and the failures."""

    seconds_a_case: float
    log: Path | None
    counts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    at: int = 0

    def say(self, text: str) -> None:
        """Print a line, and write it to the log."""
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
        if self.log is not None:
            with self.log.open("a", encoding="utf-8") as out:
                out.write(text + "\n")

    def process(self, start: int, until: float, folder: str) -> int:
        """Run cases from `start` in one process until it fails or time is up; the next number."""
        ours, theirs = multiprocessing.Pipe()
        worker = multiprocessing.get_context("spawn").Process(
            target=work, args=(start, theirs, folder), daemon=True
        )
        worker.start()
        theirs.close()
        try:
            return self._listen(ours, start, until)
        finally:
            worker.kill()
            worker.join()

    def _listen(self, pipe: Connection, start: int, until: float) -> int:
        number, began = start, time.monotonic()
        while time.monotonic() < until:
            if not pipe.poll(self.seconds_a_case):
                return self._failed(number, f"no answer in {self.seconds_a_case} seconds")
            try:
                number, came, said = pipe.recv()
            except (EOFError, OSError):
                return self._failed(number, "the process died")
            if came == "begun":
                began = time.monotonic()
                continue
            self.slowest = max(self.slowest, (time.monotonic() - began, number))
            if came == "failed":
                return self._failed(number, said)
            self.counts[came] += 1
            number += 1
        return number

    def _failed(self, number: int, said: str) -> int:
        self.counts["failed"] += 1
        self.say(f"case {number} FAILED: {said}")
        return number + 1

    def summary(self) -> str:
        """What came of the cases so far."""
        counts = ", ".join(f"{n:,} {came}" for came, n in sorted(self.counts.items()))
        return f"{counts}; slowest {self.slowest[0]:.1f} s (case {self.slowest[1]})"


def main() -> int:
    """Run; 1 if any case failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seconds-a-case", type=float, default=30.0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--case", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.case is not None:
            from tests.fuzz.case import run

            came = run(options.case, Path(folder) / "case")
            sys.stdout.write(f"{came}, {resident_mib():.0f} MiB\n")
            return 0
        watch = Watch(options.seconds_a_case, options.log)
        number, until = options.start, time.monotonic() + 60 * options.minutes
        while time.monotonic() < until:
            # A new process every ten minutes, so that a leak is not taken for a case's memory.
            turn = min(until, time.monotonic() + 600)
            number = watch.process(number, turn, str(Path(folder) / "case"))
            if time.monotonic() >= turn:
                watch.say(watch.summary())
        watch.say(f"{options.minutes:g} minutes: {watch.summary()}")
    return int(watch.counts["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main())
