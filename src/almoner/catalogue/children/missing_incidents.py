"""Missing incidents."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import missing


def went_missing(unit: Any) -> Any:
    """Missing, not away without authorisation."""
    return unit.kind == "M"


INDICATOR = Indicator(
    code="CH-MISSING",
    title="Missing incidents",
    service="children",
    topic="Children looked after",
    measure=Count(of=Events(missing, on="started_on", where=went_missing)),
    polarity=Polarity.NONE,
    numerator="Times that a child looked after went missing in the period",
    source="SSDA903; DfE definition",
    published_as="CLA-Missing_incidents",
)
