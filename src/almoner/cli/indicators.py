"""`almoner indicators`: the catalogue, searched."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from almoner.catalogue.published import search
from almoner.reference.language import _, ngettext

app = typer.Typer()


@app.command()
def indicators(
    text: Annotated[list[str] | None, typer.Argument(help=_("Words to look for."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Whole entries as JSON."))] = False,
    limit: Annotated[int, typer.Option(help=_("How many to show at most; 0 for all."))] = 0,
) -> None:
    """List the indicators whose code, title, sentence or topic has every word of TEXT."""
    found = search(" ".join(text or []))
    shown = found[:limit] if limit else found
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in shown], ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (_("Code"), _("Title"), _("Unit"), _("Good is"), _("Source")):
        table.add_column(heading, overflow="fold")
    for entry in shown:
        table.add_row(entry.code, entry.title, entry.unit, entry.polarity, entry.source)
    console = Console()
    console.print(table)
    message = ngettext("{n} indicator", "{n} indicators", len(found)).format(n=len(found))
    console.print(message if len(shown) == len(found) else f"{message}, {len(shown)} shown")
    if not found:
        raise typer.Exit(1)
