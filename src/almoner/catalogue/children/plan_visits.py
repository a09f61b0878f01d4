"""Visits to children on protection plans."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import visits

INDICATOR = Indicator(
    code="CH-PLAN-VISITS",
    title="Visits to children on protection plans",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(visits, on="visited_on")),
    polarity=Polarity.NONE,
    numerator="Visits in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
