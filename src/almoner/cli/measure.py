"""`almoner measure`: every indicator that a return can give, straight from its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almoner.reference.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from almoner.returns.figures import Figure

app = typer.Typer()


@app.command()
def measure(
    path: Annotated[Path, typer.Argument(help=_("Folder, zip or file of the return."))],
    return_code: Annotated[
        str, typer.Option("--return", metavar="RETURN", help=_("SSDA903, CIN or CLD."))
    ],
    year: Annotated[
        str | None, typer.Option(help=_("Collection year such as 2026-27; today's if left out."))
    ] = None,
    postcodes: Annotated[
        Path | None, typer.Option(help=_("Postcodes with authority and grid reference (CSV)."))
    ] = None,
    authority: Annotated[
        str | None, typer.Option(help=_("The returning authority, such as E10000016."))
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Print one JSON object by indicator code."))
    ] = False,
) -> None:
    """Give every indicator that the return can give: numerator, denominator and value."""
    from almoner.returns.submission import Request, measure_files

    request = Request(
        return_code.upper(), path, postcodes=postcodes, year=year, authority=authority
    )
    figures = measure_files(request)
    typer.echo(_as_json(figures) if as_json else _as_text(figures))


def _as_json(figures: Mapping[str, Figure]) -> str:
    return json.dumps({code: figure._asdict() for code, figure in figures.items()})


def _as_text(figures: Mapping[str, Figure]) -> str:
    return "\n".join(
        f"{code:<52} {_said(figure.numerator):>9} {_said(figure.denominator):>9} "
        f"{_said(figure.value):>9}"
        for code, figure in figures.items()
    )


def _said(number: float | None) -> str:
    if number is None:
        return "-"
    return f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"
