"""Children placed more than 20 miles from home and outside the area."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def far_and_outside(unit: Any) -> Any:
    """Both more than 20 miles away and outside the area."""
    return (unit.distance > 200) & unit.outside_area


INDICATOR = Indicator(
    code="CH-CARE-20-OUTSIDE",
    title="Children placed more than 20 miles from home and outside the area",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=far_and_outside),
    polarity=Polarity.LOWER,
    numerator="Of these, children placed more than 20 miles away and outside the area",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 87",),
    published_as="LAIT-LACDistance",
)
