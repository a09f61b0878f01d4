"""Children looked after in other residential settings."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """The episode's placement is one of these."""
    return unit.placement_type.isin(["P3", "R1", "R2", "R3", "R5", "S1"])


INDICATOR = Indicator(
    code="CH-CARE-OTHER-RESIDENTIAL",
    title="Children looked after in other residential settings",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.NONE,
    numerator="Of these, children in other residential settings",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    caveats="Which codes the department puts here is our reading of the 903 guide.",
    lineage=("LAIT 399",),
    published_as="LAIT-LAC_Other_Res_Settings",
)
