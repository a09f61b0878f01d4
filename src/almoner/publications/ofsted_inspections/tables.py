"""The three tables of an edition, from a workbook or from CSVs, checked and coded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import with_codes
from almoner.publications.files import read_table
from almoner.publications.ofsted_inspections.scale import (
    CARE_LEAVERS_FROM,
    GRADES,
    INSPECTIONS,
    JUDGEMENTS,
    VISITS,
)
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.tables import Table
from almoner.publications.workbooks import read_sheet
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind, parse_period
from almoner.reference.refusal import Refusal

FILES: Final = {
    "in_force": ("outcomes_as_at",),
    "history": ("ilacs_history",),
    "in_year": ("in_year_visits",),
    "workbook": ("la_inspection_outcomes", "local_authority_inspection_outcomes"),
}
SHEETS: Final = {
    "in_force": "Inspections_as_at_31_March",
    "history": "ILACS_inspection_history",
    "in_year": "In-year_inspections",
}
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "council": ("Local authority area code",),
    "inspected": ("Inspection date", "Inspection/Visit date"),
    "kind": ("Inspection type", "Inspection/Visit type"),
    "theme": ("Visit Theme",),
    **{key: (heading,) for key, heading in JUDGEMENTS.items()},
}
_AS_AT = re.compile(r"as[ _-]at[ _-](\d{1,2}[ _-][a-z]+[ _-]\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Tables:
    """The three tables of one edition, and the day that the first of them stands at."""

    as_at: date
    in_force: Table
    others: Mapping[str, Table]
    paths: tuple[Path, ...]


def from_workbook(path: Path) -> Tables:
    heads = [COLUMNS["council"][0], JUDGEMENTS["Overall"]]
    tables = {kind: read_sheet(path, sheet, header=heads) for kind, sheet in SHEETS.items()}
    return Tables(_as_at(path), tables.pop("in_force"), tables, (path,))


def from_tables(found: Mapping[str, Sequence[Path]]) -> Tables:
    for kind, paths in found.items():
        if len(paths) > 1:
            raise Refusal(
                _("two editions of one table; load one edition at a time"),
                file=", ".join(path.name for path in paths),
                expected=FILES[kind][0],
            )
    if "in_force" not in found:
        raise Refusal(
            _("the table of judgements in force is missing"),
            found=", ".join(path.name for paths in found.values() for path in paths),
            expected=_("with it a file such as {name}").format(
                name="outcomes_as_at_31_march_2025.csv"
            ),
        )
    tables = {kind: read_table(paths[0]) for kind, paths in found.items()}
    every = tuple(paths[0] for paths in found.values())
    return Tables(_as_at(found["in_force"][0]), tables.pop("in_force"), tables, every)


def _as_at(path: Path) -> date:
    match = _AS_AT.search(path.name)
    if match is None:
        raise Refusal(
            _("the name of the file does not say when the judgements were in force"),
            file=path.name,
            expected=_("a name with a day, such as outcomes_as_at_31_march_2025.csv"),
        )
    day = re.sub("[ _-]", " ", match[1])
    return parse_period(day, kind=PeriodKind.DAY, file=path.name).period.end


def read_judged(table: Table, kinds: Sequence[str]) -> Table:
    """`table` with area, period, label and a code for each judgement ("" where there is none)."""
    wanted = ("council", "inspected", *kinds, *JUDGEMENTS)
    table = table.columns({name: COLUMNS[name] for name in wanted})
    # A workbook's dates come with a time of midnight.
    days = pl.col("inspected").str.strip_suffix(" 00:00:00")
    blanks = {name: pl.col(name).fill_null("") for name in (*kinds, *JUDGEMENTS)}
    table = with_areas(table.with_columns(inspected=days, **blanks), "council")
    table = with_periods(table, "inspected", kind=PeriodKind.DAY)
    for key, heading in JUDGEMENTS.items():
        table = with_codes(
            table, key, {**GRADES, "": ""}, message=_("this is no judgement: ") + heading
        )
    if "kind" in kinds:
        known = {kind: kind for kind in (*INSPECTIONS, *VISITS)}
        table = with_codes(table, "kind", known, message=_("this kind of inspection is not known"))
    return _complete(table.unique(("area", "period")))


def _complete(table: Table) -> Table:
    """`table`, unless an inspection lacks a judgement that it must have given."""
    graded = pl.col("Overall") != ""
    if "kind" in table.frame.columns:
        graded = pl.col("kind").is_in(INSPECTIONS)
    for key, heading in JUDGEMENTS.items():
        due = pl.col("inspected") >= (CARE_LEAVERS_FROM if key == "CareLeavers" else "")
        missing = table.frame.select((graded & due & (pl.col(key) == "")).alias("x"))["x"]
        if missing.any():
            index = int(missing.arg_true()[0])
            raise table.refusal(
                _("a judgement is missing"),
                index=index,
                column=heading,
                found="",
                expected=", ".join(GRADES),
            )
    return table
