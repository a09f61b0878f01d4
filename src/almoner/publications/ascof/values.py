"""The department's published values of the framework, from 2023-24: one figure a row."""

from __future__ import annotations

from typing import Final

import polars as pl

from almoner.publications.ascof.measures import TODAY, assembled
from almoner.publications.categories import with_codes
from almoner.publications.periods import with_years
from almoner.publications.places import with_areas
from almoner.publications.tables import Table
from almoner.reference.language import _

COLUMNS: Final = {
    "measure": ("measure",),
    "name": ("area",),
    "ons": ("ons_code",),
    "year": ("year",),
    "kind": ("field",),
    "value": ("value_as_published", "value"),
}
KINDS: Final = {
    "outcome": "outcome",
    "numerator": "numerator",
    "denominator": "denominator",
    "number of respondents": "base",
    "margin of error": "margin",
    "6b outcome": "outcome",
    "6b numerator": "numerator",
    "6b denominator": "denominator",
}
# Figures of 2024-25 stand both under Dorset's code and under that of the county council before
# 2019, of which there are none in these years; some stand under the earlier code alone.
OLD_CODES: Final = {"E10000009": "E06000059"}
# Where a place has no code of its own.
NO_CODE: Final = "[z]"


def read_values(table: Table) -> pl.DataFrame:
    """The measurements of a file of published values."""
    table = table.columns(COLUMNS)
    place = pl.when(pl.col("ons") == NO_CODE).then(pl.col("name")).otherwise(pl.col("ons"))
    table = with_areas(table.with_columns(place=place), "place", names=OLD_CODES)
    table = with_years(table, "year")
    known = {code: f"ASCOF-{key}" for code, key in TODAY.items()}
    table = with_codes(
        table, "measure", known, into="indicator", message=_("this measure is not known")
    )
    table = with_codes(table, "kind", KINDS, message=_("this type of figure is not known"))
    value, marker = table.unique(("indicator", "period", "place", "kind")).numbers("value")
    read = table.frame.with_columns(value=value, marker=marker, breakdown=pl.lit(""))
    return assembled(_once(table, read))


def _once(table: Table, read: pl.DataFrame) -> pl.DataFrame:
    """`read` without what stands under two codes; different figures of one place are refused."""
    key = ("indicator", "period", "area", "kind")
    best = read.with_row_index("index").sort(
        pl.col("value").is_null(), "index", maintain_order=True
    )
    torn = best.filter(
        pl.col("value").is_not_null() & (pl.col("value") != pl.col("value").first().over(key))
    )
    if torn.height:
        raise table.refusal(
            _("two rows for one key"),
            index=int(torn["index"][0]),
            column="ons_code, measure, field, year",
            found=torn["value"][0],
            expected=_("the same figure under both codes of a place"),
        )
    return best.unique(key, keep="first", maintain_order=True).sort("index").drop("index")
