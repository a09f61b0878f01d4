"""Households with children in temporary accommodation."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import stays


def of_this_kind(unit: Any) -> Any:
    """One of these."""
    return unit.has_children


INDICATOR = Indicator(
    code="HO-TA-CHILDREN",
    title="Households with children in temporary accommodation",
    service="housing",
    topic="Temporary accommodation",
    measure=Count(of=Open(stays, where=of_this_kind)),
    polarity=Polarity.LOWER,
    numerator=("Households with children in temporary accommodation at the end of the period"),
    source="H-CLIC",
    published_as="HCLIC-households_with_children_in_ta",
    paired_with="HO-RELIEF-SECURED",
)
