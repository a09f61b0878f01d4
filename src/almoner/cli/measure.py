"""`almoner measure`: every indicator, from records or straight from a return's files."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from almoner.returns.figures import Figure

app = typer.Typer()


class EngineName(StrEnum):
    """Which engine runs the statements; the measurements are the same."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@app.command()
def measure(
    path: Annotated[
        Path | None,
        typer.Argument(
            help=_("With --return: its folder, zip or file; the record's own if left out.")
        ),
    ] = None,
    records: Annotated[Path | None, typer.Option(help=_("A folder of records."))] = None,
    return_code: Annotated[
        str | None, typer.Option("--return", metavar="RETURN", help=_("SSDA903, CIN or CLD."))
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("With --records: where to write, .parquet or .csv."))
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option(help=_("An indicator's code. May be given several times; all when absent.")),
    ] = None,
    engine: Annotated[EngineName, typer.Option(help=_("What runs it."))] = EngineName.DUCKDB,
    as_known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("Use what was known on this day.")),
    ] = None,
    breakdowns: Annotated[
        bool, typer.Option(help=_("By area, sex, age and ethnic group as well."))
    ] = True,
    protect: Annotated[
        str,
        typer.Option(help=_("The disclosure rule set of the audience; none when absent.")),
    ] = "",
    year: Annotated[
        str | None,
        typer.Option(help=_("Collection year such as 2026-27; the return's own if left out.")),
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
    """Measure indicators: from --records, or from the files of a --return.

    From records: all periods, teams, areas and breakdowns in one pass, written to --out. From a
    return: each indicator that it can give, as numerator, denominator and value; without a path,
    from the return as the kept record would make it.
    """
    if (records is None) == (return_code is None):
        raise Refusal(_("what is to be measured is not clear"), expected="--records or --return")
    if return_code is not None:
        day = as_known_on.date() if as_known_on else None
        figures = (
            _of_kept(return_code, year, authority, day)
            if path is None
            else _of_return(return_code, path, year, postcodes, authority)
        )
        typer.echo(_as_json(figures) if as_json else _as_text(figures))
        return
    if out is None or records is None:
        raise Refusal(_("where to write is not given"), expected="--out FILE.parquet")
    from almoner.catalogue.register import chosen
    from almoner.engine.command import measure_directory
    from almoner.engine.councils import is_lake, measure_council, measure_councils

    day = as_known_on.date() if as_known_on else None
    lake = is_lake(records)
    if engine is EngineName.DUCKDB and not protect and (lake or out.suffix == ".parquet"):
        written = (measure_councils if lake else measure_council)(
            records, chosen(indicator), out=out, as_known_on=day, broken_down=breakdowns
        )
        typer.echo(_("{rows:,} measurements in {out}").format(rows=written, out=out))
        return
    frame = measure_directory(
        records,
        chosen(indicator),
        engine=engine.value,
        as_known_on=day,
        broken_down=breakdowns,
        rule_set=protect,
        out=out,
    )
    typer.echo(_("{rows:,} measurements in {out}").format(rows=frame.height, out=out))


def _of_return(
    code: str, path: Path, year: str | None, postcodes: Path | None, authority: str | None
) -> Mapping[str, Figure]:
    from almoner.returns.submission import Request, measure_files

    request = Request(code.upper(), path, postcodes=postcodes, year=year, authority=authority)
    return measure_files(request)


def _of_kept(
    code: str, year: str | None, authority: str | None, day: date | None
) -> Mapping[str, Figure]:
    """The figures of a return as the record would make it, as known on a day (None: now)."""
    from almoner.cli.kept import kept_records
    from almoner.returns.checking import context_of
    from almoner.returns.context import Collection
    from almoner.returns.keeping import from_records
    from almoner.returns.kinds import References, kind_of
    from almoner.returns.year import collection_year

    kind = kind_of(code.upper())
    if kind.indicators is None:
        raise Refusal(_("there are no indicators from this return yet"), found=kind.code)
    held, whose = kept_records(day, authority)
    collection = Collection.of(collection_year(year), authority=whose)
    tables = from_records(kind.code, held, year=collection.year, authority=whose)
    return kind.indicators(context_of(kind, tables, {}, collection, References()))


def _as_json(figures: Mapping[str, Figure]) -> str:
    return json.dumps({code: figure._asdict() for code, figure in figures.items()})


def _as_text(figures: Mapping[str, Figure]) -> str:
    return "\n".join(
        f"{code:<52} {_said(figure.numerator):>9} {_said(figure.denominator):>9} "
        f"{_said(figure.value):>9}"
        for code, figure in figures.items()
    )


def _said(number: float | Mapping[str, int] | None) -> str:
    if number is None:
        return "-"
    if not isinstance(number, int | float):
        return ", ".join(f"{kind} {found:,}" for kind, found in number.items())
    return f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"
