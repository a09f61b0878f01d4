"""Children who ceased to be looked after per 10,000 children."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.care import ceased_within

INDICATOR = Indicator(
    code="CH-CARE-CEASED-RATE",
    title="Children who ceased to be looked after per 10,000 children",
    service="children",
    topic="Children looked after",
    measure=Rate(of=Within(ceased_within), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Children who ceased to be looked after in the period, each once",
    denominator="Residents aged 0 to 17",
    source="SSDA903; DfE definition",
    lineage=("LAIT 392",),
    published_as="LAIT-LAC_Cease_Rate",
)
