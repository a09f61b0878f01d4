"""Enquiries in which the person's wishes were met."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import enquiries


def met(unit: Any) -> Any:
    """Met, fully or in part."""
    return unit.wishes_met


INDICATOR = Indicator(
    code="AD-ENQUIRIES-WISHES",
    title="Enquiries in which the person's wishes were met",
    service="adults",
    topic="Safeguarding",
    measure=Percentage(of=Events(enquiries, on="concluded_on"), having=met),
    polarity=Polarity.HIGHER,
    numerator="Of these, enquiries whose wished outcomes were met, fully or in part",
    denominator="Enquiries concluded in the period",
    source="Safeguarding Adults Collection, Making Safeguarding Personal",
)
