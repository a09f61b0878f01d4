"""Special guardianship orders to a relative or friend who had been the foster carer."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import ceased_within


def guarded(unit: Any) -> Any:
    """The last episode says so."""
    return unit.end_reason.isin(["E45", "E46", "E47", "E48"])


def to_them(unit: Any) -> Any:
    """To a relative or friend who had been the foster carer."""
    return unit.end_reason == "E45"


INDICATOR = Indicator(
    code="CH-SGO-FC-KIN",
    title=("Special guardianship orders to a relative or friend who had been the foster carer"),
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(ceased_within, where=guarded), having=to_them),
    polarity=Polarity.NONE,
    numerator=("Of these, orders to a relative or friend who had been the foster carer (E45)"),
    denominator=(
        "Children who ceased to be looked after in the period to a special guardianship order"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 390",),
    published_as="LAIT-LAC_SGO_FFC_Relpct",
)
