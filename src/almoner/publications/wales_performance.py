"""Wales: the national measures of adult social services, 2018-19."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from almoner.publications.categories import with_codes
from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.areas import Nation
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import Period, PeriodKind

CODE = "wales-performance"
FOLDER = DATA_DIR / CODE
FILES = {"measures": ("wales_",)}
COLUMNS = {
    name: (name,)
    for name in (
        "measure_code",
        "year",
        "area",
        "numerator",
        "denominator",
        "value",
        "lower_quartile",
        "upper_quartile",
    )
}
# Measure -> what numerator over denominator is multiplied by.
FACTORS = {"PM19": 1000, "PM20a": 100, "PM20b": 100, "PM21": 1, "PM22": 1, "PM23": 100}
# The file's column -> breakdown. Quartiles are those of the councils that made a full return.
COLUMNS_OF_VALUES = {
    "value": "",
    "lower_quartile": "quartile=lower",
    "upper_quartile": "quartile=upper",
}


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file, coded by its latest year ("2018-19")."""
    return [_edition(path) for path in files_of(paths, FILES)["measures"]]


def _edition(path: Path) -> Edition:
    table = read_table(path).columns(COLUMNS).unique(("measure_code", "year", "area"))
    known = {code: f"WALES-{code}" for code in FACTORS}
    table = with_codes(table, "measure_code", known, into="indicator")
    table = with_periods(table, "year", kind=PeriodKind.YEAR)
    table = with_areas(table, "area", nation=Nation.WALES)
    everything = measurements(_column(table, name) for name in COLUMNS_OF_VALUES)
    ends = Period.from_code(str(everything["period"].max())).end.year
    year = f"{ends - 1}-{ends % 100:02d}"
    return Edition(
        publication=CODE,
        code=year,
        title=_("National measures {year}").format(year=year),
        measurements=everything,
        sources=(SourceFile.of(path),),
    )


def _column(table: Table, name: str) -> pl.DataFrame:
    """One column of values; an absent quartile is left out, an absent value is worked out."""
    value, marker = table.numbers(name, blank=Marker.NOT_AVAILABLE)
    frame = table.with_columns(
        value=value, marker=marker, breakdown=pl.lit(COLUMNS_OF_VALUES[name])
    ).frame
    if name != "value":
        nothing = pl.lit(None, dtype=pl.Float64)
        quartiles = frame.filter(pl.col("value").is_not_null())
        return quartiles.with_columns(numerator=nothing, denominator=nothing)
    parts = {part: table.numbers(part)[0] for part in ("numerator", "denominator")}
    factor = pl.col("measure_code").replace_strict(FACTORS, return_dtype=pl.Float64)
    worked_out = factor * pl.col("numerator") / pl.col("denominator")
    return frame.with_columns(**parts).with_columns(
        value=pl.col("value").fill_null(worked_out), marker=pl.lit(None, dtype=pl.String)
    )


PUBLICATION = Publication(
    code=CODE,
    title="National measures of adult social services, Wales",
    publisher="Welsh Government",
    attribution=(
        "Adult social services performance measures, Welsh Government (StatsWales, experimental "
        "statistics). Contains public sector information licensed under the Open Government "
        "Licence v3.0."
    ),
    url="https://statswales.gov.wales/",
    read=read,
    packaged=(FOLDER / "wales_2018_19_adults.csv",),
)
