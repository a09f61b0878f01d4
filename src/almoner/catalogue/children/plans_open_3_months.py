"""Child protection plans open for three months or more."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-3-MONTHS",
    title="Child protection plans open for three months or more",
    service="children",
    topic="Child protection",
    measure=Count(of=Open(plans, from_="months_3_on", until="ended_on")),
    polarity=Polarity.NONE,
    numerator="Plans open at the end of the period that had lasted three months or more",
    source="Children in need census; DfE definition",
    lineage=("LAIT 19",),
    published_as="LAIT-CPP_31March_3MnthorMore",
)
