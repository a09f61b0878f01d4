"""Homelessness applications because of domestic abuse."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import cases


def domestic_abuse(unit: Any) -> Any:
    """The main reason is domestic abuse."""
    return unit.reason == "domestic abuse"


INDICATOR = Indicator(
    code="HO-APPLICATIONS-ABUSE",
    title="Homelessness applications because of domestic abuse",
    service="housing",
    topic="Homelessness",
    measure=Percentage(of=Events(cases, on="applied_on"), having=domestic_abuse),
    polarity=Polarity.NONE,
    numerator="Of these, applications whose main reason is domestic abuse",
    denominator="Applications in the period",
    source="H-CLIC",
)
