"""Tables with one row a category: label columns, then a number and perhaps a percentage or rate."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import read_codes
from almoner.publications.columns import with_known_columns
from almoner.publications.measurements import as_measurements
from almoner.publications.periods import read_years
from almoner.publications.places import (
    PLACE_COLUMNS,
    PLACES_PASSED_OVER,
    has_places,
    read_level_areas,
)
from almoner.publications.tables import Table
from almoner.reference.language import _

HERE: Final = Path(__file__).parent
WHEN: Final = {"time_period": ["time_period"], "geographic_level": ["geographic_level"]}
_FIGURES: Final = {
    "number": ["number"],
    "percent": ["percentage", "percent"],
    "rate": ["rate_per_10000"],
    "population": ["population_estimate"],
}
_YEARS_IN_NAME: Final = re.compile(r"_\d{4}_\d{4}$")
_OTHER_NAMES: Final = {
    "la_cla_on_31_march_la_of_placement_net_gain": "la_cla_on_31_march_la_of_placement_netgain",
}
_YEARS_AND_MONTHS: Final = r"^(\d+):(\d{1,2})$"


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


TABLES: Final = {row["table"]: row for row in _rows("tables.csv")}
_CATEGORIES: Final[dict[str, list[dict[str, str]]]] = {table: [] for table in TABLES}
for _row in _rows("categories.csv"):
    _CATEGORIES[_row["table"]].append(_row)


def kind_of(name: str) -> str | None:
    """Which table a file is, by its name without the years that it spans."""
    stem = _YEARS_IN_NAME.sub("", name.lower().removesuffix(".csv"))
    stem = _OTHER_NAMES.get(stem, stem)
    return stem if stem in TABLES else None


def read_table(kind: str, table: Table) -> pl.DataFrame:
    """The measurements of one table: its numbers, and its percentages or rates of them."""
    known = _known(kind, table)
    about = _about(kind, known)
    number, marker = known.numbers("number")
    counted = about.with_columns(number, marker, number.alias("number"))
    parts = [as_measurements(counted)]
    if "percent" in known.frame.columns:
        parts.append(_percentages(known, counted))
    if "rate" in known.frame.columns:
        parts.append(_rates(known, counted))
    return pl.concat(parts)


def _known(kind: str, table: Table) -> Table:
    labels = TABLES[kind]["labels"].split("|")
    described = {
        **WHEN,
        **(PLACE_COLUMNS if has_places(table) else {}),
        **{label: [label] for label in labels},
        **_FIGURES,
    }
    passed_over = [*PLACES_PASSED_OVER, *TABLES[kind]["passed_over"].split("|")]
    known = with_known_columns(
        table, [], described, passed_over=passed_over, optional=("percent", "rate", "population")
    )
    key = [*WHEN, *(PLACE_COLUMNS if has_places(table) else {}), *labels]
    frame = known.unique(key).frame.with_columns(
        pl.concat_str([pl.col(label).fill_null("") for label in labels], separator=" | ").alias(
            "labels"
        ),
        pl.coalesce(_in_months("number"), pl.col("number")).alias("number"),
    )
    return known.with_frame(frame)


def _in_months(column: str) -> pl.Expr:
    """Times written as years and months, "1:4", in months; null for anything else."""
    parts = pl.col(column).str.extract_groups(_YEARS_AND_MONTHS)
    years, months = parts.struct.field("1").cast(int), parts.struct.field("2").cast(int)
    return (years * 12 + months).cast(pl.String)


def _about(kind: str, known: Table) -> pl.DataFrame:
    said = [
        read_codes(known, "labels", {row["labels"]: row[of] for row in _CATEGORIES[kind]}).alias(of)
        for of in ("indicator", "breakdown", "figures", "total")
    ]
    periods = read_years(known, "time_period")
    return periods.with_columns(read_level_areas(known), *said, known.frame["labels"])


def _percentages(known: Table, counted: pl.DataFrame) -> pl.DataFrame:
    """Percentages with what they are of; the 100 of a total says nothing and is left out."""
    value, marker = known.numbers("percent")
    wanted = counted["figures"].str.split(" ").list.contains("percent")
    hundred = (value == 100) | ((value == 0) & (counted["number"] == 0))
    of_total = (counted["figures"] == "total") & hundred
    stray = (~wanted & ~of_total & value.is_not_null()).fill_null(value=False).arg_true()
    if len(stray):
        raise known.refusal(
            _("a percentage stands where none was expected"),
            index=int(stray[0]),
            column="percentage",
            found=known.frame["percent"][int(stray[0])],
            expected=_("100 for a total, or a marker"),
        )
    totals = counted.select("area", "period", total=pl.col("labels"), denominator=pl.col("number"))
    frame = counted.with_columns(
        value, marker, pl.col("indicator") + "_percent", pl.col("number").alias("numerator")
    ).filter(wanted)
    return as_measurements(
        frame.join(totals, on=["area", "period", "total"], how="left", maintain_order="left")
    )


def _rates(known: Table, counted: pl.DataFrame) -> pl.DataFrame:
    value, marker = known.numbers("rate")
    population, _mark = known.numbers("population")
    frame = counted.with_columns(
        value,
        marker,
        pl.col("indicator") + "_rate",
        pl.col("number").alias("numerator"),
        population.alias("denominator"),
    )
    return as_measurements(frame)
