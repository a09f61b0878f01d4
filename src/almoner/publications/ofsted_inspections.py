"""Ofsted's judgements on councils' children's services: in force, their history, and visits.

A judgement is a measurement: 1 Outstanding, 2 Good, 3 Requires improvement to be good,
4 Inadequate. Judgements in force stand at 31 March; those of the history and the visits at the
first day of the inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.download import files_of, read_table
from almoner.publications.mapping import (
    measurements,
    with_areas,
    with_codes,
    with_columns,
    with_periods,
)
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.reading import Table, read_sheet
from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind, parse_period, reporting_year
from almoner.reference.refusal import Refusal

CODE: Final = "ofsted-inspections"
PREFIX: Final = "OFSTED"
FOLDER: Final = DATA_DIR / CODE
GRADES: Final = {
    "Outstanding": "1",
    "Good": "2",
    "Requires improvement to be good": "3",
    "Inadequate": "4",
}
# Our key -> the publisher's words at the head of the column.
JUDGEMENTS: Final = {
    "Overall": "Overall effectiveness",
    "Leaders": "The impact of leaders on social work practice with children and families",
    "HelpAndProtection": "The experiences and progress of children who need help and protection",
    "InCare": "The experiences and progress of children in care",
    "CareLeavers": "The experiences and progress of care leavers",
}
# Care leavers have a judgement of their own in inspections from this day.
CARE_LEAVERS_FROM: Final = "2023-01-01"
VISITS: Final = {"ILACS Focused Visit": "FocusedVisit", "LA Monitoring visit": "MonitoringVisit"}
INSPECTIONS: Final = ("ILACS Short Inspection", "ILACS Standard Inspection")

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
class _Tables:
    """The three tables of one edition, and the day that the first of them stands at."""

    as_at: date
    in_force: Table
    others: Mapping[str, Table]
    paths: tuple[Path, ...]


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a workbook, and one of the three tables saved as CSV.

    The code is the day in the name of the file, "2025-03-31".
    """
    found = files_of(paths, FILES, suffixes=(".csv", ".csv.gz", ".ods", ".xlsx"))
    editions = [_edition(_from_workbook(path)) for path in found["workbook"]]
    tables = {kind: found[kind] for kind in SHEETS if found[kind]}
    return [*editions, _edition(_from_tables(tables))] if tables else editions


def _from_workbook(path: Path) -> _Tables:
    heads = [COLUMNS["council"][0], JUDGEMENTS["Overall"]]
    tables = {kind: read_sheet(path, sheet, header=heads) for kind, sheet in SHEETS.items()}
    return _Tables(_as_at(path), tables.pop("in_force"), tables, (path,))


def _from_tables(found: Mapping[str, Sequence[Path]]) -> _Tables:
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
            expected="outcomes_as_at_31_march_2025.csv",
        )
    tables = {kind: read_table(paths[0]) for kind, paths in found.items()}
    every = tuple(paths[0] for paths in found.values())
    return _Tables(_as_at(found["in_force"][0]), tables.pop("in_force"), tables, every)


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


def _edition(tables: _Tables) -> Edition:
    in_force = _read(tables.in_force, kinds=()).unique(("area",))
    others = [
        _read(table, kinds=("kind", "theme") if kind == "in_year" else ("kind",))
        for kind, table in tables.others.items()
    ]
    code = tables.as_at.isoformat()
    earlier = _earlier(others, tables.as_at)
    frames = [
        *(_judgements(in_force, "InForce", key, at=tables.as_at) for key in JUDGEMENTS),
        *(_judgements(table, "InForce", key, at=at) for at, table in earlier for key in JUDGEMENTS),
        *_all_judgements([in_force, *others]),
        *(_visits(table) for table in others if "theme" in table.frame.columns),
        *(_visit_counts(in_force, table) for table in others if "theme" in table.frame.columns),
    ]
    return Edition(
        publication=CODE,
        code=code,
        title=_("Judgements as at {day}").format(day=code),
        measurements=measurements(frames),
        sources=tuple(SourceFile.of(path) for path in tables.paths),
    )


