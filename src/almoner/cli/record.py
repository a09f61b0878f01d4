"""`almoner record`: the records of an authority: load, change, history, keys to the API."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

app = typer.Typer(no_args_is_help=True)

Whose = Annotated[
    str | None, typer.Option(help=_("The authority's code; may be left out when there is one."))
]


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(help=_("A folder of records."))],
    authority: Annotated[str, typer.Option(help=_("The authority's name."))],
    by: Annotated[str, typer.Option(help=_("Who loads it."))] = "",
) -> None:
    """Keep a folder of records as those of a new authority: all of it, or nothing."""
    _start()
    from almoner.casework.loading import load_records

    def said(table: str, rows: int) -> None:
        typer.echo(f"{table:24}{rows:>12,}", err=True)

    made = load_records(folder=folder, name=authority, by=by or getpass.getuser(), said=said)
    typer.echo(_("{name} ({code}) is loaded").format(name=made.name, code=made.code))


@app.command()
def change(
    table: Annotated[str, typer.Argument(help=_("A table of the record."))],
    key: Annotated[str, typer.Argument(help=_("The key of the row."))],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="COLUMN=VALUE...", help=_("The new values."))
    ] = None,
    by: Annotated[str, typer.Option(help=_("Who makes the change."))] = "",
    insert: Annotated[bool, typer.Option("--insert", help=_("Enter a new row."))] = False,
    delete: Annotated[bool, typer.Option("--delete", help=_("Take the row out."))] = False,
    authority: Whose = None,
) -> None:
    """Correct a row of the record; the earlier version is kept."""
    if insert and delete:
        raise Refusal(_("a row is entered or taken out, not both"))
    if not by:
        raise Refusal(_("a change needs to say who made it"), expected="--by NAME")
    _start()
    from almoner.casework.actions import change_records
    from almoner.casework.checking import RecordChange
    from almoner.casework.models import ChangeKind

    kind = ChangeKind.CORRECT
    if insert or delete:
        kind = ChangeKind.INSERT if insert else ChangeKind.DELETE
    asked = RecordChange(table, key, kind, _pairs(values or []))
    made = change_records(
        authority=_code(authority), changes=[asked], by=by, source="almoner record"
    )
    typer.echo(
        _("{table} {key}: version {number} kept").format(
            table=table, key=key, number=made[0].number
        )
    )


@app.command()
def history(
    table: Annotated[str, typer.Argument(help=_("A table of the record."))],
    key: Annotated[str, typer.Argument(help=_("The key of the row."))],
    authority: Whose = None,
) -> None:
    """Every version of a row: who, when, from where, and what it said."""
    _start()
    from almoner.casework.queries import versions_of

    found = versions_of(_code(authority), table, key)
    if not found:
        raise Refusal(_("there is no such row"), file=table, found=key)
    for one in found:
        when = one.known_from or one.recorded_at
        typer.echo(
            f"{one.number} {one.kind} {when:%Y-%m-%d %H:%M} {one.recorded_by} ({one.source})"
        )
        for name, value in one.content.items():
            if value is not None:
                typer.echo(f"    {name} = {value}")


@app.command()
def token(
    name: Annotated[str, typer.Argument(help=_("The system that will use it."))],
) -> None:
    """A key to the API, shown once; only its hash is kept."""
    _start()
    from almoner.casework.tokens import make_token

    typer.echo(make_token(name=name, by=getpass.getuser()))


@app.command()
def allow(
    user: Annotated[str, typer.Argument(help=_("The name with which the user signs in."))],
    unit: Annotated[
        str, typer.Option(help=_("A team, service or locality; the whole council without it."))
    ] = "",
    authority: Whose = None,
) -> None:
    """Let a user see the people behind the figures of a unit. Nobody may without this."""
    _start()
    from almoner.casework.access import entitle

    code = _code(authority)
    entitle(username=user, authority=code, unit=unit, by=getpass.getuser())
    typer.echo(_("{user} may see the people of {unit}").format(user=user, unit=unit or code))


def _start() -> None:
    from almoner.website.starting import migrate, start

    start()
    migrate()


def _code(given: str | None) -> str:
    from almoner.casework.queries import the_authority

    return the_authority(given).code


def _pairs(texts: list[str]) -> dict[str, object]:
    pairs: dict[str, object] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise Refusal(_("a value is given as COLUMN=VALUE"), found=text)
        pairs[name] = value
    return pairs
