"""`almoner explain`: the units behind one figure, its definition and the SQL that finds them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from almoner.reference.language import _

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from almoner.catalogue.definitions import Indicator
    from almoner.engine.explain import Explanation

app = typer.Typer()


@app.command()
def explain(
    indicator: Annotated[str, typer.Argument(help=_("The code of a computed indicator."))],
    unit: Annotated[str, typer.Argument(help=_("A team, service, council or locality."))],
    period: Annotated[str, typer.Argument(help=_("Such as M2025-04, Q2025-06 or Y2026."))],
    records: Annotated[Path, typer.Option(help=_("A folder of records."))],
    breakdown: Annotated[str, typer.Option(help=_("Such as sex=female; all when absent."))] = "",
    as_known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("The figure as it was known on a past day.")),
    ] = None,
    limit: Annotated[int, typer.Option(help=_("Units shown of each list; 0 for all."))] = 20,
    sql: Annotated[bool, typer.Option("--sql", help=_("Show the SQL as well."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Everything, as JSON."))] = False,
) -> None:
    """Open a figure: who was counted, by which definition, and the SQL that finds them."""
    from almoner.catalogue.register import chosen
    from almoner.engine.explain import explain as opened
    from almoner.engine.mirror import Mirror
    from almoner.records.directory import RecordsDirectory

    (definition,) = chosen([indicator])
    day = as_known_on.date() if as_known_on else None
    directory = RecordsDirectory(records)
    directory.check()
    with Mirror.of_directory(directory, day) as mirror:
        found = opened(mirror, definition, period, unit, breakdown)
    if as_json:
        typer.echo(json.dumps(_as_json(definition, found), ensure_ascii=False, indent=1))
    else:
        _show(definition, found, limit, with_sql=sql)


def _as_json(definition: Indicator, found: Explanation) -> dict[str, Any]:
    below = found.denominator
    return {
        "indicator": found.indicator,
        "version": found.version,
        "title": definition.title,
        "period": found.period,
        "area": found.area,
        "breakdown": found.breakdown,
        "words": {"numerator": definition.numerator, "denominator": definition.denominator},
        "caveats": definition.caveats,
        "numerator": found.numerator.to_dicts(),
        "denominator": None if below is None else below.to_dicts(),
        "sql": list(found.sql),
    }


def _show(definition: Indicator, found: Explanation, limit: int, *, with_sql: bool) -> None:
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False, markup=False)
    console.print(f"{found.indicator}: {definition.title}", style="bold")
    place = ", ".join(part for part in (found.area, found.period, found.breakdown) if part)
    version = _("version {number} of the definition").format(number=found.version)
    console.print(f"{place}; {version}")
    if definition.caveats:
        console.print(definition.caveats)
    parts = [(_("Numerator"), definition.numerator, found.numerator)]
    if found.denominator is not None:
        parts.append((_("Denominator"), definition.denominator, found.denominator))
    for (name, words, units), sql in zip(parts, found.sql, strict=True):
        total = f"{units['weight'].sum():,}"
        console.print(f"\n{name}: {total}. {words}", style="bold")
        _list(console, units, limit)
        if with_sql:
            console.print(sql)


def _list(console: Console, units: pl.DataFrame, limit: int) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in (_("Unit"), _("Person"), _("Team"), _("Adds")):
        table.add_column(heading)
    shown = units.sort("unit_id").head(limit) if limit else units.sort("unit_id")
    for row in shown.iter_rows():
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
    if shown.height < units.height:
        console.print(_("{shown} of {all} shown").format(shown=shown.height, all=units.height))
