"""`almoner serve`: the site."""

from __future__ import annotations

from typing import Annotated

import typer

from almoner.cli.serving import serve_site
from almoner.reference.language import _

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help=_("The address to listen on."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=_("The port to listen on."))] = 8000,
    workers: Annotated[int, typer.Option(help=_("How many processes answer."))] = 2,
    engine: Annotated[
        bool, typer.Option(help=_("Run the engine of live figures as well; or start it apart."))
    ] = True,
) -> None:
    """Serve the site from the database that DATABASE_URL names (SQLite when it is not set)."""
    from almoner.website.starting import migrate, start

    start()
    migrate()
    typer.echo(_("Almoner is at http://{host}:{port}/").format(host=host, port=port))
    serve_site(host=host, port=port, workers=workers, engine=engine)
