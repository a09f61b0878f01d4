"""Return interviews accepted after going missing."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import missing


def accepted(unit: Any) -> Any:
    """A return interview was accepted."""
    return unit.interview_accepted


INDICATOR = Indicator(
    code="CH-MISSING-INTERVIEWS",
    title="Return interviews accepted after going missing",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Events(missing, on="ended_on"), having=accepted),
    polarity=Polarity.HIGHER,
    numerator="Of these, times after which a return interview was accepted",
    denominator="Times missing or away that ended in the period",
    source="Ofsted Annex A",
)
