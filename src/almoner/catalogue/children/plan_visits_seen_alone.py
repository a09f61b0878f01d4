"""Protection visits in which the child was seen alone."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import visits


def alone(unit: Any) -> Any:
    """The child was seen alone."""
    return unit.seen_alone


INDICATOR = Indicator(
    code="CH-PLAN-VISITS-ALONE",
    title="Protection visits in which the child was seen alone",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(visits, on="visited_on"), having=alone),
    polarity=Polarity.HIGHER,
    numerator="Of these, visits in which the child was seen alone",
    denominator="Visits in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
