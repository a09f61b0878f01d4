"""The wide tables of 2010 to 2017: one row a council, one column a figure, no year inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.columns import MeasuredColumn, measured, read_layout, with_known_columns
from almoner.publications.places import read_areas
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import day, reporting_year
from almoner.reference.refusal import Refusal

LAYOUT: Final = read_layout(Path(__file__).with_name("early_columns.csv"))
_NAME: Final = re.compile(
    r"(20\d\d)_.*?_(CLA|ADM|CEA|Missing|March)(?:_?20\d\d)?\.csv", re.IGNORECASE
)
_NAMES: Final = {"cla": "CLA", "adm": "ADM", "cea": "CEA", "missing": "Missing", "march": "March"}
# In these years "x" is a number withheld, and a formula that failed stands for one of them.
MARKERS: Final = {
    "x": Marker.SUPPRESSED,
    "..": Marker.NOT_AVAILABLE,
    ".": Marker.NOT_APPLICABLE,
    "#VALUE!": Marker.NOT_AVAILABLE,
}
_ABOUT: Final = {"geog_l": ["geog_l"], "geog_c": ["geog_c"], "geog_n": ["geog_n"]}
_PASSED_OVER: Final = ("New_geog_code", "LA_order")


@dataclass(frozen=True, slots=True)
class EarlyName:
    """What the name of an early file says: the year that ends on 31 March, and the subject."""

    year: int
    table: str


def early_name(name: str) -> EarlyName | None:
    """The year and subject of an early file; None for the name of any other."""
    match = _NAME.fullmatch(name)
    return EarlyName(int(match[1]), _NAMES[match[2].lower()]) if match else None


def read_early(name: EarlyName, table: Table) -> pl.DataFrame:
    """The measurements of one early table."""
    table = _without_empty(table)
    columns = _columns(name, table)
    columns_there = [one.column for one in columns]
    known = with_known_columns(
        table, columns, _ABOUT, passed_over=_PASSED_OVER, optional=columns_there
    )
    there = [one for one in columns if one.column in known.frame.columns]
    period = reporting_year(name.year)
    about = pl.DataFrame({"area": read_areas(_with_place(known), "place")}).with_columns(
        period=pl.lit(period.code), status=pl.lit("final"), label=pl.lit(str(name.year))
    )
    return _with_population_day(measured(known.unique(["geog_n"]), there, about, markers=MARKERS))


def _without_empty(table: Table) -> Table:
    """Without columns that a spreadsheet left behind: no heading and nothing in them."""
    filled = [
        name
        for name in table.frame.columns
        if not (table.frame[name].fill_null("").str.strip_chars() == "").all()
    ]
    return table.with_frame(table.frame.select(filled))


def _columns(name: EarlyName, table: Table) -> tuple[MeasuredColumn, ...]:
    """The columns of figures; from 2016 those who left care at 16 are told from the older."""
    if name.table == "March":
        return _shifted(table, LAYOUT["March"])
    if name.table == "CEA" and {"CLA_cea17", "CEA_17"} & set(table.frame.columns):
        kept = [one for one in LAYOUT["CEA"] if one.column != "CLA_cea16"]
        return (*kept, *LAYOUT["CEA2016"])
    return LAYOUT[name.table]


def _shifted(table: Table, columns: tuple[MeasuredColumn, ...]) -> tuple[MeasuredColumn, ...]:
    """The columns of 2010, whose headings were put over the wrong figures by the publisher.

    The figures stand in alphabetical order of placement code, the headings do not: "Q1" is over
    A3. Only a file with the headings in that very order is read, each by its place.
    """
    placements = [name for name in table.frame.columns if name.startswith("MarPlace_")]
    expected = [f"MarPlace_{code}_2010" for code in _HEADINGS_OF_2010]
    if placements != expected:
        raise Refusal(
            _("the columns of placements stand in another order"),
            file=table.path.name,
            row=1,
            found=", ".join(placements),
            expected=", ".join(expected),
        )
    means = dict(zip(expected, sorted(expected), strict=True))
    by_name = {one.column: one for one in columns}
    return tuple(
        MeasuredColumn(one.column, (), meant.indicator, meant.breakdown, "", "")
        for one in columns
        for meant in [by_name[means.get(one.column, one.column)]]
    )


_HEADINGS_OF_2010: Final = (
    *("Q1", "Q2", "A3", "A4", "A5", "A6", "P1", "P2", "P3", "K1", "K2"),
    *("H5", "R1", "R2", "R3", "R5", "S1", "M1", "M2", "M3", "Z1"),
)


def _with_place(table: Table) -> Table:
    """Councils by the department's number, regions and England by name.

    The nine-character codes of these files give inner and outer London the code of London.
    """
    place = (
        pl.when(pl.col("geog_l") == "LA")
        .then(pl.col("geog_c"))
        .otherwise(pl.col("geog_n").str.strip_chars())
    )
    return table.with_frame(table.frame.with_columns(place.alias("place")))


def _with_population_day(frame: pl.DataFrame) -> pl.DataFrame:
    """The population of 2010's table is an estimate for the middle of 2009."""
    is_population = pl.col("indicator") == "CLA-Population"
    return frame.with_columns(
        period=pl.when(is_population)
        .then(pl.lit(day(date(2009, 6, 30)).code))
        .otherwise(pl.col("period")),
        label=pl.when(is_population).then(pl.lit("Mid 2009")).otherwise(pl.col("label")),
    )
