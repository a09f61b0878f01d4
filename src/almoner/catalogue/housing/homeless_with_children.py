"""Homelessness applications from households with children."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import cases


def with_children(unit: Any) -> Any:
    """The household has children."""
    return unit.has_children


INDICATOR = Indicator(
    code="HO-APPLICATIONS-CHILDREN",
    title="Homelessness applications from households with children",
    service="housing",
    topic="Homelessness",
    measure=Percentage(of=Events(cases, on="applied_on"), having=with_children),
    polarity=Polarity.NONE,
    numerator="Of these, households with children",
    denominator="Applications in the period",
    source="H-CLIC",
)
