"""Number of plans that ended after two years or more."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import plans


def lasted_2_years(unit: Any) -> Any:
    """Ended on the second anniversary of the start, or after."""
    return unit.ended_on >= unit.years_2_on


INDICATOR = Indicator(
    code="CH-PLANS-ENDED-2-YEARS-NUMBER",
    title="Number of plans that ended after two years or more",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(plans, on="ended_on", where=lasted_2_years)),
    polarity=Polarity.NONE,
    numerator=("Plans ended in the period on or after the second anniversary of their start"),
    source="Children in need census; DfE definition",
    lineage=("LAIT 21",),
    published_as="LAIT-CPRDuration",
)