def _read(table: Table, kinds: Sequence[str]) -> Table:
    """`table` with area, period, label and a code for each judgement ("" where there is none)."""
    wanted = ("council", "inspected", *kinds, *JUDGEMENTS)
    table = table.columns({name: COLUMNS[name] for name in wanted})
    # A workbook's dates come with a time of midnight.
    days = pl.col("inspected").str.strip_suffix(" 00:00:00")
    blanks = {name: pl.col(name).fill_null("") for name in (*kinds, *JUDGEMENTS)}
    table = with_areas(with_columns(table, inspected=days, **blanks), "council")
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


def _judgements(table: Table, name: str, key: str, *, at: date | None = None) -> pl.DataFrame:
    graded = table.frame.filter(pl.col("Overall") != "")
    if at:
        stands = {"period": pl.lit(f"D{at.isoformat()}"), "label": pl.lit(at.isoformat())}
        graded = graded.with_columns(**stands)
    return graded.select(
        "period",
        "area",
        "label",
        indicator=pl.lit(f"{PREFIX}-{name}-{key}"),
        value=pl.col(key).replace("", None).cast(pl.Float64),
        marker=pl.when(pl.col(key) == "").then(pl.lit(Marker.NOT_COLLECTED.value)),
    )


def _earlier(tables: Sequence[Table], as_at: date) -> Iterator[tuple[date, Table]]:
    """The judgements in force a year before `as_at`, two years before, back to the first.

    Worked out from the history: of each council of the day, its latest inspection until then.
    """
    for table in tables:
        if "kind" in table.frame.columns and "theme" not in table.frame.columns:
            first = date.fromisoformat(str(table.frame["inspected"].min()))
            for year in range(as_at.year - 1, first.year, -1):
                day = as_at.replace(year=year)
                there = [code for code in table.frame["area"] if areas().get(code).exists(day)]
                latest = (
                    table.frame.filter(
                        (pl.col("inspected") <= day.isoformat()) & pl.col("area").is_in(there)
                    )
                    .sort("inspected")
                    .unique("area", keep="last", maintain_order=True)
                )
                yield day, Table(table.path, latest, table.first_row)


def _all_judgements(tables: Sequence[Table]) -> list[pl.DataFrame]:
    """Every judgement at the day of its inspection, once.

    Tables that disagree leave two rows for one key, which the edition refuses.
    """
    return [
        pl.concat(_judgements(table, "Judgement", key) for table in tables).unique(
            maintain_order=True
        )
        for key in JUDGEMENTS
    ]


def _visits(table: Table) -> pl.DataFrame:
    """One for each visit without judgements, in total and under its theme."""
    kinds = {kind: f"{PREFIX}-{key}" for kind, key in VISITS.items()}
    total = table.frame.filter(pl.col("kind").is_in(list(VISITS))).select(
        "period",
        "area",
        "label",
        "theme",
        indicator=pl.col("kind").replace_strict(kinds, default=None),
        breakdown=pl.lit(""),
        value=pl.lit(1.0),
    )
    themed = total.filter(pl.col("theme") != "").with_columns(
        breakdown=pl.concat_str(pl.lit("theme="), pl.col("theme").str.to_lowercase())
    )
    return pl.concat([total, themed]).drop("theme")


def _visit_counts(in_force: Table, in_year: Table) -> pl.DataFrame:
    """How often each council of today was visited or inspected in the reporting year."""
    latest = date.fromisoformat(str(in_year.frame["period"].max())[1:])
    year = reporting_year(latest.year + (latest.month > 3))
    counts = in_year.frame.group_by("area").agg(value=pl.len().cast(pl.Float64))
    return in_force.frame.join(counts, on="area", how="left").select(
        "area",
        pl.col("value").fill_null(0),
        indicator=pl.lit(f"{PREFIX}-VisitsAndInspections"),
        period=pl.lit(year.code),
        label=pl.lit(f"{year.start.year}-{year.end.year % 100:02d}"),
    )


PUBLICATION = Publication(
    code=CODE,
    title="Local authority inspection outcomes (children's services)",
    publisher="Ofsted",
    attribution=(
        "Local authority inspection outcomes, Ofsted. Contains public sector information "
        "licensed under the Open Government Licence v3.0."
    ),
    url=("https://www.gov.uk/government/collections/childrens-social-care-statistics"),
    read=read,
    packaged=(
        FOLDER / "outcomes_as_at_31_march_2025.csv",
        FOLDER / "ilacs_history_2018_2025.csv",
        FOLDER / "in_year_visits_2024_25.csv",
    ),
)
