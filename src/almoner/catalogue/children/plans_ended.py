"""Child protection plans ended."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-ENDED",
    title="Child protection plans ended",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(plans, on="ended_on")),
    polarity=Polarity.NONE,
    numerator="Child protection plans that ended in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-CPP_end",
)
