"""`almoner figures`: what is held of one indicator and area, or what one edition said."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

app = typer.Typer()

COLUMNS = ("period", "label", "value", "marker", "status", "publication", "edition")


@app.command()
def figures(
    indicator: Annotated[str, typer.Argument(help=_("The indicator's code."))],
    area: Annotated[str, typer.Argument(help=_("A council, region or nation: name or code."))],
    breakdown: Annotated[str, typer.Option(help=_("A breakdown such as sex=female."))] = "",
    edition: Annotated[
        str, typer.Option(help=_("As this edition published it; as now held when left out."))
    ] = "",
    revisions: Annotated[
        bool, typer.Option(help=_("Every value that any edition gave for a period given twice."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("As JSON."))] = False,
) -> None:
    """Show the figures of an indicator in an area, with the edition that each stands in."""
    from almoner.website.starting import start

    start()
    from almoner.measurements import queries

    place = areas().require(area)
    series = queries.one_series(indicator, place.code, breakdown)
    if series is None:
        raise Refusal(
            _("no such series is held"),
            found=f"{indicator} / {place.name} / {breakdown or _('total')}",
            expected=_("a code that `almoner indicators` lists, loaded with `almoner load`"),
        )
    if revisions:
        found = queries.revisions(series)
    elif edition:
        found = queries.as_published(series, edition)
    else:
        found = queries.as_held(series)
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in found]
    typer.echo(json.dumps(rows, ensure_ascii=False)) if as_json else _print(rows)
    if not rows:
        raise typer.Exit(1)


def _print(rows: list[dict[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name)
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in COLUMNS))
    Console().print(table)
