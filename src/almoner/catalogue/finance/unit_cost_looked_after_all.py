"""Weekly cost of a child looked after."""

from almoner.catalogue.cohorts import Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.rows.care import looked_after
from almoner.catalogue.unit_cost import unit_cost

INDICATOR = Indicator(
    code="FI-LAC-WEEK",
    title="Weekly cost of a child looked after",
    service="finance",
    topic="Unit costs",
    unit="£ per week",
    decimals=0,
    measure=unit_cost(
        "fostering", "residential children", of=Months(looked_after, "from_on", "until_on")
    ),
    polarity=Polarity.NONE,
    numerator="Spent on it in the period",
    denominator=(
        "Of those served at the end of each month, one each, times 52 weeks over 12 months"
    ),
    source="Almoner, after the section 251 unit cost",
    caveats=(
        "Only whole services and the council compare: the budget and the people may sit with "
        "different teams."
    ),
    lineage=("LAIT 294",),
    breakdowns=(),
)
