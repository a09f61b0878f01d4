"""Children looked after in foster care."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """The episode's placement is one of these."""
    return unit.placement_type.isin(["U1", "U2", "U3", "U4", "U5", "U6"])


INDICATOR = Indicator(
    code="CH-CARE-FOSTER",
    title="Children looked after in foster care",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.HIGHER,
    numerator="Of these, children in foster care",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 396",),
    published_as="LAIT-LAC_Foster_Placements",
)
