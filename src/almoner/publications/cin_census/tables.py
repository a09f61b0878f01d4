"""Each table of the census as measurements: councils' tables, national ones, months, population."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import read_codes
from almoner.publications.columns import (
    Layout,
    MeasuredColumn,
    measured,
    read_layout,
    with_known_columns,
)
from almoner.publications.measurements import as_measurements
from almoner.publications.periods import latest_year, read_years
from almoner.publications.places import (
    PLACE_COLUMNS,
    PLACES_PASSED_OVER,
    has_places,
    read_level_areas,
)
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.periods import day, month

HERE: Final = Path(__file__).parent
LAYOUT: Final[Layout] = read_layout(HERE / "columns.csv")

_WHEN: Final = {"time_period": ["time_period"], "geographic_level": ["geographic_level"]}
_PASSED_OVER: Final = (*PLACES_PASSED_OVER, "category", "age_group")
_LABELLED_BY: Final = {
    "a3": "characteristic",
    "a4": "characteristic",
    "a5": "characteristic_type",
    "a7": "characteristic_type",
}
_MONTHS: Final = {
    name: (number, 0 if number < 4 else -1)
    for number, name in enumerate(
        [
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ],
        start=1,
    )
}


def read_table(kind: str, table: Table, population: pl.DataFrame) -> pl.DataFrame:
    """The measurements of one table; `kind` is its letter and number, headline or population."""
    if kind == "population":
        return _population(table)
    if kind in ("a1", "a2"):
        return _categories(kind, table, population)
    columns = LAYOUT[kind]
    known, about = _about(kind, table, columns)
    known = _with_population(known, about, population)
    if kind == "c6":
        return _months(known, about, columns)
    return measured(known, columns, about)


def edition_year(kind: str, table: Table) -> int:
    """The last reporting year of a table; a population is that of the middle of the year before."""
    return latest_year(table.columns(_WHEN)) + (1 if kind == "population" else 0)


def population_by_year(tables: Sequence[Table]) -> pl.DataFrame:
    """Children aged 0 to 17 by `area` and the `period` whose rates are worked out with them."""
    frames = [
        _population(table).select(
            "area",
            period=pl.format("Y{}", pl.col("period").str.slice(1, 4).cast(pl.Int32) + 1),
            population=pl.col("value"),
        )
        for table in tables
    ]
    schema = {"area": pl.String, "period": pl.String, "population": pl.Float64}
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def _about(
    kind: str, table: Table, columns: Sequence[MeasuredColumn]
) -> tuple[Table, pl.DataFrame]:
    """The table with known columns only, and what its rows are about."""
    label = _LABELLED_BY.get(kind)
    described = {
        **_WHEN,
        **(PLACE_COLUMNS if has_places(table) else {}),
        **({label: [label]} if label else {}),
    }
    extra = ("characteristic",) if label == "characteristic_type" else ()
    known = with_known_columns(table, columns, described, passed_over=(*_PASSED_OVER, *extra))
    about = read_years(known, "time_period").with_columns(read_level_areas(known))
    if label:
        breakdowns = _texts("characteristics.csv", "label", "breakdown")
        about = about.with_columns(read_codes(known, label, breakdowns).alias("breakdown"))
    return known.unique([*described]), about


def _with_population(table: Table, about: pl.DataFrame, population: pl.DataFrame) -> Table:
    joined = about.select("area", "period").join(
        population, on=["area", "period"], how="left", maintain_order="left"
    )
    frame = table.frame.with_columns(joined["population"])
    return table.with_frame(frame)


def _population(table: Table) -> pl.DataFrame:
    """Estimates for 30 June of the year; the publisher's label is the year alone."""
    columns = LAYOUT["population"]
    known, about = _about("population", table, columns)

    midyears = {code: day(date(int(code[1:]), 6, 30)).code for code in about["period"].unique()}
    at_midyear = about.with_columns(pl.col("period").replace_strict(midyears))
    return measured(known, columns, at_midyear)


def _months(table: Table, about: pl.DataFrame, columns: Sequence[MeasuredColumn]) -> pl.DataFrame:
    """The year's total as it stands; each month's column moved to its own month."""
    parts = []
    for one in columns:
        when = _MONTHS.get(one.column)
        parts.append(measured(table, [one], _in_month(about, one.column, *when) if when else about))
    return pl.concat(parts)


def _in_month(about: pl.DataFrame, name: str, number: int, shift: int) -> pl.DataFrame:
    codes = {code: month(int(code[1:]) + shift, number).code for code in about["period"].unique()}
    return about.with_columns(
        pl.col("period").replace_strict(codes),
        label=pl.format("{} {}", pl.lit(name), pl.col("label")),
    )


def _categories(kind: str, table: Table, population: pl.DataFrame) -> pl.DataFrame:
    """The national tables with one row a measure and its number, rate and percentage."""
    columns = [MeasuredColumn(name, (), "", "", "", "") for name in ("number", "rate", "percent")]
    described = {**_WHEN, "category_type": ["category_type"]}
    known = with_known_columns(table, columns, described, passed_over=_PASSED_OVER)
    said = [
        read_codes(known, "category_type", _texts("categories.csv", "category_type", of)).alias(of)
        for of in ("indicator", "breakdown", "figures")
    ]
    about = read_years(known, "time_period").with_columns(read_level_areas(known), *said)
    known = _with_population(known.unique([*described]), about, population)
    return pl.concat(_figures(known, about, one.column) for one in columns)


def _figures(table: Table, about: pl.DataFrame, column: str) -> pl.DataFrame:
    """One of the three columns, in the rows where there is such a figure.

    In the others the publisher puts a marker; a figure there is refused.
    """
    number, _mark = table.numbers("number")
    value, marker = table.numbers(column)
    wanted = about["figures"].str.split(" ").list.contains(column) | (column == "number")
    stray = (~wanted & value.is_not_null()).arg_true()
    if len(stray):
        raise table.refusal(
            _("a figure stands where none was expected"),
            index=int(stray[0]),
            column=column,
            found=table.frame[column][int(stray[0])],
            expected=_("a marker: this measure has no such figure"),
        )
    nothing = number.clear(len(number))
    frame = about.with_columns(
        value,
        marker,
        pl.col("indicator") + ("" if column == "number" else f"_{column}"),
        (nothing if column == "number" else number).alias("numerator"),
        (table.frame["population"] if column == "rate" else nothing).alias("denominator"),
    )
    return as_measurements(frame.filter(wanted))


def _texts(name: str, key: str, value: str) -> dict[str, str | None]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return {row[key]: row[value] for row in csv.DictReader(stream)}
