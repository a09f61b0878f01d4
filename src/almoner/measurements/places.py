"""Which areas are compared with which, as frames to join by."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import polars as pl

from almoner.reference.area import Area, AreaKind, Nation
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


CHILDRENS = frozenset({"children", "workforce", "inspection"})
"""Services that the department's statistical neighbours were chosen for."""


def place_frame(codes: Collection[str]) -> pl.DataFrame:
    """`area`, `rank_group` (who is ranked with whom; null for nations, regions and localities)
    and `nation_area` (the code of the area's nation), one row a code.
    """
    places = [_area(code) for code in codes]
    rows = [_place(place) for place in places if place]
    schema = {"area": pl.String, "rank_group": pl.String, "nation_area": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def comparator_set(place: Area, service: str) -> str | None:
    """The code of the set that a council is compared with for a service, or None.

    In England the department's own neighbours for children's services, and the Office for
    National Statistics' for the rest, which the department's model does not describe; in Scotland
    the family group for social work; elsewhere the Office for National Statistics'.
    """
    if place.kind not in {AreaKind.COUNCIL, AreaKind.DISTRICT}:
        return None
    usual = default_set(place)
    if usual != "nation" and (service in CHILDRENS or place.nation is not Nation.ENGLAND):
        return usual
    general = "ons-2025-global"
    if comparators_of(place, general, same_nation=True):
        return general
    return usual if usual != "nation" else None


@cache
def neighbours_of(code: str, service: str) -> tuple[str, ...]:
    """Codes of the comparators of an area for a service, nearest first; none for most areas."""
    place = _area(code)
    chosen = comparator_set(place, service) if place else None
    if place is None or chosen is None:
        return ()
    neighbours = comparators_of(place, chosen, same_nation=True)
    return tuple(neighbour.area.code for neighbour in neighbours)


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
