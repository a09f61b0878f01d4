"""Prevention duties that end with accommodation secured."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import cases


def secured(unit: Any) -> Any:
    """Accommodation was secured."""
    return unit.prevention_outcome == "secured accommodation"


INDICATOR = Indicator(
    code="HO-PREVENTION-SECURED",
    title="Prevention duties that end with accommodation secured",
    service="housing",
    topic="Homelessness",
    measure=Percentage(of=Events(cases, on="prevention_until"), having=secured),
    polarity=Polarity.HIGHER,
    numerator="Of these, duties that ended with accommodation secured",
    denominator="Prevention duties that ended in the period",
    source="H-CLIC",
    published_as="HCLIC-prevention_secured_pct",
)
