"""Weekly cost of a child in a children's home."""

from typing import Any

from almoner.catalogue.cohorts import Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.rows.care import looked_after
from almoner.catalogue.unit_cost import unit_cost


def placed_so(unit: Any) -> Any:
    """In a children's home."""
    return unit.placement_type.isin(["K1", "K2"])


INDICATOR = Indicator(
    code="FI-B9",
    title="Weekly cost of a child in a children's home",
    service="finance",
    topic="Unit costs",
    unit="£ per child per week",
    decimals=0,
    measure=unit_cost(
        "residential children", of=Months(looked_after, "from_on", "until_on", where=placed_so)
    ),
    polarity=Polarity.NONE,
    numerator="Spent on it in the period",
    denominator=(
        "Of those served at the end of each month, one each, times 52 weeks over 12 months"
    ),
    source="PAF B9 (name; definition recalled)",
    caveats=(
        "Only whole services and the council compare: the budget and the people may sit with "
        "different teams. The published figure is for the years to 2009-10."
    ),
    lineage=(
        "PAF B9",
        "LAIT 297",
    ),
    published_as="PAF-B9",
    breakdowns=(),
)
