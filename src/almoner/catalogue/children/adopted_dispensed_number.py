"""Children adopted for whom consent was dispensed with."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import ceased_within


def adopted_so(unit: Any) -> Any:
    """The last episode says so."""
    return unit.end_reason == "E12"


INDICATOR = Indicator(
    code="CH-ADOPTED-DISPENSED",
    title="Children adopted for whom consent was dispensed with",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(ceased_within, where=adopted_so)),
    polarity=Polarity.NONE,
    numerator=(
        "Children who ceased to be looked after in the period and were adopted (E12), each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 208b",),
    published_as="LAIT-LACnum_Adopt_ConsentDisp",
)
