"""Number of care leavers aged 19 to 21 in higher education."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.leaving_care import leavers_19_to_21


def holds(unit: Any) -> Any:
    """In higher education."""
    return unit.activity.isin(["F1", "P1"])


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-HE-NUMBER",
    title="Number of care leavers aged 19 to 21 in higher education",
    service="children",
    topic="Care leavers",
    measure=Count(of=Within(leavers_19_to_21, where=holds)),
    polarity=Polarity.NONE,
    numerator=(
        "Care leavers aged 19 to 21 in higher education at the end of the period, whose "
        "circumstances were established in it, each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 220",),
    published_as="LAIT-LAC_19_HE_Num",
)
