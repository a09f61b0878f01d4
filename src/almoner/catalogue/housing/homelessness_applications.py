"""Homelessness applications."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-APPLICATIONS",
    title="Homelessness applications",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Events(cases, on="applied_on")),
    polarity=Polarity.NONE,
    numerator="Applications in the period",
    source="H-CLIC",
)
