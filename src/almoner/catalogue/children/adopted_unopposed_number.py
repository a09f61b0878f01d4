"""Children adopted whose adoption was unopposed."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import ceased_within


def adopted_so(unit: Any) -> Any:
    """The last episode says so."""
    return unit.end_reason == "E11"


INDICATOR = Indicator(
    code="CH-ADOPTED-UNOPPOSED",
    title="Children adopted whose adoption was unopposed",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(ceased_within, where=adopted_so)),
    polarity=Polarity.NONE,
    numerator=(
        "Children who ceased to be looked after in the period and were adopted (E11), each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 208b",),
    published_as="LAIT-LACnum_Adopt_AppUnop",
)
