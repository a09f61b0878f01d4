"""Early help that ends in a step up to social care."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.plans_of_need import early_help


def stepped_up(unit: Any) -> Any:
    """Ended in a step up to social care."""
    return unit.end_reason == "stepped up"


INDICATOR = Indicator(
    code="CH-EARLY-STEPPED-UP",
    title="Early help that ends in a step up to social care",
    service="children",
    topic="Early help",
    measure=Percentage(of=Events(early_help, on="ended_on"), having=stepped_up),
    polarity=Polarity.LOWER,
    numerator="Of these, episodes that ended in a step up",
    denominator="Early help episodes that ended in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
