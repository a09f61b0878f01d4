"""Conferences that lead to a plan."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import conferences


def led_to_plan(unit: Any) -> Any:
    """A plan was made."""
    return unit.led_to_plan


INDICATOR = Indicator(
    code="CH-CONFERENCES-PLAN",
    title="Conferences that lead to a plan",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(conferences, on="held_on"), having=led_to_plan),
    polarity=Polarity.NONE,
    numerator="Of these, conferences after which a child protection plan was made",
    denominator="Initial child protection conferences held in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
