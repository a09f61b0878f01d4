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
# Where a place has no code of its own.
NO_CODE: Final = "[z]"


def read_values(table: Table) -> pl.DataFrame:
    """The measurements of a file of published values."""
    table = table.columns(COLUMNS)
    place = pl.when(pl.col("ons") == NO_CODE).then(pl.col("name")).otherwise(pl.col("ons"))
    table = with_areas(table.with_columns(place=place), "place")
    table = with_years(table, "year")
    known = {code: f"ASCOF-{key}" for code, key in TODAY.items()}
    table = with_codes(
        table, "measure", known, into="indicator", message=_("this measure is not known")
    )
    table = with_codes(table, "kind", KINDS, message=_("this type of figure is not known"))
    value, marker = table.unique(("indicator", "period", "area", "kind")).numbers("value")
    return assembled(table.frame.with_columns(value=value, marker=marker, breakdown=pl.lit("")))
