"""`almoner demo`: real published data, and the site on it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from almoner.cli.loading import load_publications
from almoner.cli.made_up import demo_user, load_made_up, what_to_try
from almoner.cli.serving import serve_site
from almoner.publications.register import publications
from almoner.reference.areas import areas
from almoner.reference.language import _

app = typer.Typer()


@app.command()
def demo(
    council: Annotated[
        str, typer.Option(help=_("The council to land on: a name or a code."))
    ] = "Oxfordshire",
    port: Annotated[int, typer.Option(help=_("The port to listen on."))] = 8000,
    load_only: Annotated[
        bool, typer.Option("--load-only", help=_("Load the data, and do not serve."))
    ] = False,
) -> None:
    """Load the real published data that come with Almoner and serve the site on this machine.

    Beside the real councils stands a made-up one with records, whose figures are live.
    """
    from almoner.website.starting import migrate, start

    place = areas().require(council)
    start()
    migrate()
    load_publications([(one, one.packaged) for one in publications()])
    authority = load_made_up()
    if load_only:
        return
    from django.urls import reverse

    os.environ["ALMONER_HOME_COUNCIL"] = place.code
    address = reverse("council", args=[place.slug])
    typer.echo(
        _("Almoner is at http://localhost:{port}{address}").format(port=port, address=address)
    )
    typer.echo(what_to_try(port, authority, demo_user(authority)))
    typer.echo(_("Press Ctrl+C to stop."))
    serve_site(host="127.0.0.1", port=port, workers=2)
