"""Care leavers aged 19 to 21 with whom the council is not in touch."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.leaving_care import leavers_19_to_21


def holds(unit: Any) -> Any:
    """Not in touch."""
    return ~unit.in_touch


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-AWAY",
    title="Care leavers aged 19 to 21 with whom the council is not in touch",
    service="children",
    topic="Care leavers",
    measure=Percentage(of=Within(leavers_19_to_21), having=holds),
    polarity=Polarity.LOWER,
    numerator="Of these, care leavers with whom the council is not in touch",
    denominator=(
        "Care leavers aged 19 to 21 at the end of the period whose circumstances were "
        "established in it, each once, by the latest"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 317",),
    published_as="LAIT-CareLeavers_LA_NotInTouch",
)
