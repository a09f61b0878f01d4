"""`almoner load`: a publication's files into the store of measurements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from almoner.cli.loading import load_publications
from almoner.publications.register import publication
from almoner.reference.language import _

app = typer.Typer()


@app.command()
def load(
    code: Annotated[
        str, typer.Argument(metavar="PUBLICATION", help=_("The publication's code, or 'all'."))
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(exists=True, help=_("Its files or folders; those packaged when left out.")),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Say what was loaded as JSON."))
    ] = False,
) -> None:
    """Load a publication; loading the same files twice changes nothing."""
    from almoner.publications.register import publications
    from almoner.website.starting import migrate, start

    start()
    migrate()
    if code == "all":
        jobs = [(one, one.packaged) for one in publications()]
    else:
        one = publication(code)
        jobs = [(one, tuple(paths or one.packaged))]
    loaded = load_publications(jobs)
    if as_json:
        typer.echo(
            json.dumps(
                [
                    {
                        "publication": one.publication,
                        "edition": one.edition,
                        "measurements": one.measurements,
                        "changed": one.changed,
                        "reissue": one.reissue,
                    }
                    for one in loaded
                ]
            )
        )
    elif not any(one.changed for one in loaded):
        typer.echo(_("Nothing new: these files are held already."))
