"""Children who started to be looked after."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import started_within

INDICATOR = Indicator(
    code="CH-CARE-STARTED",
    title="Children who started to be looked after",
    service="children",
    topic="Children looked after",
    measure=Count(of=Within(started_within)),
    polarity=Polarity.NONE,
    numerator="Children who started to be looked after in the period, each once",
    source="SSDA903; DfE definition",
    lineage=("LAIT 376",),
    published_as="LAIT-LACnum_Start",
)
