"""Children placed more than 20 miles from home when they came into care."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import started_within


def distance_known(unit: Any) -> Any:
    """Both postcodes are known."""
    return unit.distance.notnull()


def over_20_miles(unit: Any) -> Any:
    """More than 20.0 miles, in tenths."""
    return unit.distance > 200


INDICATOR = Indicator(
    code="CH-CARE-STARTED-20-MILES",
    title="Children placed more than 20 miles from home when they came into care",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(started_within, where=distance_known), having=over_20_miles),
    polarity=Polarity.LOWER,
    numerator="Of these, children first placed more than 20.0 miles away",
    denominator=(
        "Children who started to be looked after in the period whose first distance is known"
    ),
    source="PAF C69 (name; definition recalled)",
    lineage=("PAF C69",),
)
