"""`almoner measure`: every indicator, from the records themselves."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from almoner.reference.language import _

app = typer.Typer()


class EngineName(StrEnum):
    """Which engine runs the statements; the measurements are the same."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@app.command()
def measure(
    records: Annotated[Path, typer.Option(help=_("A folder of records."))],
    out: Annotated[Path, typer.Option(help=_("Where to write: .parquet or .csv."))],
    indicator: Annotated[
        list[str] | None,
        typer.Option(help=_("An indicator's code. May be given several times; all when absent.")),
    ] = None,
    engine: Annotated[EngineName, typer.Option(help=_("What runs it."))] = EngineName.DUCKDB,
    as_known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("Use what was known on this day.")),
    ] = None,
    breakdowns: Annotated[
        bool, typer.Option(help=_("By area, sex, age and ethnic group as well."))
    ] = True,
    protect: Annotated[
        str,
        typer.Option(help=_("The disclosure rule set of the audience; none when absent.")),
    ] = "",
) -> None:
    """Measure indicators from records: all periods, teams, areas and breakdowns in one pass."""
    from almoner.catalogue.register import chosen
    from almoner.engine.command import measure_directory

    frame = measure_directory(
        records,
        chosen(indicator),
        engine=engine.value,
        as_known_on=as_known_on.date() if as_known_on else None,
        broken_down=breakdowns,
        rule_set=protect,
        out=out,
    )
    typer.echo(_("{rows:,} measurements in {out}").format(rows=frame.height, out=out))
