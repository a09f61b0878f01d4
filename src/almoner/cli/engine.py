"""`almoner engine`: the process that keeps computed figures in line with the records."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from typing import Annotated

import typer

from almoner.cli.supervising import start_supervised, supervise
from almoner.reference.language import _

app = typer.Typer()


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
        supervise(supervised_by, "engine")
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
    return start_supervised("engine")
