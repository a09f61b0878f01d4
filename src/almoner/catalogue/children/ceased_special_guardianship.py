"""Children who ceased to be looked after and left to a special guardianship order."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import ceased_within


def for_this_reason(unit: Any) -> Any:
    """The last episode says that they left to a special guardianship order."""
    return unit.end_reason.isin(["E45", "E46", "E47", "E48"])


INDICATOR = Indicator(
    code="CH-CEASED-SGO",
    title="Children who ceased to be looked after and left to a special guardianship order",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(ceased_within), having=for_this_reason),
    polarity=Polarity.NONE,
    numerator="Of these, children who left to a special guardianship order",
    denominator="Children who ceased to be looked after in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 390",),
    published_as="LAIT-LAC_ceased_SGOpct",
)
