"""Children who started to be looked after per 10,000 children."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.care import started_within

INDICATOR = Indicator(
    code="CH-CARE-STARTED-RATE",
    title="Children who started to be looked after per 10,000 children",
    service="children",
    topic="Children looked after",
    measure=Rate(of=Within(started_within), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Children who started to be looked after in the period, each once",
    denominator="Residents aged 0 to 17",
    source="SSDA903; DfE definition",
    lineage=("LAIT 376",),
    published_as="LAIT-LAC_Start_Rate",
)
