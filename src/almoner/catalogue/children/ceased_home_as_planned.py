"""Children who ceased to be looked after and returned home as planned."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import ceased_within


def for_this_reason(unit: Any) -> Any:
    """The last episode says that they returned home as planned."""
    return unit.end_reason.isin(["E4A"])


INDICATOR = Indicator(
    code="CH-CEASED-HOME-PLANNED",
    title="Children who ceased to be looked after and returned home as planned",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(ceased_within), having=for_this_reason),
    polarity=Polarity.NONE,
    numerator="Of these, children who returned home as planned",
    denominator="Children who ceased to be looked after in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 273b",),
    published_as="LAIT-LAC_RetHome_CarePlan_pct",
)
