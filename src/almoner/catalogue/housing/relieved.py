"""Households whose homelessness was relieved."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases


def secured(unit: Any) -> Any:
    """Accommodation was secured."""
    return unit.relief_outcome == "secured accommodation"


INDICATOR = Indicator(
    code="HO-RELIEVED",
    title="Households whose homelessness was relieved",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Events(cases, on="relief_until", where=secured)),
    polarity=Polarity.HIGHER,
    numerator="Relief duties that ended in the period with accommodation secured",
    source="H-CLIC",
    published_as="HCLIC-relief_secured_accommodation",
    paired_with="HO-BV214",
)
