"""Coded tables as measurements: judgements in force and at each inspection, and visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from almoner.publications.ofsted_inspections.scale import JUDGEMENTS, PREFIX, VISITS
from almoner.publications.tables import Table
from almoner.reference.areas import areas
from almoner.reference.measurement import Marker
from almoner.reference.periods import reporting_year


def judgements(table: Table, name: str, key: str, *, at: date | None = None) -> pl.DataFrame:
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


def earlier(tables: Sequence[Table], as_at: date) -> Iterator[tuple[date, Table]]:
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
                yield day, table.with_frame(latest)


def all_judgements(tables: Sequence[Table]) -> list[pl.DataFrame]:
    """Every judgement at the day of its inspection, once.

    Tables that disagree leave two rows for one key, which the edition refuses.
    """
    return [
        pl.concat(judgements(table, "Judgement", key) for table in tables).unique(
            maintain_order=True
        )
        for key in JUDGEMENTS
    ]


def visits(table: Table) -> pl.DataFrame:
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


def visit_counts(in_force: Table, in_year: Table) -> pl.DataFrame:
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
