"""Away without authorisation."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import missing


def was_away(unit: Any) -> Any:
    """Away without authorisation."""
    return unit.kind == "A"


INDICATOR = Indicator(
    code="CH-AWAY",
    title="Away without authorisation",
    service="children",
    topic="Children looked after",
    measure=Count(of=Events(missing, on="started_on", where=was_away)),
    polarity=Polarity.NONE,
    numerator=("Times that a child looked after was away without authorisation in the period"),
    source="SSDA903; DfE definition",
    published_as="CLA-Away_incidents",
)
