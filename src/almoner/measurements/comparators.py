"""With whom a council is compared for a service: which of the published sets, and its members."""

from __future__ import annotations

from functools import cache

from almoner.reference.area import Area, AreaKind, Nation
from almoner.reference.areas import areas
from almoner.reference.comparators import comparators_of, default_set
from almoner.reference.refusal import Refusal

CHILDRENS = frozenset({"children", "workforce", "inspection"})
"""Services that the department's statistical neighbours were chosen for."""


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
    place = known_area(code)
    chosen = comparator_set(place, service) if place else None
    if place is None or chosen is None:
        return ()
    neighbours = comparators_of(place, chosen, same_nation=True)
    return tuple(neighbour.area.code for neighbour in neighbours)


def known_area(code: str) -> Area | None:
    """The area with a code; None where the register does not know it."""
    try:
        return areas().get(code)
    except Refusal:
        return None
