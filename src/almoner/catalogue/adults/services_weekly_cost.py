"""Mean weekly cost of long-term support."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.outcomes import by_highest_setting

INDICATOR = Indicator(
    code="AD-WEEKLY-COST",
    title="Mean weekly cost of long-term support",
    service="adults",
    topic="Support",
    unit="£ per week",
    decimals=2,
    measure=Mean(of=Open(by_highest_setting, "from_on", "until_on"), weight="weekly_cost", per=100),
    polarity=Polarity.NONE,
    numerator="Weekly cost of the highest-ranked service of each person",
    denominator=("People with a long-term service at the end of the period whose cost is known"),
    source="Almoner",
    caveats=("The highest-ranked service only: other services of the same person add to the cost."),
)
