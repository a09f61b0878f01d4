"""Children who ceased to be looked after and left to a child arrangements order."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import ceased_within


def for_this_reason(unit: Any) -> Any:
    """The last episode says that they left to a child arrangements order."""
    return unit.end_reason.isin(["E41"])


INDICATOR = Indicator(
    code="CH-CEASED-CAO",
    title="Children who ceased to be looked after and left to a child arrangements order",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(ceased_within), having=for_this_reason),
    polarity=Polarity.NONE,
    numerator="Of these, children who left to a child arrangements order",
    denominator="Children who ceased to be looked after in the period",
    source="SSDA903; DfE definition",
    published_as="LAIT-LAC_ceased_CAOpct",
)
