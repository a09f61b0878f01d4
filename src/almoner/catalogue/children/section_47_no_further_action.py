"""Section 47 enquiries that end with no further action."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import enquiries


def no_action(unit: Any) -> Any:
    """Ended with no further action."""
    return unit.no_further_action


INDICATOR = Indicator(
    code="CH-S47-NFA",
    title="Section 47 enquiries that end with no further action",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(enquiries, on="ended_on"), having=no_action),
    polarity=Polarity.NONE,
    numerator="Of these, enquiries with no further action",
    denominator="Section 47 enquiries that ended in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
