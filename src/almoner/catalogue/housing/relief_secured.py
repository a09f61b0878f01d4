"""Relief duties that end with accommodation secured."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import cases


def secured(unit: Any) -> Any:
    """Accommodation was secured."""
    return unit.relief_outcome == "secured accommodation"


INDICATOR = Indicator(
    code="HO-RELIEF-SECURED",
    title="Relief duties that end with accommodation secured",
    service="housing",
    topic="Homelessness",
    measure=Percentage(of=Events(cases, on="relief_until"), having=secured),
    polarity=Polarity.HIGHER,
    numerator="Of these, duties that ended with accommodation secured",
    denominator="Relief duties that ended in the period",
    source="H-CLIC",
    published_as="HCLIC-relief_secured_pct",
)
