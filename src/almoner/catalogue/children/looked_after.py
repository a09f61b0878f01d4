"""Children looked after."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import looked_after

INDICATOR = Indicator(
    code="CH-CARE",
    title="Children looked after",
    service="children",
    topic="Children looked after",
    measure=Count(of=Open(looked_after, "from_on", "until_on")),
    polarity=Polarity.NONE,
    numerator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 332",),
    published_as="LAIT-LACnum",
)
