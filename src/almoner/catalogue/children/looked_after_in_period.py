"""Children looked after at any time."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import looked_after_within

INDICATOR = Indicator(
    code="CH-CARE-DURING",
    title="Children looked after at any time",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(looked_after_within)),
    polarity=Polarity.NONE,
    numerator="Children looked after at any time in the period",
    source="SSDA903; DfE definition",
    published_as="CLA-During_year",
)
