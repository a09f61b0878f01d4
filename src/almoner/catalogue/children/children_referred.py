"""Different children referred."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import children_referred

INDICATOR = Indicator(
    code="CH-CHILDREN-REFERRED",
    title="Children referred",
    service="children",
    topic="Front door",
    measure=Count(of=Within(children_referred)),
    polarity=Polarity.NONE,
    numerator="Different children referred in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-Referrals_child",
)
