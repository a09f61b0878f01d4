"""The Office for Local Government's measures of adult social care, with its own comparison."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import with_codes
from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_years
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.measurement import Marker

CODE: Final = "oflog-adult-social-care"
PREFIX: Final = "OFLOG"
FOLDER: Final = DATA_DIR / CODE
FILES: Final = {"measures": ("oflog_asc_measures",)}
ENGLAND: Final = "E92000001"
MEASURES: Final = ("ASC1", "ASC2", "ASC3", "ASC4", "ASC5", "ASC6", "ASC7")
COLUMNS: Final = {
    "year": ("financial_year",),
    "council": ("la_code",),
    "measure": ("code",),
    "value": ("value",),
    "median": ("published_median", "median"),
    "deviation": ("published_mads_from_median", "mads_from_median"),
}


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file; its code is the latest year in it ("2021-22")."""
    return [_edition(path) for path in files_of(paths, FILES)["measures"]]


def _edition(path: Path) -> Edition:
    table = _keyed(read_table(path).columns(COLUMNS))
    latest = str(table.frame["label"].max())
    return Edition(
        publication=CODE,
        code=latest,
        title=_("Measures to {year}").format(year=latest),
        measurements=measurements(
            [
                _numbers(table, "value", pl.col("measure")),
                _numbers(table, "deviation", pl.col("measure") + "-Deviation"),
                _medians(table),
            ]
        ),
        sources=(SourceFile.of(path),),
    )


def _keyed(table: Table) -> Table:
    table = table.unique(("year", "council", "measure"))
    table = with_areas(with_years(table, "year"), "council")
    known = {code: f"{PREFIX}-{code}" for code in MEASURES}
    table = with_codes(table, "measure", known, message=_("this measure is not known"))
    return table.with_columns(median=table.numbers("median")[0])


def _numbers(table: Table, column: str, indicator: pl.Expr) -> pl.DataFrame:
    """One of the publisher's columns; a blank is not explained."""
    value, marker = table.numbers(column, blank=Marker.NOT_AVAILABLE)
    return table.frame.select(
        "period", "area", "status", "label", indicator=indicator, value=value, marker=marker
    )


def _medians(table: Table) -> pl.DataFrame:
    """The median of all councils, which every row of a measure and year carries alike."""
    key = ["measure", "period"]
    differs = table.frame.select(pl.col("median") != pl.col("median").first().over(key)).to_series()
    if differs.any():
        index = int(differs.arg_true()[0])
        raise table.refusal(
            _("one measure and year has two medians"),
            index=index,
            column="published_median",
            found=table.frame["median"][index],
            expected=_("the same median in every row"),
        )
    return table.frame.unique(key, keep="first", maintain_order=True).select(
        "period",
        "status",
        "label",
        indicator=pl.col("measure"),
        area=pl.lit(ENGLAND),
        breakdown=pl.lit("statistic=median of councils"),
        value=pl.col("median"),
    )


PUBLICATION = Publication(
    code=CODE,
    title="Adult social care measures of the Office for Local Government",
    publisher="Office for Local Government",
    attribution=(
        "Office for Local Government. Contains public sector information licensed under the Open "
        "Government Licence v3.0."
    ),
    url="https://www.gov.uk/government/organisations/office-for-local-government",
    read=read,
    packaged=(FOLDER / "oflog_asc_measures_2015_2022.csv.gz",),
)
