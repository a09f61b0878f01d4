"""Tenancies."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.homes import tenancies

INDICATOR = Indicator(
    code="HO-TENANCIES",
    title="Tenancies",
    service="housing",
    topic="Homes",
    measure=Count(of=Open(tenancies, "started_on", "after_on")),
    polarity=Polarity.NONE,
    numerator="Tenancies at the end of the period",
    source="Almoner",
    breakdowns=(),
)
