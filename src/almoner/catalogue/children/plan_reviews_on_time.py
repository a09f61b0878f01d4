"""Child protection reviews held on time."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import reviews


def on_time(unit: Any) -> Any:
    """Held by the day it was due."""
    return unit.held_on <= unit.due_on


INDICATOR = Indicator(
    code="CH-PLAN-REVIEWS",
    title="Child protection reviews held on time",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(reviews, on="due_on"), having=on_time),
    polarity=Polarity.HIGHER,
    numerator="Of these, reviews held by the day they were due",
    denominator="Child protection reviews due in the period",
    source="PAF C20, by review; DfE publishes it by plan",
    caveats=(
        "Counts reviews. The published figure counts plans of three months or "
        "more of which every review was on time."
    ),
    lineage=(
        "SCC/034",
        "PAF C20",
        "BVPI 162",
    ),
    paired_with="CH-PLAN-REVIEWS-LATE",
    published_as="LAIT-RevCP",
)
