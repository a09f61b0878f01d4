"""Children looked after per 10,000 children."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.care import looked_after

INDICATOR = Indicator(
    code="CH-CARE-RATE",
    title="Children looked after per 10,000 children",
    service="children",
    topic="Children looked after",
    measure=Rate(of=Open(looked_after, "from_on", "until_on"), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Children looked after at the end of the period",
    denominator="Residents aged 0 to 17",
    source="SSDA903; DfE definition",
    lineage=("LAIT 124",),
    published_as="LAIT-LAC",
)
