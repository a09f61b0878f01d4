"""Visits to children looked after."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import visits

INDICATOR = Indicator(
    code="CH-CARE-VISITS",
    title="Visits to children looked after",
    service="children",
    topic="Children looked after",
    measure=Count(of=Events(visits, on="visited_on")),
    polarity=Polarity.NONE,
    numerator="Visits in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
