"""Number of care leavers aged 19 to 21 in suitable accommodation."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.leaving_care import leavers_19_to_21


def holds(unit: Any) -> Any:
    """In suitable accommodation."""
    return unit.suitable_accommodation


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-HOUSED-NUMBER",
    title="Number of care leavers aged 19 to 21 in suitable accommodation",
    service="children",
    topic="Care leavers",
    measure=Count(of=Within(leavers_19_to_21, where=holds)),
    polarity=Polarity.NONE,
    numerator=(
        "Care leavers aged 19 to 21 in suitable accommodation at the end of the period, whose"
        " circumstances were established in it, each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 112",),
    published_as="LAIT-NoCareLeaverAcc",
)
