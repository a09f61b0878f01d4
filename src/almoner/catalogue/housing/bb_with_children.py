"""Households with children in bed and breakfast."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import stays


def of_this_kind(unit: Any) -> Any:
    """One of these."""
    return unit.has_children & (unit.kind == "bed and breakfast")


INDICATOR = Indicator(
    code="HO-TA-BB-CHILDREN",
    title="Households with children in bed and breakfast",
    service="housing",
    topic="Temporary accommodation",
    measure=Count(of=Open(stays, where=of_this_kind)),
    polarity=Polarity.LOWER,
    numerator="Households with children in bed and breakfast at the end of the period",
    source="H-CLIC",
    published_as="HCLIC-bb_with_children",
    paired_with="HO-TA-CHILDREN",
)
