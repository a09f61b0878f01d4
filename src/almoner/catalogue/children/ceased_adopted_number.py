"""Children adopted."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import ceased_within


def adopted(unit: Any) -> Any:
    """The last episode says that they were adopted."""
    return unit.end_reason.isin(["E11", "E12"])


INDICATOR = Indicator(
    code="CH-ADOPTED",
    title="Children adopted",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(ceased_within, where=adopted)),
    polarity=Polarity.NONE,
    numerator=("Children who ceased to be looked after in the period and were adopted, each once"),
    source="SSDA903; DfE definition",
    lineage=("LAIT 208",),
    published_as="LAIT-No_of_LAC_Adopted",
)
