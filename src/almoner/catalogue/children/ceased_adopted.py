"""Children who ceased to be looked after and were adopted."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import ceased_within


def for_this_reason(unit: Any) -> Any:
    """The last episode says that they were adopted."""
    return unit.end_reason.isin(["E11", "E12"])


INDICATOR = Indicator(
    code="CH-CEASED-ADOPTED",
    title="Children who ceased to be looked after and were adopted",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(ceased_within), having=for_this_reason),
    polarity=Polarity.HIGHER,
    numerator="Of these, children who were adopted",
    denominator="Children who ceased to be looked after in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 208",),
    published_as="LAIT-pct_of_LAC_Adopted",
)
