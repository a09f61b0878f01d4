"""`almoner manage`: Django's own management commands, with our settings."""

from __future__ import annotations

from typing import Annotated

import typer

from almoner.reference.language import _

app = typer.Typer()


@app.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
def manage(
    arguments: Annotated[list[str] | None, typer.Argument(help=_("A command of Django's."))] = None,
) -> None:
    """Run a management command: migrate, dbshell, makemessages and so on."""
    from django.core.management import execute_from_command_line

    from almoner.website.starting import start

    start()
    execute_from_command_line(["almoner manage", *(arguments or ["help"])])
