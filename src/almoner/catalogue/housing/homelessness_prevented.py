"""Households whose homelessness was prevented."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases


def secured(unit: Any) -> Any:
    """Accommodation was secured."""
    return unit.prevention_outcome == "secured accommodation"


INDICATOR = Indicator(
    code="HO-PREVENTED",
    title="Households whose homelessness was prevented",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Events(cases, on="prevention_until", where=secured)),
    polarity=Polarity.HIGHER,
    numerator="Prevention duties that ended in the period with accommodation secured",
    source="H-CLIC; BVPI 213 without its rate",
    lineage=("BV213",),
    published_as="HCLIC-prevention_secured_accommodation",
    paired_with="HO-BV214",
)
