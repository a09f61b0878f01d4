"""Section 47 enquiries open."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import enquiries

INDICATOR = Indicator(
    code="CH-S47-OPEN",
    title="Section 47 enquiries open",
    service="children",
    topic="Child protection",
    measure=Count(of=Open(enquiries)),
    polarity=Polarity.NONE,
    numerator="Section 47 enquiries open at the end of the period",
    source="Almoner",
)
