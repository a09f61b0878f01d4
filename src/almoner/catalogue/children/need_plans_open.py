"""Child in need plans open."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.plans_of_need import need_plans

INDICATOR = Indicator(
    code="CH-NEED-PLANS",
    title="Child in need plans open",
    service="children",
    topic="Children in need",
    measure=Count(of=Open(need_plans)),
    polarity=Polarity.NONE,
    numerator="Child in need plans open at the end of the period",
    source="Children in need census; DfE definition",
    published_as="CIN-CINPlan_At31",
)
