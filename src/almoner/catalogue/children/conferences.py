"""Initial child protection conferences."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import conferences

INDICATOR = Indicator(
    code="CH-CONFERENCES",
    title="Initial child protection conferences",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(conferences, on="held_on")),
    polarity=Polarity.NONE,
    numerator="Initial child protection conferences held in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-ICPC",
)
