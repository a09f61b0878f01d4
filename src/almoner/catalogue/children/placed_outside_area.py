"""Children placed outside the council's area."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def place_known(unit: Any) -> Any:
    """The placement's area is known."""
    return unit.outside_area.notnull()


def outside(unit: Any) -> Any:
    """Outside the area."""
    return unit.outside_area


INDICATOR = Indicator(
    code="CH-CARE-OUTSIDE",
    title="Children placed outside the council's area",
    service="children",
    topic="Children looked after",
    measure=Percentage(
        of=Open(looked_after, "from_on", "until_on", where=place_known), having=outside
    ),
    polarity=Polarity.NONE,
    numerator="Of these, children placed outside the area",
    denominator=("Children looked after at the end of the period whose placement's area is known"),
    source="SSDA903; DfE definition",
)
