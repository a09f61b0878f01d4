"""Number of plans that are a second or subsequent one."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import plans


def not_the_first(unit: Any) -> Any:
    """The child had a plan before."""
    return unit.previous_plans > 0


INDICATOR = Indicator(
    code="CH-PLANS-AGAIN-NUMBER",
    title="Number of plans that are a second or subsequent one",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(plans, on="started_on", where=not_the_first)),
    polarity=Polarity.NONE,
    numerator="Plans started in the period, of children who had one before",
    source="Children in need census; DfE definition",
    lineage=("LAIT 14",),
    published_as="LAIT-ReRegCPR",
)
