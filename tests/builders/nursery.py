"""A process that starts others in an instant, so that many can be killed at random moments.

Run as a program: it loads everything, and for each line that it reads forks a child which does what
the line says: `engine`, `once` (the engine until level), `load FOLDER`, or `change KEY...`. It
prints the child's process id. A child that changes prints each key once the change is acknowledged.
"""

from __future__ import annotations

import os
import signal
import sys

COUNCIL = "X10000001"


def act(what: str, *rest: str) -> None:
    """What a child does."""
    from almoner.casework.actions import change_records
    from almoner.casework.checking import RecordChange
    from almoner.casework.loading import load_records
    from almoner.casework.models import ChangeKind
    from almoner.casework.process import run_engine
    from almoner.catalogue.register import chosen
    from tests.builders.authority import CODES

    if what in ("engine", "once"):
        run_engine(indicators=chosen(list(CODES)), once=what == "once")
    elif what == "load":
        from pathlib import Path

        load_records(folder=Path(rest[0]), name="Isisbridge", by="tests")
    elif what == "change":
        for key in rest:
            asked = RecordChange(
                "child_assessment", key, ChangeKind.CORRECT, {"authorised_on": None}
            )
            change_records(authority=COUNCIL, changes=[asked], by="Ada", source="tests")
            say(f"kept {key}")


def say(line: str) -> None:
    """Print a line at once, and whole though others print too."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main() -> None:
    """Fork a child for every line."""
    from almoner.website.starting import start

    start()
    import almoner.casework.loading
    import almoner.casework.process  # noqa: F401 - loaded once for every child

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            act(*line.split())
            os._exit(0)
        say(f"started {child}")


if __name__ == "__main__":
    main()
