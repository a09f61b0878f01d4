"""Names and codes of places as our areas, each distinct one looked up once; unknown: refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from almoner.publications.tables import Table, plain_name, read_distinct
from almoner.reference.areas import AreaKind, CodeScheme, Nation, areas
from almoner.reference.language import _
from almoner.reference.periods import Period

# Columns of the Department for Education's tables that say whose row it is.
PLACE_COLUMNS: Final = {
    "region_code": ["region_code"],
    "new_la_code": ["new_la_code"],
}
PLACES_PASSED_OVER: Final = (
    *("time_identifier", "country_code", "country_name", "region_name", "old_la_code", "la_name"),
)
_CODE_COLUMN: Final = {"Regional": "region_code", "Local authority": "new_la_code"}


def with_areas(
    table: Table,
    column: str,
    *,
    names: Mapping[str, str] | None = None,
    into: str = "area",
    nation: Nation | None = None,
    scheme: CodeScheme | None = None,
    kind: AreaKind | None = None,
    at: str | None = None,
) -> Table:
    """`table` with the code of the area named (or coded) in `column`; see `read_areas`."""
    codes = read_areas(table, column, names=names, nation=nation, scheme=scheme, kind=kind, at=at)
    return table.with_columns(**{into: codes})


def read_areas(
    table: Table,
    column: str,
    *,
    names: Mapping[str, str] | None = None,
    nation: Nation | None = None,
    scheme: CodeScheme | None = None,
    kind: AreaKind | None = None,
    at: str | None = None,
) -> pl.Series:
    """The codes of the areas in `column`, looked for only in a nation, code scheme or kind.

    `names` gives known names, or codes, for what only this publisher writes. `at` is a column of
    period codes: of several areas with one name, the one that existed at the end of the period is
    taken (Dorset has been two councils), and without it the one of today.
    """
    known = names or {}

    def read(text: object, period: str | None = None, *, row: int) -> tuple[str]:
        label = "" if text is None else str(text)
        if label in known:
            return (areas().require(known[label]).code,)
        found = areas().require(
            label,
            nation=nation,
            scheme=scheme,
            kind=kind,
            on=Period.from_code(period).end if period else None,
            file=table.path.name,
            row=row,
            column=column,
        )
        return (found.code,)

    return read_distinct(table, [column, at] if at else [column], ["area"], read).to_series()


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
    return read_areas(table.with_frame(placed), "place")
