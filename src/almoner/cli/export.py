"""`almoner export`: a return made from the record again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

app = typer.Typer()


@app.command()
def export(
    return_code: Annotated[
        str, typer.Argument(metavar="RETURN", help=_("SSDA903, CIN, ANNEX_A, CLD and so on."))
    ],
    out: Annotated[Path, typer.Option(help=_("Folder to write to; made when it is not there."))],
    year: Annotated[
        str | None, typer.Option(help=_("Collection year such as 2026-27; today's if left out."))
    ] = None,
    as_known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("Use what was known on this day.")),
    ] = None,
    period: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help=_("Of several submissions of the year, that of the period ended on this day."),
        ),
    ] = None,
    form: Annotated[
        str | None, typer.Option(help=_("csv, xml or xlsx; the return's usual form if left out."))
    ] = None,
    records: Annotated[
        Path | None, typer.Option(help=_("From a folder of records, not from what is kept."))
    ] = None,
    authority: Annotated[
        str | None, typer.Option(help=_("The authority; may be left out when there is one."))
    ] = None,
) -> None:
    """Make a return from the record: what was submitted, with what the record says since.

    Facts that no submission told of make rows of their own. What is written is read back first: a
    form that cannot hold a row is refused.
    """
    from almoner.cli.kept import folder_records, kept_records
    from almoner.returns.keeping import from_records
    from almoner.returns.writing import written
    from almoner.returns.year import collection_year

    day = as_known_on and as_known_on.date()
    if records is not None:
        held, whose = folder_records(records, day, authority)
    else:
        held, whose = kept_records(day, authority)
    code = return_code.upper()
    tables = from_records(
        code, held, year=collection_year(year), authority=whose,
        ended_on=period and period.date(),
    )  # fmt: skip
    if not any(frame.height for frame in tables.values()):
        raise Refusal(_("the record holds nothing of this return and year"), found=code)
    files = written(code, tables, form)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    for name, frame in tables.items():
        if frame.height:
            typer.echo(f"{name:32}{frame.height:>10,}", err=True)
    typer.echo("\n".join(str(out / name) for name in files))
