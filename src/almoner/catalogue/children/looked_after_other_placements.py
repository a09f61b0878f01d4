"""Children looked after in other placements."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """The episode's placement is one of these."""
    return unit.placement_type.isin(["Z1"])


INDICATOR = Indicator(
    code="CH-CARE-OTHER",
    title="Children looked after in other placements",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.NONE,
    numerator="Of these, children in other placements",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    caveats="Which codes the department puts here is our reading of the 903 guide.",
    lineage=("LAIT 400",),
    published_as="LAIT-LAC_Other_Place_Inc_Unreg",
)
