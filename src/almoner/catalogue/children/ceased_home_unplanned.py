"""Children who ceased to be looked after and returned home though it was not planned."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import ceased_within


def for_this_reason(unit: Any) -> Any:
    """The last episode says that they returned home though it was not planned."""
    return unit.end_reason.isin(["E4B"])


INDICATOR = Indicator(
    code="CH-CEASED-HOME-UNPLANNED",
    title="Children who ceased to be looked after and returned home though it was not planned",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(ceased_within), having=for_this_reason),
    polarity=Polarity.NONE,
    numerator="Of these, children who returned home though it was not planned",
    denominator="Children who ceased to be looked after in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 273b",),
    published_as="LAIT-LAC_RetHome_Not_CarePlan_pct",
)
