"""Child protection plans started."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-STARTED",
    title="Child protection plans started",
    service="children",
    topic="Child protection",
    measure=Count(of=Events(plans, on="started_on")),
    polarity=Polarity.NONE,
    numerator="Child protection plans that started in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 219",),
    published_as="LAIT-CPP_Abuse",
)
