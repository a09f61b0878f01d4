"""Homelessness applications waiting for a decision."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-APPLICATIONS-OPEN",
    title="Homelessness applications waiting for a decision",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Open(cases, "applied_on", "assessed_on")),
    polarity=Polarity.LOWER,
    numerator="Applications made and not decided by the end of the period",
    source="Almoner",
    paired_with="HO-PREVENTION-SECURED",
)
