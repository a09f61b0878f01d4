"""Safeguarding concerns that lead to an enquiry."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import concerns


def led_to_enquiry(unit: Any) -> Any:
    """An enquiry followed."""
    return unit.enquiry


INDICATOR = Indicator(
    code="AD-CONCERNS-ENQUIRY",
    title="Safeguarding concerns that lead to an enquiry",
    service="adults",
    topic="Safeguarding",
    measure=Percentage(of=Events(concerns, on="decided_on"), having=led_to_enquiry),
    polarity=Polarity.NONE,
    numerator="Of these, concerns that led to a section 42 enquiry",
    denominator="Concerns decided in the period",
    source="Safeguarding Adults Collection",
)
