"""Children placed more than 20 miles from home."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def distance_known(unit: Any) -> Any:
    """Both postcodes are known."""
    return unit.distance.notnull()


def over_20_miles(unit: Any) -> Any:
    """More than 20.0 miles, in tenths."""
    return unit.distance > 200


INDICATOR = Indicator(
    code="CH-CARE-20-MILES",
    title="Children placed more than 20 miles from home",
    service="children",
    topic="Children looked after",
    measure=Percentage(
        of=Open(looked_after, "from_on", "until_on", where=distance_known), having=over_20_miles
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, children placed more than 20.0 miles away",
    denominator="Children looked after at the end of the period whose distance is known",
    source="SSDA903; DfE definition",
)
