"""The Department for Education's children's social work workforce statistics, at 30 September."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import with_codes
from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind

CODE: Final = "childrens-workforce"
PREFIX: Final = "CSWW"
FOLDER: Final = DATA_DIR / CODE
FILES: Final = {"indicators": ("csww_indicators",)}
ENGLAND: Final = "E92000001"

# The publisher's column -> what it was worked out from: numerator, and columns summed below it.
PARTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "turnover_rate_fte": ("leavers_fte", ("inpost_fte",)),
    "turnover_rate_headcount": ("leavers_headcount", ("inpost_headcount",)),
    "agency_rate_fte": ("agency_fte", ("agency_fte", "inpost_fte")),
    "agency_rate_headcount": ("agency_headcount", ("agency_headcount", "inpost_headcount")),
    "agency_cover_rate_fte": ("agency_cover_fte", ("agency_fte",)),
    "vacancy_rate_fte": ("vacancy_fte", ("vacancy_fte", "inpost_fte")),
    "vacancy_agency_cover_rate_fte": ("agency_cover_fte", ("vacancy_fte",)),
    "caseload_fte": ("cases", ("case_holders_fte",)),
}
COUNTS: Final = (
    "inpost_fte", "inpost_headcount", "starters_fte", "starters_headcount", "leavers_fte",
    "leavers_headcount", "agency_fte", "agency_headcount", "agency_cover_fte", "vacancy_fte",
    "case_holders_fte", "cases", "working_days_lost_fte",
)  # fmt: skip
# The rate of absence is published without the working days it is a share of.
MEASURES: Final = (*COUNTS, *PARTS, "absence_rate_fte")
# Councils that make one return between them.
JOINT: Final = {
    "E06000061 / E06000062": "ENG-NORTH-AND-WEST-NORTHAMPTONSHIRE",
    "E09000021 / E09000027": "ENG-KINGSTON-AND-RICHMOND",
}
LEVELS: Final = {"National": "country", "Regional": "region", "Local authority": "council"}
COLUMNS: Final = {
    "year": ("time_period",),
    "level": ("geographic_level",),
    "region": ("region_code",),
    "council": ("new_la_code", "la_code"),
    **{name: (name,) for name in MEASURES},
}


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file; its code is the latest year in it ("2024")."""
    return [_edition(path) for path in files_of(paths, FILES)["indicators"]]


def _edition(path: Path) -> Edition:
    table = _keyed(read_table(path).columns(COLUMNS))
    return Edition(
        publication=CODE,
        code=str(table.frame["label"].max()),
        title=_("Workforce at 30 September, to {year}").format(year=table.frame["label"].max()),
        measurements=measurements(_one(table, name) for name in MEASURES),
        sources=(SourceFile.of(path),),
    )


def _keyed(table: Table) -> Table:
    """`table` with `period`, `label` and `area`, each pair of them once."""
    table = with_codes(table, "level", LEVELS)
    place = (
        pl.when(pl.col("level") == "country")
        .then(pl.lit(ENGLAND))
        .when(pl.col("level") == "region")
        .then(pl.col("region"))
        .otherwise(pl.col("council"))
    )
    table = with_areas(table.with_columns(place=place), "place", names=JOINT)
    table = with_periods(table, "year", kind=PeriodKind.ROLLING_YEAR)
    return table.unique(("period", "area"))


def _one(table: Table, name: str) -> pl.DataFrame:
    """The measurements of one of the publisher's columns, with the parts of a rate."""
    value, marker = table.numbers(name)
    frame = table.frame.select(
        "period", "area", "label", indicator=pl.lit(f"{PREFIX}-{name}"), value=value, marker=marker
    )
    if name not in PARTS:
        return frame
    above, below = PARTS[name]
    parts = pl.DataFrame({column: table.numbers(column)[0] for column in {above, *below}})
    # The publisher's counts have one decimal; a sum of two has no more.
    denominator = pl.sum_horizontal(below, ignore_nulls=False).round(1)
    return frame.with_columns(parts.select(numerator=pl.col(above), denominator=denominator))


PUBLICATION = Publication(
    code=CODE,
    title="Children's social work workforce",
    publisher="Department for Education",
    attribution=(
        "Children's social work workforce, Department for Education. Contains public sector "
        "information licensed under the Open Government Licence v3.0."
    ),
    url=(
        "https://explore-education-statistics.service.gov.uk/find-statistics/"
        "children-s-social-work-workforce"
    ),
    read=read,
    packaged=(FOLDER / "csww_indicators_2017_2024.csv.gz",),
)
