"""The command line: one module per command, imported only when it is called.

The top room: it may import every other. A command that needs no web framework starts without it.
"""

from __future__ import annotations

import importlib
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from almoner import __version__
from almoner.reference.language import _


class Command(NamedTuple):
    """Where a command lives (`module` has a Typer `app`) and its line in `almoner --help`."""

    module: str
    summary: str


# In the order in which `almoner --help` shows them.
COMMANDS: dict[str, Command] = {
    "demo": Command("almoner.cli.demo", _("Load real published data and serve the site.")),
    "serve": Command("almoner.cli.serve", _("Serve the site.")),
    "load": Command("almoner.cli.load", _("Load a publication's files.")),
    "indicators": Command("almoner.cli.indicators", _("Search the catalogue of indicators.")),
    "figures": Command("almoner.cli.figures", _("Figures held, or as an edition gave them.")),
    "check": Command("almoner.cli.check", _("Check a statutory return.")),
    "export": Command("almoner.cli.export", _("A statutory return made from the record.")),
    "measure": Command("almoner.cli.measure", _("Every indicator, from records or from a return.")),
    "explain": Command("almoner.cli.explain", _("The people and the SQL behind a figure.")),
    "simulate": Command("almoner.cli.simulate", _("The records of a made-up council.")),
    "spc": Command("almoner.cli.spc", _("Process limits and signals of series (JSON lines).")),
    "runchart": Command("almoner.cli.runchart", _("Run charts of series (JSON lines).")),
    "intervals": Command("almoner.cli.intervals", _("Confidence intervals (JSON lines).")),
    "funnel": Command("almoner.cli.funnel", _("Funnel limits of places (JSON lines).")),
    "forecast": Command("almoner.cli.forecast", _("Forecasts of series (JSON lines).")),
    "bunching": Command("almoner.cli.bunching", _("Heaps just inside a limit (JSON lines).")),
    "density": Command("almoner.cli.density", _("A break at a cut-off (JSON lines).")),
    "digits": Command("almoner.cli.digits", _("First and last digits of values (JSON lines).")),
    "integrity": Command("almoner.cli.integrity", _("Questions to ask of cases (JSON lines).")),
    "audit": Command("almoner.cli.audit", _("Audit a sample of the cases behind a figure.")),
    "returns": Command("almoner.cli.returns", _("Check returns received in the browser.")),
    "record": Command("almoner.cli.record", _("Load and change records; their history.")),
    "warnings": Command("almoner.cli.warnings", _("Tell early warnings that are new.")),
    "questions": Command("almoner.cli.questions", _("Put questions of records to teams.")),
    "target": Command("almoner.cli.target", _("Set targets and bands, and list them.")),
    "lake": Command("almoner.cli.lake", _("Councils' records side by side, for a region.")),
    "engine": Command("almoner.cli.engine", _("Keep live figures in line with the records.")),
    "manage": Command("almoner.cli.manage", _("Run one of Django's management commands.")),
}


class LazyGroup(TyperGroup):
    """A command group that imports a command's module when it is first asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The click command called `cmd_name`, or None."""
        if cmd_name not in COMMANDS:
            return None
        entry = COMMANDS[cmd_name]
        command = get_command(importlib.import_module(entry.module).app)
        command.name = cmd_name
        command.short_help = entry.summary
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands without importing any of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=_("Live performance for social services and housing."),
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help=_("Say which version this is.")
        ),
    ] = False,
) -> None:
    """Keep Typer in group mode."""


def main() -> None:
    """Run the command line; a refusal is one clear message and exit code 2."""
    from almoner.reference.refusal import Refusal

    try:
        app()
    except Refusal as refusal:
        typer.echo(_("Refused: {reason}").format(reason=refusal), err=True)
        raise SystemExit(2) from None
