"""Children looked after in independent living or supported accommodation."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """The episode's placement is one of these."""
    return unit.placement_type.isin(["H5", "P2"])


INDICATOR = Indicator(
    code="CH-CARE-SUPPORTED",
    title="Children looked after in independent living or supported accommodation",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.NONE,
    numerator="Of these, children in independent living or supported accommodation",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 398",),
    published_as="LAIT-LAC_Ind_SInd_Liv_Arr",
    caveats=("Since October 2023 places without registration are published as other placements."),
)
