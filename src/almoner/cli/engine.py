"""`almoner engine`: the process that keeps computed figures in line with the records."""

from __future__ import annotations

import getpass
import logging
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from almoner.cli.supervising import start_supervised, supervise
from almoner.reference.language import _

app = typer.Typer()


@app.callback(invoke_without_command=True)
def engine(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help=_("Bring figures up to date, and end."))
    ] = False,
    listen: Annotated[
        str,
        typer.Option(metavar="HOST:PORT", help=_("Answer a site on other hosts here, over TLS.")),
    ] = "",
    supervised_by: Annotated[int, typer.Option(hidden=True)] = 0,
    child_of: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Keep computed figures in line with the records, until stopped.

    `almoner serve` starts one of these beside the site; on its own it can run apart from it.
    """
    if context.invoked_subcommand:
        return
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
        run_engine(
            wanted=parent_lives(child_of) if child_of else lambda: True, once=once, listen=listen
        )
    except KeyboardInterrupt:
        raise SystemExit(0) from None


@app.command()
def compare(
    authority: Annotated[
        str | None, typer.Option(help=_("An authority's code; all of them without it."))
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("A .csv file for the cells that differ."))
    ] = None,
) -> None:
    """Count everything afresh from the records, and tell every kept figure that differs.

    Ends with 1 when any does. The engine, if one runs, goes on meanwhile.
    """
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.comparison import compared
    from almoner.casework.models import Authority
    from almoner.casework.queries import the_authority

    wanted = [the_authority(authority)] if authority else Authority.objects.order_by("code")
    found = []
    for one in wanted:
        differing = compared(one, by=getpass.getuser())
        typer.echo(
            _("{name}: {number} cells differ").format(name=one.name, number=differing.height)
        )
        found.append(differing.insert_column(0, pl.lit(one.code).alias("authority")))
    together = pl.concat(found) if found else pl.DataFrame()
    if out:
        together.write_csv(out)
    elif together.height:
        typer.echo(together.write_csv(separator="\t"), nl=False)
    raise SystemExit(1 if together.height else 0)


def start_beside() -> subprocess.Popen[bytes]:
    """Start a supervised engine that ends when this process does."""
    return start_supervised("engine")
