"""Section 47 enquiries started."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import enquiries

INDICATOR = Indicator(
    code="CH-S47",
    title="Section 47 enquiries started",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(enquiries, on="started_on")),
    polarity=Polarity.NONE,
    numerator="Section 47 enquiries that started in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-Section47",
)
