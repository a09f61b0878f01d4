"""`almoner engine`: the process that keeps computed figures in line with the records."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from typing import Annotated

import typer

from almoner.reference.language import _

app = typer.Typer()

_LONGEST_PAUSE = 30.0


@app.command()
def engine(
    once: Annotated[
        bool, typer.Option("--once", help=_("Bring figures up to date, and end."))
    ] = False,
    supervised_by: Annotated[int, typer.Option(hidden=True)] = 0,
    child_of: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Keep computed figures in line with the records, until stopped.

    `almoner serve` starts one of these beside the site; on its own it can run apart from it.
    """
    if supervised_by:
        supervise(supervised_by)
        return
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("almoner.engine").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.process import parent_lives, run_engine

    try:
        run_engine(wanted=parent_lives(child_of) if child_of else lambda: True, once=once)
    except KeyboardInterrupt:
        raise SystemExit(0) from None


def start_beside() -> subprocess.Popen[bytes]:
    """Start a supervised engine that ends when this process does."""
    command = [sys.executable, "-m", "almoner.cli", "engine", "--supervised-by", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 - our own interpreter


def supervise(parent: int) -> None:
    """Run an engine, and another whenever it ends, for as long as `parent` is our parent."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    pause, child = 1.0, None
    try:
        while os.getppid() == parent:
            started = time.monotonic()
            child = _child()
            while child.poll() is None and os.getppid() == parent:
                time.sleep(0.25)
            pause = 1.0 if time.monotonic() - started > 60 else min(pause * 2, _LONGEST_PAUSE)
            if os.getppid() == parent:
                time.sleep(pause)
    except KeyboardInterrupt:
        pass
    finally:
        if child is not None and child.poll() is None:
            child.terminate()


def _child() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "almoner.cli", "engine", "--child-of", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 - our own interpreter
