"""Number of care leavers aged 19 to 21 in education, employment or training."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.leaving_care import leavers_19_to_21


def holds(unit: Any) -> Any:
    """In education, employment or training."""
    return unit.activity.substr(0, 1).isin(["F", "P"])


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-EET-NUMBER",
    title=("Number of care leavers aged 19 to 21 in education, employment or training"),
    service="children",
    topic="Care leavers",
    measure=Count(of=Within(leavers_19_to_21, where=holds)),
    polarity=Polarity.NONE,
    numerator=(
        "Care leavers aged 19 to 21 in education, employment or training at the end of the "
        "period, whose circumstances were established in it, each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 113",),
    published_as="LAIT-CareLeaverEETNum",
)
