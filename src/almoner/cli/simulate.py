"""`almoner simulate`: the records of a made-up council."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from almoner.reference.language import _

app = typer.Typer()


@app.command()
def simulate(
    out: Annotated[Path, typer.Option(help=_("An empty or new folder for the records."))],
    people: Annotated[int, typer.Option(help=_("People known to the council."))] = 30_000,
    years: Annotated[int, typer.Option(help=_("Reporting years, to 31 March 2026."))] = 5,
    seed: Annotated[int, typer.Option(help=_("The same seed makes the same council."))] = 1,
    plant: Annotated[
        list[str] | None,
        typer.Option(
            help=_(
                "A story to plant, as KIND@TEAM@YYYY-MM: slowdown, blockage, surge, closed_early "
                "or clock_restart. May be given several times."
            )
        ),
    ] = None,
) -> None:
    """Make up a council: people, lives and work in the tables of the record, as Parquet.

    What was planted is told in truth.json.
    """
    from almoner.simulation.plants import Plant
    from almoner.simulation.run import Simulation

    made = Simulation(people, years, seed, [Plant.of(text) for text in plant or []])
    rows = made.write(out, lambda done: typer.echo(_("{done} people").format(done=done), err=True))
    for name, number in rows.items():
        typer.echo(f"{name:24}{number:>12,}")
    typer.echo(_("{rows:,} rows in {out}").format(rows=sum(rows.values()), out=out))
