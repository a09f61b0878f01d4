"""`almoner check`: every rule of a statutory return over its files; findings as CSV."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almoner.reference.language import _, ngettext
from almoner.reference.refusal import Refusal
from almoner.returns.year import year_with

if TYPE_CHECKING:
    import polars as pl

    from almoner.returns.checking import Outcome
    from almoner.returns.context import Collection
    from almoner.returns.submission import Request

app = typer.Typer()

_LOOK_AGAIN_AFTER_SECONDS = 1.0


@app.command()
def check(
    return_code: Annotated[
        str, typer.Argument(metavar="RETURN", help=_("SSDA903, CIN, ANNEX_A, CLD and so on."))
    ],
    path: Annotated[Path, typer.Argument(help=_("Folder, zip or file of the return."))],
    previous: Annotated[Path | None, typer.Option(help=_("Last year's return."))] = None,
    providers: Annotated[
        Path | None, typer.Option(help=_("List of registered providers (CSV or workbook)."))
    ] = None,
    postcodes: Annotated[
        Path | None,
        typer.Option(help=_("Postcodes with authority and grid reference (CSV or workbook).")),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(help=_("Collection year such as 2026-27; the return's own if left out.")),
    ] = None,
    authority: Annotated[
        str | None, typer.Option(help=_("The returning authority, such as E10000016."))
    ] = None,
    out: Annotated[Path | None, typer.Option(help=_("Where to write the findings."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the summary as JSON."))] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=_("Check again when a file changes."))
    ] = False,
) -> None:
    """Check a statutory return: every rule, at once, on anything.

    Exits 1 when there are findings of severity error, 2 when the files are refused, else 0.
    """
    from almoner.returns.submission import Request

    _refuse_nowhere(out)

    request = Request(return_code.upper(), path, previous, providers, postcodes, year, authority)
    while True:
        seen = _stamps(request.files())
        findings = _checked(request, out, as_json=as_json, go_on=watch)
        if not watch:
            raise typer.Exit(_exit_code(findings))
        while _stamps(request.files()) == seen:
            time.sleep(_LOOK_AGAIN_AFTER_SECONDS)


def _refuse_nowhere(out: Path | None) -> None:
    """Refuse a place for findings that cannot be, before anything is read."""
    if out is not None and (out.is_dir() or not out.resolve().parent.is_dir()):
        message = _("findings cannot be written here")
        raise Refusal(message, file=out, expected=_("a file in a folder that exists"))


def _checked(
    request: Request, out: Path | None, *, as_json: bool, go_on: bool
) -> pl.DataFrame | None:
    from almoner.cli.progress import shown
    from almoner.returns.submission import check_files

    try:
        with shown(request.files()):
            outcome = check_files(request)
    except Refusal as refusal:
        if not go_on:
            raise
        typer.echo(_("Refused: {reason}").format(reason=refusal), err=True)
        return None
    if out is not None:
        outcome.findings.write_csv(out)
    typer.echo(_as_json(outcome) if as_json else _as_text(outcome))
    return outcome.findings


def _exit_code(findings: pl.DataFrame | None) -> int:
    return int(findings is not None and "error" in findings.get_column("severity"))


def _by_rule(findings: pl.DataFrame) -> pl.DataFrame:
    return findings.group_by("rule", "severity", "message", maintain_order=True).len("findings")


def _as_json(outcome: Outcome) -> str:
    findings = outcome.findings
    severities = findings.get_column("severity").value_counts().rows()
    by_rule = _by_rule(findings).to_dicts()
    summary = {
        "findings": findings.height,
        "by_severity": dict(severities),
        "by_rule": by_rule,
        "undecided": [silent._asdict() for silent in outcome.undecided],
        "year": outcome.collection.year,
        "own_year": outcome.collection.own_year,
        "year_asked": outcome.collection.asked,
        "own_year_of_previous": outcome.collection.own_last,
        "rules_run": outcome.ran,
        "not_run": [skipped._asdict() for skipped in outcome.skipped],
    }
    return json.dumps(summary, ensure_ascii=False)


def _as_text(outcome: Outcome) -> str:
    findings = outcome.findings
    lines = [
        f"{code:>9}  {found:>7,}  {severity:<8}  {message}"
        for code, severity, message, found in _by_rule(findings).rows()
    ]
    total = ngettext(
        "{year}: {rules} rules run, {n} finding",
        "{year}: {rules} rules run, {n} findings",
        findings.height,
    ).format(year=outcome.collection.year, rules=outcome.ran, n=f"{findings.height:,}")
    rest = (*_undecided(outcome), *_not_run(outcome), *_of_the_year(outcome.collection))
    return "\n".join([*lines, *rest, total])


def _of_the_year(collection: Collection) -> list[str]:
    """Where the year comes from, unless it was asked for and the return agrees; and whether last
    year's return is of another year than the one before."""
    year, own, last = collection.year, collection.own_year, collection.own_last
    before = year_with(collection.start - timedelta(days=1))
    another = _("Last year's return is of {last} by its own dates; {before} was expected.")
    lines = [another.format(last=last, before=before)] if last not in (None, before) else []
    if collection.asked and own in (None, year):
        return lines
    if collection.asked:
        said = _("Checked as {year}, which was asked for; the return itself is of {own}.")
    elif own is not None:
        said = _("Checked as {year}, the year of the return itself; --year for another.")
    else:
        said = _(
            "Checked as {year}, today's: the return does not say its year; --year for another."
        )
    return [*lines, said.format(year=year, own=own)]


def _undecided(outcome: Outcome) -> list[str]:
    return [
        ngettext(
            "{table}: {field} cannot be read in {n} row, undecided by {codes}",
            "{table}: {field} cannot be read in {n} rows, undecided by {codes}",
            s.rows,
        ).format(table=s.table, field=s.field, n=s.rows, codes=", ".join(s.rules))
        for s in outcome.undecided
    ]


def _not_run(outcome: Outcome) -> list[str]:
    return [
        ngettext(
            "{n} rule not run, {reason}: {codes}",
            "{n} rules not run, {reason}: {codes}",
            len(s.rules),
        ).format(n=len(s.rules), reason=s.reason, codes=", ".join(s.rules))
        for s in outcome.skipped
    ]


def _stamps(paths: list[Path]) -> dict[Path, int]:
    files = [file for path in paths for file in (path.iterdir() if path.is_dir() else [path])]
    return {file: file.stat().st_mtime_ns for file in files if file.exists()}
