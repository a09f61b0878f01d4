"""Which areas are compared with which, as frames to join by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import polars as pl

from almoner.reference.area import Area, AreaKind
from almoner.reference.areas import areas
from almoner.reference.comparators import comparators_of, default_set
from almoner.reference.refusal import Refusal

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


def place_frame(codes: Iterable[str]) -> pl.DataFrame:
    """`area`, `rank_group` (who is ranked with whom; null for nations, regions and localities)
    and `nation_area` (the code of the area's nation), one row a code.
    """
    places = [_area(code) for code in codes]
    rows = [_place(place) for place in places if place]
    schema = {"area": pl.String, "rank_group": pl.String, "nation_area": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def neighbour_frame(codes: Iterable[str], service: str) -> pl.DataFrame:
    """`area` and `neighbour`: the default comparators of each council, one row a pair."""
    pairs = [(code, neighbour) for code in codes for neighbour in neighbours_of(code, service)]
    return pl.DataFrame(pairs, schema={"area": pl.String, "neighbour": pl.String}, orient="row")


@cache
def neighbours_of(code: str, service: str) -> tuple[str, ...]:
    """Codes of the default comparators of a council for a service; none for other areas."""
    place = _area(code)
    if place is None or place.kind not in {AreaKind.COUNCIL, AreaKind.DISTRICT}:
        return ()
    chosen = default_set(place, service=service)
    if chosen is None:
        return ()
    return tuple(neighbour.area.code for neighbour in comparators_of(place, chosen))


def _area(code: str) -> Area | None:
    try:
        return areas().get(code)
    except Refusal:
        return None


def _place(place: Area) -> tuple[str, str | None, str | None]:
    nation = place.nation
    group = RANKED_WITH.get(place.kind)
    return (
        place.code,
        f"{group} in {nation}" if group and nation else None,
        NATION_CODES.get(str(nation)) if nation else None,
    )
