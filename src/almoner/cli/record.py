"""`almoner record`: the records of an authority: load, change, history, duplicates, API keys."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

if TYPE_CHECKING:
    from almoner.records.duplicates import Pair

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
def submit(
    return_code: Annotated[
        str, typer.Argument(metavar="RETURN", help=_("SSDA903, CIN, CLD and so on."))
    ],
    path: Annotated[Path, typer.Argument(help=_("Folder, zip or file of the return."))],
    year: Annotated[
        str | None,
        typer.Option(help=_("Collection year such as 2026-27; the return's own if left out.")),
    ] = None,
    authority: Annotated[
        str, typer.Option(help=_("The returning authority, such as E10000016."))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who received it."))] = "",
    set_aside: Annotated[
        bool,
        typer.Option(
            "--set-aside",
            help=_("Hold rows that cannot be placed in the record as submitted, without a fact."),
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Say what changed as JSON."))] = False,
) -> None:
    """Keep a return as records: all of it, or nothing. Its predecessor's facts are replaced."""
    if not authority:
        raise Refusal(_("a return needs to say whose it is"), expected="--authority CODE")
    _start()
    from almoner.casework.submitting import files_at, keep
    from almoner.cli.submissions import kept_lines, kept_object
    from almoner.returns.kinds import kind_of
    from almoner.returns.submission import authority_code, own_year
    from almoner.returns.year import collection_year

    kind = kind_of(return_code.upper())
    tables = kind.read(path)
    kept = keep(
        kind.code,
        tables,
        year=collection_year(year or own_year(kind, tables)),
        authority=authority_code(authority) or "",
        files=files_at(path),
        by=by or getpass.getuser(),
        set_aside=set_aside,
    )
    typer.echo(kept_object(kept) if as_json else kept_lines(kept))


@app.command()
def submissions(
    return_code: Annotated[
        str | None, typer.Option("--return", metavar="RETURN", help=_("Only those of a return."))
    ] = None,
    authority: Whose = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
) -> None:
    """What was received, the latest first, and what it changed."""
    _start()
    from almoner.casework.queries import returns_received
    from almoner.cli.submissions import received_line, received_object

    found = returns_received(_code(authority), return_code and return_code.upper())
    for one in found:
        typer.echo(received_object(one) if as_json else received_line(one))


@app.command()
def write(
    folder: Annotated[Path, typer.Argument(help=_("Where to write; it must not be there yet."))],
    authority: Whose = None,
    as_known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("Use what was known on this day.")),
    ] = None,
) -> None:
    """Write the record as a folder of Parquet files, for `almoner measure --records`."""
    _start()
    from almoner.casework.writing import write_records

    rows = write_records(
        folder=folder, authority=_code(authority), on=as_known_on and as_known_on.date()
    )
    for table, number in rows.items():
        typer.echo(f"{table:24}{number:>12,}", err=True)


@app.command()
def token(
    name: Annotated[str, typer.Argument(help=_("The system that will use it."))],
) -> None:
    """A key to the API, shown once; only its hash is kept."""
    _start()
    from almoner.casework.tokens import make_token

    typer.echo(make_token(name=name, by=getpass.getuser()))


@app.command()
def tokens() -> None:
    """The keys to the API: which system each is for, when it was made, when it ended."""
    _start()
    from almoner.casework.tokens import tokens as all_tokens

    for one in all_tokens():
        ended = f"{one.revoked_at:%Y-%m-%d %H:%M}" if one.revoked_at else _("in use")
        typer.echo(f"{one.name}\t{one.made_at:%Y-%m-%d %H:%M}\t{ended}")


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(help=_("The system whose key it is."))],
) -> None:
    """End a key to the API at once; its name is not used again."""
    _start()
    from almoner.casework.tokens import revoke_token

    revoke_token(name=name, by=getpass.getuser())
    typer.echo(_("The key of {name} lets nobody in any more").format(name=name))


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


@app.command()
def duplicates(
    records: Annotated[
        Path | None, typer.Option(help=_("A folder of records, in place of those that are kept."))
    ] = None,
    least: Annotated[
        float, typer.Option(help=_("Least weight, in bits; 0 is as likely as not."))
    ] = 0.0,
    limit: Annotated[int, typer.Option(help=_("How many pairs to show at most."))] = 50,
    authority: Whose = None,
) -> None:
    """Pairs of people that may be one person, with what speaks for it. Nothing is merged."""
    pairs = _pairs_of(records, authority, least)
    for pair in pairs[:limit]:
        typer.echo(f"{pair.person_id}  {pair.other_id}  {pair.weight:.1f}  {pair.probability:.3f}")
        for words, bits in pair.reasons:
            typer.echo(f"    {bits:+6.1f}  {words}")
    typer.echo(
        _("{shown} of {found} pairs to decide on").format(
            shown=min(limit, len(pairs)), found=len(pairs)
        ),
        err=True,
    )


@app.command()
def decide(
    person: Annotated[str, typer.Argument(help=_("The key of the one person."))],
    other: Annotated[str, typer.Argument(help=_("The key of the other."))],
    decision: Annotated[str, typer.Argument(help=_("same or different."))],
    by: Annotated[str, typer.Option(help=_("Who decides."))] = "",
    reason: Annotated[str, typer.Option(help=_("Why, in words."))] = "",
    authority: Whose = None,
) -> None:
    """Keep whether two records are of one person, by whom and when; the records stay."""
    if not by:
        raise Refusal(_("a decision needs to say who took it"), expected="--by NAME")
    _start()
    from almoner.casework.identity import decide as keep

    made = keep(
        authority=_code(authority), person=person, other=other, decision=decision, by=by,
        reason=reason,
    )  # fmt: skip
    typer.echo(
        _("{key}: {decision}, version {number} kept").format(
            key=made.key, decision=decision, number=made.number
        )
    )


def _pairs_of(records: Path | None, authority: str | None, least: float) -> list[Pair]:
    if records is None:
        _start()
        from almoner.casework.identity import candidates

        return candidates(_code(authority), by=getpass.getuser(), least=least)
    from almoner.records.directory import RecordsDirectory
    from almoner.records.duplicates import people_to_compare, possible_duplicates

    folder = RecordsDirectory(records)
    people = people_to_compare(folder.scan("person").collect(), folder.scan("address").collect())
    decided = folder.scan("identity_decision").select("person_id", "other_id").collect().rows()
    return possible_duplicates(people, decided=decided, least=least)


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
