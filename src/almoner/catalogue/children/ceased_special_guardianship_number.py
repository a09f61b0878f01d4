"""Children who left care to a special guardianship order."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import ceased_within


def guarded(unit: Any) -> Any:
    """The last episode says so."""
    return unit.end_reason.isin(["E45", "E46", "E47", "E48"])


INDICATOR = Indicator(
    code="CH-SGO",
    title="Children who left care to a special guardianship order",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(ceased_within, where=guarded)),
    polarity=Polarity.NONE,
    numerator=(
        "Children who ceased to be looked after in the period to a special guardianship "
        "order, each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 390",),
    published_as="LAIT-LAC_ceased_SGO",
)
