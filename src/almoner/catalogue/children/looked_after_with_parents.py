"""Children looked after placed with parents."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """The episode's placement is one of these."""
    return unit.placement_type.isin(["P1"])


INDICATOR = Indicator(
    code="CH-CARE-PARENTS",
    title="Children looked after placed with parents",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.HIGHER,
    numerator="Of these, children placed with parents",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 401",),
    published_as="LAIT-LAC_Parents_OR_Others",
)
