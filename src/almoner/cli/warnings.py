"""`almoner warnings`: early warnings of an authority that have not been told before."""

from __future__ import annotations

import getpass
import json
from typing import Annotated

import typer

from almoner.reference.language import _

app = typer.Typer()


@app.command()
def warnings(
    authority: Annotated[
        str | None, typer.Option(help=_("The authority's code; may be left out when there is one."))
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=_("Those told before as well; nothing is remembered."))
    ] = False,
    by: Annotated[str, typer.Option(help=_("To whom they are told; you, when left out."))] = "",
) -> None:
    """Tell what is new, a line of JSON each, and remember that it was told.

    Meant for a timer that mails what it prints: a warning is told once, and again only after it
    had gone.
    """
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.queries import the_authority
    from almoner.dashboards.views.live_warnings import watched
    from almoner.improvement.telling import tell

    code = the_authority(authority).code
    told = {one.key: one for one in watched(the_authority(authority)).told}
    standing = {key: one.told.lead.series.periods[one.told.lead.since] for key, one in told.items()}
    new = (
        list(standing)
        if every
        else tell(authority=code, standing=standing, by=by or getpass.getuser())
    )
    for key in new:
        lead = told[key].told.lead
        line = {
            "indicator": key[0],
            "title": lead.series.entry.title,
            "units": [unit.code for unit in told[key].units],
            "direction": key[2],
            "since": standing[key],
            "coming": str(lead.watched.rise if lead.direction > 0 else lead.watched.fall),
            "next_step": str(lead.watched.next_step),
            "chance": told[key].chance,
        }
        typer.echo(json.dumps(line, ensure_ascii=False))
