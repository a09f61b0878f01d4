"""Children looked after in secure and children's homes."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """The episode's placement is one of these."""
    return unit.placement_type.isin(["K1", "K2"])


INDICATOR = Indicator(
    code="CH-CARE-HOMES",
    title="Children looked after in secure and children's homes",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.NONE,
    numerator="Of these, children in secure and children's homes",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 397",),
    published_as="LAIT-LAC_SecHome_And_ChildHome",
)
