"""`almoner questions`: read how cases were recorded, and put what is worth asking to the teams."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from almoner.reference.language import _, ngettext

app = typer.Typer()


@app.command()
def questions(
    authority: Annotated[
        str | None, typer.Option(help=_("The authority's code; may be left out when there is one."))
    ] = None,
    by: Annotated[str, typer.Option(help=_("Who asks; you, when left out."))] = "",
) -> None:
    """Put new questions to the teams: never verdicts, and to each team before its managers.

    Meant for a timer. It prints how many are new, and not which: those who may see them read them
    on the page.
    """
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.queries import the_authority
    from almoner.improvement.questions.actions import ask_all

    new = ask_all(authority=the_authority(authority), by=by or getpass.getuser())
    words = ngettext("{n} new question is put", "{n} new questions are put", len(new))
    typer.echo(words.format(n=len(new)))
