"""Repairs outstanding."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import repairs

INDICATOR = Indicator(
    code="HO-REPAIRS-OPEN",
    title="Repairs outstanding",
    service="housing",
    topic="Repairs",
    measure=Count(of=Open(repairs, "reported_on", "completed_on")),
    polarity=Polarity.LOWER,
    numerator="Repairs reported and not completed by the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="HO-REPAIRS-FIRST",
)
