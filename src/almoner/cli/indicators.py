"""`almoner indicators`: the catalogue, searched: what others publish, and what records give."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from almoner.catalogue.published import search
from almoner.reference.language import _, ngettext

if TYPE_CHECKING:
    from almoner.catalogue.definitions import Indicator

app = typer.Typer()


@app.command()
def indicators(
    text: Annotated[list[str] | None, typer.Argument(help=_("Words to look for."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Whole entries as JSON."))] = False,
    limit: Annotated[int, typer.Option(help=_("How many to show at most; 0 for all."))] = 0,
    kind: Annotated[str, typer.Option(help=_("published or computed; both when absent."))] = "",
) -> None:
    """List the indicators whose code, title, sentence or topic has every word of TEXT.

    Some are published by others; some are computed from records by `almoner measure`.
    """
    if kind not in ("", "published", "computed"):
        raise typer.BadParameter(kind, param_hint="--kind")
    found = _found(" ".join(text or []), kind)
    shown = found[:limit] if limit else found
    if as_json:
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (_("Code"), _("Title"), _("Unit"), _("Good is"), _("Source")):
        table.add_column(heading, overflow="fold")
    for entry in shown:
        table.add_row(*(entry[name] for name in ("code", "title", "unit", "polarity", "source")))
    console = Console()
    console.print(table)
    message = ngettext("{n} indicator", "{n} indicators", len(found)).format(n=len(found))
    console.print(message if len(shown) == len(found) else f"{message}, {len(shown)} shown")
    if not found:
        raise typer.Exit(1)


def _found(text: str, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if kind != "computed":
        found += [asdict(entry) | {"kind": "published"} for entry in search(text)]
    if kind != "published":
        found += _computed(text)
    return found


def _computed(text: str) -> list[dict[str, Any]]:
    from almoner.catalogue.register import computed_indicators

    words = text.lower().split()
    return [
        _entry(one)
        for one in computed_indicators().values()
        if all(
            word in f"{one.code} {one.title} {one.numerator} {one.topic}".lower() for word in words
        )
    ]


def _entry(one: Indicator) -> dict[str, Any]:
    """The words of a computed indicator, under the names that published ones use."""
    low, high = one.good_range or (None, None)
    return {
        "code": one.code,
        "kind": "computed",
        "title": one.title,
        "sentence": one.numerator,
        "service": one.service,
        "topic": one.topic,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "unit": one.unit_shown,
        "decimals": one.decimals_shown,
        "polarity": one.polarity,
        "range_low": low,
        "range_high": high,
        "why_it_matters": one.why_it_matters,
        "caveats": one.caveats,
        "source": one.source,
        "lineage": ", ".join(one.lineage),
        "version": one.version,
        "paired_with": one.paired_with,
        "published_as": one.published_as,
        "breakdowns": list(one.breakdowns),
        "owner": one.owner_role,
        "review_on": one.review_on.isoformat(),
    }
