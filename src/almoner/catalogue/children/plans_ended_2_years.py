"""Plans that end after two years or more."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import plans


def lasted_2_years(unit: Any) -> Any:
    """Ended on the second anniversary of the start, or after."""
    return unit.ended_on >= unit.years_2_on


INDICATOR = Indicator(
    code="CH-PLANS-ENDED-2-YEARS",
    title="Plans that end after two years or more",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(plans, on="ended_on"), having=lasted_2_years),
    polarity=Polarity.LOWER,
    numerator="Of these, plans ended on or after the second anniversary of their start",
    denominator="Child protection plans that ended in the period",
    source="Children in need census; DfE definition",
    lineage=(
        "PAF C21",
        "LAIT 98",
    ),
    published_as="LAIT-CPPlans2yrs",
    paired_with="CH-PLANS-AGAIN",
)
