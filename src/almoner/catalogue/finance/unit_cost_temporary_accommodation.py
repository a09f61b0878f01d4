"""Weekly cost of a household in temporary accommodation."""

from almoner.catalogue.cohorts import Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.rows.housing import stays
from almoner.catalogue.unit_cost import unit_cost

INDICATOR = Indicator(
    code="FI-TA",
    title="Weekly cost of a household in temporary accommodation",
    service="finance",
    topic="Unit costs",
    unit="£ per week",
    decimals=0,
    measure=unit_cost("temporary accommodation", of=Months(stays)),
    polarity=Polarity.NONE,
    numerator="Spent on it in the period",
    denominator=(
        "Of those served at the end of each month, one each, times 52 weeks over 12 months"
    ),
    source="Almoner",
    caveats=(
        "Only whole services and the council compare: the budget and the people may sit with "
        "different teams."
    ),
    breakdowns=(),
)
