"""Weeks of care by who provides it, 2001 to 2023: compiled by a third party from the returns."""

from __future__ import annotations

import polars as pl

from almoner.publications.categories import breakdown, with_codes
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.pss_ex1.layout import MARKERS
from almoner.publications.tables import Table
from almoner.reference.areas import Nation
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind

COLUMNS = {
    name: (name,)
    for name in ("council", "year", "support_setting", "provision", "weeks", "percent_sector")
}
SETTINGS = {
    "Residential": "residential",
    "Nursing": "nursing",
    "Home care": "home-care",
    "Day care": "day-care",
    "": "not-named",
}
PROVISIONS = {"In House": "own", "External": "others", "99": ""}
INDICATORS = {"weeks": "PSSEX1-SectorWeeks", "percent_sector": "PSSEX1-SectorShare"}


def measured(table: Table) -> pl.DataFrame:
    """Measurements of weeks, and of the percentage of them, by setting and provision.

    Rows without a council (all of 2017) are measurements of no place, and left out.
    """
    table = table.columns(COLUMNS)
    blanks = pl.col("support_setting").fill_null(""), pl.col("year").cast(pl.String)
    table = table.with_columns(support_setting=blanks[0], year=blanks[1])
    table = with_codes(table, "support_setting", SETTINGS, into="setting")
    table = with_codes(table, "provision", PROVISIONS, into="provider")
    table = with_periods(table, "year", kind=PeriodKind.YEAR)
    # Stand-ins, so that the rows that are left out below keep their place until then.
    number = pl.int_range(pl.len()).cast(pl.String)
    table = table.with_columns(
        place=pl.col("council").fill_null("England"), name=pl.coalesce("council", number)
    )
    table = table.unique(("name", "year", "support_setting", "provision"))
    table = with_areas(table, "place", nation=Nation.ENGLAND, at="period")
    table = table.with_columns(breakdown=breakdown(provision="provider", setting="setting"))
    return pl.concat([_one(table, name) for name in INDICATORS])


def _one(table: Table, column: str) -> pl.DataFrame:
    value, marker = table.numbers(column, MARKERS, blank=Marker.NOT_AVAILABLE)
    frame = table.frame.with_columns(
        value=value, marker=marker, indicator=pl.lit(INDICATORS[column])
    ).filter(pl.col("council").is_not_null())
    return frame.select(
        "indicator", "period", "area", "breakdown", "value", "status", "marker", "label"
    )
