"""Rows for England, a region or a council, as the Department for Education marks them."""

from __future__ import annotations

from typing import Final

import polars as pl

from almoner.publications.reading import Table, plain_name
from almoner.publications.shaping import read_areas
from almoner.reference.language import _

PLACE_COLUMNS: Final = {
    "region_code": ["region_code"],
    "new_la_code": ["new_la_code"],
}
PLACES_PASSED_OVER: Final = (
    *("time_identifier", "country_code", "country_name", "region_name", "old_la_code", "la_name"),
)
_CODE_COLUMN: Final = {"Regional": "region_code", "Local authority": "new_la_code"}


def has_places(table: Table) -> bool:
    """Whether a table has regions and councils beside England, by its columns."""
    return plain_name("region_code") in {plain_name(name) for name in table.frame.columns}


def read_level_areas(table: Table) -> pl.Series:
    """The area of each row: England, or the code in the column of the row's `geographic_level`.

    `region_code` and `new_la_code` may be missing where every row is national.
    """
    level = pl.col("geographic_level")
    codes = [
        pl.when(level == name).then(pl.col(column))
        for name, column in _CODE_COLUMN.items()
        if column in table.frame.columns
    ]
    place = pl.coalesce(pl.when(level == "National").then(pl.lit("England")), *codes)
    placed = table.frame.with_columns(place.alias("place"))
    unknown = (placed["place"].fill_null("") == "").arg_true()
    if len(unknown):
        index = int(unknown[0])
        raise table.refusal(
            _("a row says nothing of its place"),
            index=index,
            column="geographic_level",
            found=table.frame["geographic_level"][index],
            expected=_("National; Regional with region_code; Local authority with new_la_code"),
        )
    return read_areas(Table(table.path, placed, table.first_row), "place")
