"""Which areas are compared with which, as frames to join by."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from almoner.measurements.comparators import known_area
from almoner.reference.area import Area, AreaKind

NATION_CODES = {
    "england": "E92000001",
    "wales": "W92000004",
    "scotland": "S92000003",
    "northern-ireland": "N92000002",
}

# Housing sits with districts and unitary councils alike, so both are ranked together; each other
# kind is ranked among its own.
RANKED_WITH = {
    AreaKind.COUNCIL: "council",
    AreaKind.DISTRICT: "council",
    AreaKind.HEALTH_BOARD: "health board",
    AreaKind.TRUST: "trust",
}


def place_frame(codes: Collection[str]) -> pl.DataFrame:
    """`area`, `rank_group` (who is ranked with whom; null for nations, regions and localities)
    and `nation_area` (the code of the area's nation), one row a code.
    """
    places = [known_area(code) for code in codes]
    rows = [_place(place) for place in places if place]
    schema = {"area": pl.String, "rank_group": pl.String, "nation_area": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _place(place: Area) -> tuple[str, str | None, str | None]:
    nation = place.nation
    group = RANKED_WITH.get(place.kind)
    return (
        place.code,
        f"{group} in {nation}" if group and nation else None,
        NATION_CODES.get(str(nation)) if nation else None,
    )
