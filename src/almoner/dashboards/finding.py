"""Finding a council from what a reader typed: a name, a place within it, or a postcode."""

from __future__ import annotations

from almoner.reference.areas import Area, areas
from almoner.reference.postcodes import council_for_postcode, is_postcode
from almoner.reference.refusal import Refusal


def councils_for(typed: str) -> list[Area]:
    """Today's councils that the text may mean: one where it is certain, none where unknown."""
    if is_postcode(typed):
        try:
            return [candidate.council for candidate in council_for_postcode(typed)]
        except Refusal:
            return []
    exact = areas().find(typed)
    if exact is not None and exact.is_current and exact.has_social_services_duties:
        return [exact]
    return list(areas().search(typed, limit=12))
