"""Which indicators of others' frameworks are computed, which only published, and which neither."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from almoner.catalogue.published import published_indicators
from almoner.catalogue.register import computed_indicators

_ABOUT = (
    "For each indicator of the Performance Assessment Framework (PAF, 2000 to 2008), the Adult "
    "Social Care Outcomes Framework (ASCOF), the Local Authority Interactive Tool (LAIT), the "
    "Welsh frameworks, the Best Value indicators of housing and the Tenant Satisfaction "
    "Measures (TSM): whether Almoner computes it from records, holds it as published only, or "
    "cannot compute it, and why. This page is written by `scripts/coverage.py`."
)
TABLE = Path(__file__).with_name("coverage.csv")


@dataclass(frozen=True, slots=True)
class Covered:
    """An indicator of a framework.

    `computed` are the codes of Almoner's own that count it or stand nearest to it, `published` the
    code under which it is held as published, `reason` why it is not computed (blank where it is).
    """

    framework: str
    code: str
    name: str
    computed: tuple[str, ...]
    published: str
    reason: str


@cache
def coverage() -> tuple[Covered, ...]:
    """Every indicator of PAF, ASCOF, LAIT, Wales, the BVPIs of housing and the TSMs, in order."""
    by_lineage: dict[str, list[str]] = {}
    for one in computed_indicators().values():
        for key in (*one.lineage, one.published_as):
            if key:
                by_lineage.setdefault(key, []).append(one.code)
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Covered(
                row["framework"], row["code"], row["name"],
                tuple(by_lineage.get(row["key"], ())), row["published"], row["reason"],
            )
            for row in csv.DictReader(stream)
        )  # fmt: skip


def page() -> str:
    """The table of coverage as Markdown."""
    rows = coverage()
    lines = [
        "# Which indicators of others are computed",
        "",
        _ABOUT,
        "",
        "| framework | indicators | computed | published only | neither |",
        "|---|---|---|---|---|",
    ]
    frameworks = list(dict.fromkeys(row.framework for row in rows))
    for framework in frameworks:
        own = [row for row in rows if row.framework == framework]
        computed = sum(bool(row.computed) for row in own)
        only = sum(not row.computed and bool(row.published) for row in own)
        lines.append(
            f"| {framework} | {len(own)} | {computed} | {only} | {len(own) - computed - only} |"
        )
    for framework in frameworks:
        lines += ["", f"## {framework}", "", "| code | indicator | in Almoner |", "|---|---|---|"]
        lines += [_line(row) for row in rows if row.framework == framework]
    return "\n".join(lines) + "\n"


def _line(row: Covered) -> str:
    said = []
    if row.computed:
        said.append("computed: " + ", ".join(f"`{code}`" for code in row.computed))
    if row.published:
        said.append(("published: " if row.computed else "published only: ") + f"`{row.published}`")
    if row.reason:
        said.append(f"not computed: {row.reason}")
    return f"| {row.code} | {row.name.replace('|', '/')} | {'; '.join(said)} |"


def unsettled() -> list[Covered]:
    """Rows of which nothing is said, that say both, or whose published code is not held."""
    known = published_indicators()
    return [
        row
        for row in coverage()
        if bool(row.computed) == bool(row.reason) or (row.published and row.published not in known)
    ]
