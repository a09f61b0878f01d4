"""Write docs/reference from the code: commands, settings, indicators, tables of the record.

`--check` writes nothing and fails when a page is not what the code says.
"""

from __future__ import annotations

import importlib
import sys
from collections import defaultdict
from pathlib import Path

from typer.main import get_command

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.published import Polarity, PublishedIndicator, published_indicators
from almoner.catalogue.register import SERVICES, computed_indicators
from almoner.cli import COMMANDS
from almoner.publications.register import publications
from almoner.records import guide
from almoner.records.tables import declared_tables
from almoner.website.environment import SETTINGS

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code; do not edit. -->\n\n"


def commands() -> str:
    """One section a command: what it does, its arguments and options."""
    parts = ["# Commands\n"]
    for name, entry in COMMANDS.items():
        command = get_command(importlib.import_module(entry.module).app)
        parts.append(f"## almoner {name}\n\n{(command.help or entry.summary).strip()}\n")
        rows = []
        for parameter in command.params:
            label = ", ".join(parameter.opts) if parameter.opts else parameter.name
            if parameter.param_type_name == "argument":
                label = (parameter.metavar or parameter.name or "").upper()
            text = getattr(parameter, "help", None) or ""
            if label not in {"--help", "--install-completion", "--show-completion"}:
                rows.append(f"| `{label}` | {text} |")
        if rows:
            parts.append("| | |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def settings() -> str:
    """A table of environment variables."""
    rows = "\n".join(f"| `{name}` | {default} | {what} |" for name, default, what in SETTINGS)
    head = "# Settings\n\nEnvironment variables.\n\n| name | default | what |\n|---|---|---|\n"
    return f"{head}{rows}\n"


GOOD = {
    Polarity.HIGHER: "higher is better",
    Polarity.LOWER: "lower is better",
    Polarity.RANGE: "a range is best",
    Polarity.NONE: "no judgement",
}


def indicator(entry: PublishedIndicator) -> str:
    """One indicator in words."""
    lines = [f"### {entry.title}\n", f"`{entry.code}` {entry.sentence}\n"]
    for label, text in (
        ("Numerator", entry.numerator),
        ("Denominator", entry.denominator),
        ("Unit", entry.unit),
        ("Direction", _good(entry)),
        ("Period", entry.period_kind.replace("_", " ")),
        ("Why it matters", entry.why_it_matters),
        ("Caveats", entry.caveats),
        ("Definition", entry.definition),
        ("Also known as", entry.lineage),
        ("Source", entry.source),
        ("More", entry.definition_url),
    ):
        if text:
            lines.append(f"- {label}: {' '.join(text.split())}")
    return "\n".join(lines) + "\n"


def _good(entry: PublishedIndicator) -> str:
    if entry.range_low is None:
        return GOOD[entry.polarity]
    if entry.range_high is None or entry.range_high == entry.range_low:
        return f"the nearer to {entry.range_low:g} the better"
    return f"{GOOD[entry.polarity]}: {entry.range_low:g} to {entry.range_high:g}"


def by_topic(entries: list[PublishedIndicator]) -> str:
    """Every indicator, in sections by topic."""
    topics: dict[str, list[PublishedIndicator]] = defaultdict(list)
    for entry in entries:
        topics[entry.topic].append(entry)
    return "\n".join(
        f"## {topic}\n\n" + "\n".join(indicator(entry) for entry in found)
        for topic, found in topics.items()
    )


def computed(one: Indicator) -> str:
    """One indicator that records give, in words."""
    lines = [f"### {one.code}\n", f"**{one.title}.**\n"]
    for label, text in (
        ("Topic", one.topic),
        ("Numerator", one.numerator),
        ("Denominator", one.denominator),
        ("Unit", one.unit_shown),
        ("Good is", one.polarity.value),
        ("Why it matters", one.why_it_matters),
        ("Caveats", one.caveats),
        ("Read it with", one.paired_with),
        ("Published as", one.published_as),
        ("Lineage", ", ".join(one.lineage)),
        ("Source", one.source),
        ("Broken down by", ", ".join(one.breakdowns)),
        ("Version", str(one.version)),
    ):
        if text:
            lines.append(f"- {label}: {' '.join(text.split())}")
    return "\n".join(lines) + "\n"


def computed_pages() -> dict[str, str]:
    """A page a service, of the indicators that `almoner measure` counts from records."""
    made = {}
    for service in SERVICES:
        found = [one for one in computed_indicators().values() if one.service == service]
        made[f"computed/{service}.md"] = (
            f"# Computed indicators: {service}\n\n{len(found)} indicators that `almoner measure "
            "--records` counts, by month, quarter, year and rolling year, for every team, "
            "service, council and locality.\n\n" + "\n".join(computed(one) for one in found)
        )
    return made


def record_pages() -> dict[str, str]:
    """The tables of the record: a page each, and a list of them."""
    rows = "\n".join(
        f"| [`{table.name}`](records/{table.name}.md) | {table.title} | {table.one_row_is} |"
        for table in declared_tables().values()
    )
    head = "# The record\n\n| table | title | one row is |\n|---|---|---|\n"
    return {"records.md": f"{head}{rows}\n"} | {
        f"records/{name}": text for name, text in guide.pages().items()
    }


def pages() -> dict[str, str]:
    """Every page by its name."""
    by_publication: dict[str, list[PublishedIndicator]] = defaultdict(list)
    for entry in published_indicators().values():
        by_publication[entry.publication].append(entry)
    made = {"commands.md": commands(), "settings.md": settings()}
    made |= computed_pages() | record_pages()
    rows = []
    for one in publications():
        entries = by_publication[one.code]
        link = f"[{one.code}](indicators/{one.code}.md)"
        rows.append(f"| {link} | {one.title} | {one.publisher} | {len(entries)} |")
        made[f"indicators/{one.code}.md"] = (
            f"# {one.title}\n\n{one.publisher}. {one.attribution}\n\n"
            f"Published at <{one.url}>. Load it with `almoner load {one.code} PATH...`.\n\n"
            + by_topic(entries)
        )
    made["publications.md"] = (
        "# Publications\n\nOfficial statistics that Almoner reads. Load one with "
        "`almoner load CODE PATH...`, or all that are packaged with `almoner load all`.\n\n"
        "| code | title | publisher | indicators |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )
    return {name: NOTE + text.rstrip() + "\n" for name, text in made.items()}


def main() -> int:
    """Write the pages, or with --check say which differ."""
    made = pages()
    stale = [
        name
        for name, text in made.items()
        if not (REFERENCE / name).exists() or (REFERENCE / name).read_text("utf-8") != text
    ]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/reference/{name} is not what the code says: run make docs")
        return bool(stale)
    for name in stale:
        path = REFERENCE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[name], encoding="utf-8")
    print(f"{len(stale)} of {len(made)} pages written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
