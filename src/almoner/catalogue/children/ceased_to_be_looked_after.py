"""Children who ceased to be looked after."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import ceased_within

INDICATOR = Indicator(
    code="CH-CARE-CEASED",
    title="Children who ceased to be looked after",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(ceased_within)),
    polarity=Polarity.NONE,
    numerator="Children who ceased to be looked after in the period, each once",
    source="SSDA903; DfE definition",
    lineage=("LAIT 392",),
    published_as="LAIT-LACceased",
)
