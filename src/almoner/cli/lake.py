"""`almoner lake`: the records of a region's or a nation's councils, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from almoner.reference.language import _

app = typer.Typer(no_args_is_help=True)

Lake = Annotated[Path, typer.Option(help=_("The lake's folder."))]
Council = Annotated[str, typer.Option(help=_("The council's code, such as E10000025."))]


@app.command()
def add(
    records: Annotated[Path, typer.Argument(help=_("A folder of one council's records."))],
    lake: Lake,
    council: Council,
) -> None:
    """Make a council's records part of a lake, in place of what it held of that council."""
    from almoner.records import lake as lakes

    made = lakes.add(lake, records, council)
    typer.echo(
        _("{council}: {rows:,} rows in {tables} tables are in the lake").format(
            council=made.council, rows=sum(made.rows.values()), tables=len(made.rows)
        )
    )


@app.command("list")
def list_(lake: Lake) -> None:
    """What a lake holds: each council with its days, rows, when it was added and its digest."""
    from almoner.records import lake as lakes

    for one in lakes.editions(lake):
        span = f"{one.first} - {one.last}" if one.first else "-"
        rows = f"{sum(one.rows.values()):>14,}"
        typer.echo(f"{one.council:<10} {span:<23} {rows}  {one.added_on}  {one.digest[:16]}")


@app.command()
def remove(lake: Lake, council: Council) -> None:
    """Take a council out of a lake."""
    from almoner.records import lake as lakes

    lakes.remove(lake, council)
    typer.echo(_("{council} is no longer in the lake").format(council=council))
