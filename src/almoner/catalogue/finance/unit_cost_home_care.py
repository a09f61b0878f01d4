"""Cost of an hour of home care."""

from almoner.catalogue.cohorts import Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.rows.support import users_helped_at_home
from almoner.catalogue.unit_cost import unit_cost

INDICATOR = Indicator(
    code="FI-B17",
    title="Cost of an hour of home care",
    service="finance",
    topic="Unit costs",
    unit="£ per hour",
    decimals=2,
    measure=unit_cost(
        "home care",
        of=Months(users_helped_at_home, "from_on", "until_on"),
        weight="weekly_hours",
        parts=10,
    ),
    polarity=Polarity.NONE,
    numerator="Spent on it in the period",
    denominator=(
        "Of those served at the end of each month, the hours of a week, times 52 weeks over "
        "12 months"
    ),
    source="PAF B17",
    caveats=(
        "Only whole services and the council compare: the budget and the people may sit with "
        "different teams. The published figure is for the years to 2009-10."
    ),
    lineage=("PAF B17",),
    published_as="PAF-B17",
    breakdowns=(),
)
