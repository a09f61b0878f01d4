"""Families in bed and breakfast for more than six weeks."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import stays


def family_in_bb(unit: Any) -> Any:
    """A household with children in bed and breakfast."""
    return unit.has_children & (unit.kind == "bed and breakfast")


INDICATOR = Indicator(
    code="HO-TA-BB-6-WEEKS",
    title="Families in bed and breakfast for more than six weeks",
    service="housing",
    topic="Temporary accommodation",
    why_it_matters="The law allows six weeks at most.",
    measure=Count(of=Open(stays, "weeks_6_on", "ended_on", where=family_in_bb)),
    polarity=Polarity.LOWER,
    numerator=(
        "Households with children in bed and breakfast at the end of the period "
        "for more than six weeks"
    ),
    source="H-CLIC",
    published_as="HCLIC-bb_with_children_over_6_weeks",
    paired_with="HO-TA-CHILDREN",
)
